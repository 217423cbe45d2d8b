/** What all analyses of plain files share: --json, --svg, --language, progress, and how an answer is printed. */
import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import type { Picture } from '../picture/picture.ts'
import { Problem } from '../problem.ts'
import { setTerminalLanguage, words } from '../say.ts'

/** An answer in all its forms; each is made only when it is asked for. */
export interface Answer {
  /** Stable field names, documented in docs/guides/terminal.md. */
  json: object
  /** Lines for people. */
  text: () => string[]
  /** Null where there is nothing to draw. */
  picture: (() => Picture) | null
}

interface CommonOptions {
  json?: boolean
  svg?: string
  language?: 'en' | 'ar'
}

/** Adds what every analysis takes, and prints what `compute` answers. */
export const analysis = <Options extends object>(command: Command, compute: (file: string, options: Options) => Promise<Answer>): Command =>
  command
    .argument('<file>', 'a table as CSV or JSON; “-” reads standard input')
    .option('--json', 'answer as JSON')
    .option('--svg <file>', 'also write a picture with intervals')
    .addOption(new Option('--language <language>', 'of sentences and pictures (default: that of the terminal)').choices(['en', 'ar']))
    .action(async (file: string, options: Options & CommonOptions) => {
      if (options.language !== undefined) setTerminalLanguage(options.language)
      const answer = await compute(file, options)
      if (options.svg !== undefined) await writePicture(options.svg, answer.picture?.() ?? null)
      if (options.json) console.log(JSON.stringify(answer.json, (_, value: unknown) => plainNumber(value), 2))
      else for (const line of answer.text()) console.log(line)
    })

/** JSON has no word for what is not a number: it is null, never zero. */
const plainNumber = (value: unknown): unknown => {
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value
}

/** Writes a picture as SVG; says so where there is nothing to draw. Errors: a Problem when the file cannot be written. */
export const writePicture = async (file: string, picture: Picture | null): Promise<void> => {
  if (picture === null) {
    process.stderr.write(`${words('picture.nothing')}\n`)
    return
  }
  const { drawPicture } = await import('../picture/draw.ts')
  await writeFile(file, drawPicture(picture)).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(words('problem.cannotWrite', { file, reason: error.code ?? error.message }))
  })
}

/** A whole number from an option. Errors: a Problem that names the option and its range. */
export const wholeNumber = (option: string, text: string, least: number, most: number): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw new Problem(words('problem.wholeNumber', { option, text, least, most }))
  return value
}

/** A level such as 0.95 or 95 (per cent). Errors: a Problem that names the option. */
export const levelOf = (option: string, text: string): number => {
  const value = Number(text.replace(/%$/, ''))
  const level = value > 1 ? value / 100 : value
  if (text.trim() === '' || !(level >= 0.5 && level < 1)) throw new Problem(words('problem.level', { option, text }))
  return level
}

/** Says how far it is, on the error stream of a terminal, once a thing takes longer than a second. */
export const startProgress = (what: string): { tell: (done: number, of: number | null) => void; end: () => void } => {
  const started = performance.now()
  let told = 0
  return {
    tell: (done, of) => {
      const now = performance.now()
      if (!process.stderr.isTTY || now - started < 1000 || now - told < 200) return
      told = now
      const amount = of === null ? done.toLocaleString('en') : `${Math.min(100, Math.floor((100 * done) / of))}%`
      process.stderr.write(`\r\x1b[2K${what} ${amount}`)
    },
    end: () => {
      if (told > 0) process.stderr.write('\r\x1b[2K')
    },
  }
}
