/** The changes that Athar knows by itself, each with its source; their words are those of contract/languages/…/register.json. */
import { readFileSync } from 'node:fs'
import type { ChangeKind } from '../../../../contract/register.ts'

export interface KnownChange {
  id: string
  day: string
  /** As its makers call it. */
  platform: string
  /** The channel of Athar that it is about; null where there is none. */
  network: string | null
  kind: ChangeKind
  /** The numbers that mean something else from this day on. */
  metrics: string[] | null
  source: string
  /** How good the source is, in its collector's words. */
  sourceKind: string
}

export const knownChanges = JSON.parse(readFileSync(new URL('platform-changes.json', import.meta.url), 'utf8')) as KnownChange[]
