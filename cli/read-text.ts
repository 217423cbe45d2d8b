/** Reads a file that a command names, or standard input for -; one that is not there is said. */
import { readFileSync } from 'node:fs'
import { Problem } from './problem.ts'
import { words } from './say.ts'

export const readText = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Problem(words('strategy.noFile', { file }))
    throw error
  }
}
