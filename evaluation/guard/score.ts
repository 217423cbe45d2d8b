/** Counts of the guard on texts whose shortcuts a person wrote down: found, missed, and mistaken for one. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Shortcut } from '../../contract/guard.ts'
import { recognise } from '../../server/features/guard/measure/recognise.ts'

const Corpus = z.object({
  about: z.string(),
  texts: z.array(z.object({ language: z.enum(['en', 'ar']), shortcuts: z.array(Shortcut), text: z.string() })),
})
export type Labelled = z.infer<typeof Corpus>['texts'][number]

export const readCorpus = (name: 'written' | 'held-out'): Labelled[] =>
  Corpus.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, `${name}.json`), 'utf8'))).texts

export interface Score {
  found: number
  missed: number
  mistaken: number
  precision: number
  recall: number
  /** What went wrong, for people who read on. */
  wrong: string[]
}

/** One count for each kind of shortcut in a text. */
export const score = (texts: Labelled[]): Score => {
  let [found, missed, mistaken] = [0, 0, 0]
  const wrong: string[] = []
  for (const { text, shortcuts } of texts) {
    const said = new Set(recognise(text).map(({ kind }) => kind))
    for (const kind of shortcuts) {
      if (said.has(kind)) found++
      else {
        missed++
        wrong.push(`missed ${kind}: ${text}`)
      }
    }
    // Two kinds often stand in one sentence (“tag a friend to win”): a second true name for a shortcut is no mistake, a shortcut in an honest text is.
    for (const kind of said)
      if (shortcuts.length === 0) {
        mistaken++
        wrong.push(`mistaken ${kind}: ${text}`)
      }
  }
  return { found, missed, mistaken, precision: found / Math.max(1, found + mistaken), recall: found / Math.max(1, found + missed), wrong }
}
