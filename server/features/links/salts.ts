/** The day's secret in memory, so that it is at hand when a click is heard. */
import type { Kysely } from 'kysely'
import type { DB } from '../../database/types.ts'
import { saltOf } from './store/clicks.ts'
import { type HashVisitor, makeVisitorHash } from './visitor-hash.ts'

const dayMs = 86_400_000

interface Salts {
  /** The hash of the UTC day of `nowMs`; null when its salt must be loaded first. Cost: a comparison. */
  now: (nowMs: number) => HashVisitor | null
  load: (nowMs: number) => Promise<void>
}

export const openSalts = (db: Kysely<DB>): Salts => {
  let today: { hashVisitor: HashVisitor; day: number } | null = null
  return {
    now: (nowMs) => (today?.day === Math.floor(nowMs / dayMs) ? today.hashVisitor : null),
    load: async (nowMs) => {
      const salt = await saltOf(db, new Date(nowMs).toISOString().slice(0, 10))
      today = { hashVisitor: makeVisitorHash(salt), day: Math.floor(nowMs / dayMs) }
    },
  }
}
