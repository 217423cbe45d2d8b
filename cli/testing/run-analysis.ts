/** Runs an analysis in this process on a text, as if it were a file, and answers what it printed or refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { Problem } from '../problem.ts'
import { setTerminalLanguage } from '../say.ts'

export interface Ran {
  /** What was printed, line by line. */
  out: string
  /** The sentence of a refusal; null where there was an answer. */
  refusal: string | null
  json: () => Record<string, never>
  /** The picture, where one was asked for. */
  svg: string | null
}

/** `content` is written to `name` in a folder of its own; `--svg` may be asked for as `{ svg: true }`. */
export const runAnalysis = async (
  build: (command: Command) => Command,
  content: string | Uint8Array,
  args: string[] = ['--json'],
  { svg = false, name = 'data.csv' }: { svg?: boolean; name?: string } = {},
): Promise<Ran> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'athar-analysis-'))
  const file = path.join(folder, name)
  writeFileSync(file, content)
  const lines: string[] = []
  const { log } = console
  console.log = (...words: unknown[]) => lines.push(words.join(' '))
  setTerminalLanguage('en')
  const picture = path.join(folder, 'picture.svg')
  let refusal: string | null = null
  try {
    const command = build(new Command('test').exitOverride())
    await command.parseAsync([file, ...args, ...(svg ? ['--svg', picture] : [])], { from: 'user' })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refusal = error.message
  } finally {
    console.log = log
  }
  const out = lines.join('\n')
  const drawn = svg && refusal === null ? readFileSync(picture, 'utf8') : null
  rmSync(folder, { recursive: true, force: true })
  return { out, refusal, json: () => JSON.parse(out) as Record<string, never>, svg: drawn }
}
