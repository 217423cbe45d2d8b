/** Purges that the press counted, and events that curators labelled: told, and of the right kind? */
import { findGrowthJumps, type GrowthJump } from '../../statistics/classify/growth-jumps.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row } from '../row.ts'
import { readSeries, readTable, type Series, toAccount } from './worlds.ts'

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const source = 'docs/methods/growth.md'

/** Half a year of days that end 30 days after the purge, growing a little, with the documented loss in it. */
const carry = (name: string, platform: string, at: number, before: number, loss: number, seed: number): Series => {
  const generator = createGenerator(`documented/${name}/${seed}`)
  const days = Array.from({ length: 180 }, (_, i) => at - 150 + i)
  const followers = days.map((day) => {
    const usual = before * (1 + 0.0004 * (day - at)) * Math.exp(0.0003 * drawNormal(generator))
    return Math.round(usual * (day >= at ? 1 - loss : 1))
  })
  return { name, platform, days, followers }
}

/** The counts before and after are the press's; the days around them are simulated. Accounts whose loss in percent nobody told are left out. */
export const documentedPurges = (seed: number): Row[] => {
  const events = readTable('documented_purges.csv').filter(({ pct_lost }) => pct_lost)
  if (events.length === 0)
    return [{ name: 'documented purges', ours: '–', published: '–', source, data: 'documented_purges.csv is not here', verdict: 'no-data' }]
  const jumps: GrowthJump[] = []
  for (const platform of new Set(events.map((event) => event.platform ?? ''))) {
    const accounts = events
      .filter((event) => event.platform === platform)
      .map(({ account = '', date = '', before, pct_lost }) =>
        toAccount(carry(account, platform, dayOf(date), Number(before) || 2_000_000, Number(pct_lost) / 100, seed)),
      )
    const found = findGrowthJumps(accounts)
    if (found.kind === 'growth') jumps.push(...found.jumps)
  }
  const verdicts = events.map(({ account, date = '', pct_lost }) => {
    const at = dayOf(date)
    const hit = jumps.find((jump) => jump.account === account && jump.fromDay < at && jump.toDay >= at)
    const wanted = Number(pct_lost) > 20 ? 'own' : 'platform'
    return {
      account,
      right: hit?.kind === 'purge' && hit.evidence.scope === wanted,
      told: hit ? `${hit.kind}, ${hit.evidence.scope}` : 'nothing',
    }
  })
  const wrong = verdicts.filter(({ right }) => !right)
  const extra = jumps.length - verdicts.filter(({ told }) => told !== 'nothing').length
  return [
    {
      name: 'documented purges: losses up to 20% told as the platform’s, larger ones as the account’s own',
      ours: `${verdicts.length - wrong.length} of ${verdicts.length}${wrong.map(({ account, told }) => `; ${account}: ${told}`).join('')}; ${extra} other jumps`,
      published: `${verdicts.length} of ${verdicts.length}`,
      source,
      data: `press reports of 2014 and 2018, days around them simulated, seed ${seed}`,
      verdict: wrong.length === 0 && extra === 0 ? 'pass' : 'short',
    },
  ]
}

/** Kinds of the labels as ours; a loss of one account alone is its own purge. */
const kindOf: Record<string, string> = { admin_prune: 'purge', account_replaced: 'purge', definition_change: 'definition-change' }

/** Each label looked for among the series of its platform and metric, documented changes of definition given with their day. */
export const labelledEvents = (): Row[] => {
  const labels = readTable('decred_event_labels.csv')
  if (labels.length === 0)
    return [{ name: 'labelled events', ours: '–', published: '–', source, data: 'decred_event_labels.csv is not here', verdict: 'no-data' }]
  return labels.map(({ platform = '', account = '', metric = '', last_before = '', first_after = '', kind = '' }): Row => {
    const name = `${platform}/${account} ${metric}`
    const noted = readTable('decred_notes.csv').filter(
      (note) => note.metric === metric && note.platform === platform && kind === 'definition_change',
    )
    const series = readSeries([metric]).filter((one) => one.platform === platform)
    const found = findGrowthJumps(series.map(toAccount), {
      definitionChanges: noted.map((note) => ({ day: dayOf(note.date ?? ''), accounts: [`${platform}/${note.account} ${metric}`] })),
    })
    const [from, to] = [dayOf(last_before) - 1, dayOf(first_after) + 1]
    const held = (jump: GrowthJump) => Math.min(to, jump.toDay) - Math.max(from, jump.fromDay)
    const jumps = found.kind === 'growth' ? found.jumps.filter((jump) => jump.account === name && held(jump) > 0) : []
    const hit = jumps.toSorted((a, b) => held(b) - held(a))[0]
    return {
      name: `labelled: ${kind} of ${account}, ${first_after}`,
      ours: hit
        ? `${hit.kind} (${hit.evidence.scope}), ${(100 * hit.change).toFixed(0)}%, probability ${hit.probability.toFixed(2)}`
        : 'nothing told',
      published: kindOf[kind] ?? kind,
      source: 'curators’ notes',
      data: `${series.length} series of ${platform}, ${metric}`,
      verdict: hit?.kind === kindOf[kind] ? 'pass' : 'short',
    }
  })
}
