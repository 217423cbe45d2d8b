/** Holds what Athar says of each publication against what its network has, and makes the table of it. */
import type { Row } from '../row.ts'
import type { StagedPublication } from './stage.ts'

export interface Tally {
  network: string
  publications: number
  published: number
  openEnded: number
  refusedOrMissed: number
  twice: number
  lost: number
  wrong: number
}

/** Holds every publication's state against what the networks have. */
export const tally = (staged: StagedPublication[], states: Map<string, string>, found: Map<string, number>): Tally[] => {
  const byNetwork = new Map<string, Tally>()
  for (const { id, network, text } of staged) {
    const row = byNetwork.get(network) ?? {
      network,
      publications: 0,
      published: 0,
      openEnded: 0,
      refusedOrMissed: 0,
      twice: 0,
      lost: 0,
      wrong: 0,
    }
    byNetwork.set(network, row)
    const [state, times] = [states.get(id) ?? 'lost', found.get(text) ?? 0]
    row.publications += 1
    if (times > 1) row.twice += 1
    if (state === 'published') row.published += 1
    else if (state === 'unknown') row.openEnded += 1
    else if (state === 'missed' || state === 'failed') row.refusedOrMissed += 1
    else row.lost += 1
    // What is called published must be there; what is called failed or missed must not.
    if ((state === 'published' && times === 0) || ((state === 'failed' || state === 'missed') && times > 0)) row.wrong += 1
  }
  return [...byNetwork.values()]
}

export const rowsOf = (tallies: Tally[], deaths: { workers: number; database: number }, data: string): Row[] => {
  const total = (pick: (row: Tally) => number) => tallies.reduce((sum, row) => sum + pick(row), 0)
  const source = 'PUBLISHING.md, point 10'
  return [
    ...tallies.map((row) => ({
      name: `${row.network}: published / open to a person / missed or failed`,
      ours: `${row.published} / ${row.openEnded} / ${row.refusedOrMissed} of ${row.publications}`,
      published: '',
      source,
      data,
      verdict: 'info' as const,
    })),
    {
      name: 'kills of workers and of the database (kill -9)',
      ours: `${deaths.workers} + ${deaths.database}`,
      published: '100',
      source,
      data,
      verdict: 'info',
    },
    {
      name: 'publications that stand twice on their network',
      ours: String(total((row) => row.twice)),
      published: '0',
      source,
      data,
      verdict: total((row) => row.twice) === 0 ? 'pass' : 'short',
    },
    {
      name: 'publications lost (no final state)',
      ours: String(total((row) => row.lost)),
      published: '0',
      source,
      data,
      verdict: total((row) => row.lost) === 0 ? 'pass' : 'short',
    },
    {
      name: 'states that the network contradicts',
      ours: String(total((row) => row.wrong)),
      published: '0',
      source,
      data,
      verdict: total((row) => row.wrong) === 0 ? 'pass' : 'short',
    },
  ]
}
