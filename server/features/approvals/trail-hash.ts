/** The hash that chains the trail: each entry's own words and the hash before it. */
import { createHash } from 'node:crypto'

export interface TrailEntry {
  number: number
  at: Date
  act: string
  byKey: string
  byName: string
  requestId: string | null
  subjectKind: string | null
  subjectId: string | null
  contentHash: string | null
  step: number | null
  note: string
  previousHash: string
}

/** SHA-256, in hex, of an entry in a fixed order. Cost: O(size). */
export const hashEntry = (entry: TrailEntry): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        entry.previousHash,
        entry.number,
        entry.at.toISOString(),
        entry.act,
        entry.byKey,
        entry.byName,
        entry.requestId,
        entry.subjectKind,
        entry.subjectId,
        entry.contentHash,
        entry.step,
        entry.note,
      ]),
    )
    .digest('hex')

/** The number of the first entry that does not fit, given all in order from the first; null when the chain is whole. Cost: O(entries). */
export const findBreak = (entries: Iterable<TrailEntry & { hash: string }>): number | null => {
  let previous = ''
  let number = 0
  for (const entry of entries) {
    number += 1
    if (entry.number !== number || entry.previousHash !== previous || hashEntry(entry) !== entry.hash) return number
    previous = entry.hash
  }
  return null
}
