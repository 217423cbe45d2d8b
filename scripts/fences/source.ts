/** Reads the project's own source files for the fences that a dependency graph cannot see. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Source {
  path: string
  text: string
}

/** A breach of a fence, as one line: where, and what to do instead. */
export interface Breach {
  path: string
  line?: number
  message: string
}

/** Every tracked or new file (git's ignore rules hold) whose path matches. Cost: one read a file. */
export const readSources = (pattern: RegExp): Source[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .filter((path) => pattern.test(path))
    .flatMap((path) => {
      const text = readIfThere(path)
      return text === null ? [] : [{ path, text }]
    })

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // Deleted but not yet committed: git still lists it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The same text with comments blanked out, so that a comment may say what code may not. Line numbers stay. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '))

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

export const isTest = (path: string): boolean => /\.test\.tsx?$|\.browser\.ts$|\/testing\//.test(path)
