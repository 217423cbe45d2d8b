/** Holdouts from wish to verdict: what is affordable, fixing it, and the plain answer at its end. */
import type { Holdout, HoldoutPlan, HoldoutResult, HoldoutWish } from '../../../contract/attribution.ts'
import type { Evidence } from '../../../contract/evidence.ts'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import { type DayPeriod, periodOf } from '../../http/days.ts'
import type { Services } from '../../services.ts'
import type { DailyHistory } from './history.ts'
import { drawBlocks, type planHoldout } from './plan.ts'
import type { measureHoldout } from './measure.ts'
import type { Scope } from './store/costs.ts'
import { readDaily } from './store/daily.ts'
import { insertHoldout } from './store/holdouts.ts'

const planTask = heavyTask<typeof planHoldout>(new URL('./plan.ts', import.meta.url), 'planHoldout')
const measureTask = heavyTask<typeof measureHoldout>(new URL('./measure.ts', import.meta.url), 'measureHoldout')

const dayMs = 86_400_000
const historyDays = 365
const percent = (share: number) => Math.round(100 * share)
/** Days are counted as dates, not as moments: no zone can shift them. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Every day from the first on which anything happened; a day without a conversion is a real zero between two that had some. */
const readHistory = async (
  services: Services,
  scope: Scope,
  wish: HoldoutWish,
  period: DayPeriod,
  timeZone: string,
): Promise<DailyHistory> => {
  const rows = await readDaily(services.database.db, scope, period, timeZone, wish.currency)
  const first = rows[0]?.day
  if (first === undefined) return { units: [], days: [], values: [] }
  const days: string[] = []
  for (let day = first; day <= period.toDay; day = addDays(day, 1)) days.push(day)
  const at = new Map(days.map((day, index) => [day, index]))
  const units = wish.unit === 'region' ? [...new Set(rows.map(({ region }) => region))].filter((region) => region !== '').sort() : ['']
  const values = units.map(() => days.map(() => 0))
  for (const row of rows) {
    const unit = wish.unit === 'region' ? units.indexOf(row.region) : 0
    const cells = values[unit]
    const index = at.get(row.day)
    if (cells !== undefined && index !== undefined)
      cells[index] = (cells[index] as number) + (wish.outcome === 'value' ? row.value : row.conversions)
  }
  return { units, days, values }
}

const evidenceOf = (history: DailyHistory, method: string, assumptions: [string, boolean | null][]): Evidence => {
  const total = history.days.map((_, day) => history.values.reduce((sum, row) => sum + (row[day] as number), 0))
  const [from, to] = [history.days[0], history.days.at(-1)]
  return {
    method: say(`attribution:holdout.method.${method}`),
    period: from === undefined || to === undefined ? null : { from, to },
    n: history.days.length,
    assumptions: assumptions.map(([key, holds]) => ({ words: say(`attribution:holdout.assumes.${key}`), holds })),
    rows: {
      columns: [say('attribution:holdout.column.day'), say('attribution:holdout.column.outcome')],
      cells: history.days.map((day, at) => [day, total[at] as number]).slice(-120),
      total: history.days.length,
    },
    page: 'lift',
  }
}

const assumptionsOf = ({ unit }: HoldoutWish): [string, boolean | null][] =>
  unit === 'region'
    ? [
        ['spill', null],
        ['together', null],
      ]
    : unit === 'weeks'
      ? [
          ['chance', true],
          ['carry', null],
        ]
      : [
          ['alone', null],
          ['together', null],
        ]

/** What can be afforded, from the brand's own last year. */
export const planFor = async (services: Services, scope: Scope, wish: HoldoutWish, timeZone: string): Promise<HoldoutPlan> => {
  // Today is not over.
  const today = periodOf({}, timeZone, services.now()).toDay
  const period = periodOf({ from: addDays(today, -historyDays), to: addDays(today, -1) }, timeZone, services.now())
  const history = await readHistory(services, scope, wish, period, timeZone)
  const found = await runHeavy(planTask, { history, wish })
  if (found.kind === 'too-little-data')
    return {
      ...found,
      words: say(`attribution:holdout.tooLittle.${found.unit}`, { have: found.have, need: found.need }),
    }
  const { design } = found
  return {
    kind: found.kind,
    words: say(`attribution:holdout.plan.${found.kind === 'design' ? wish.unit : 'nothing'}`, {
      days: design.days,
      block: design.blockDays ?? design.days,
      regions: design.units.join(', ') || '–',
      share: percent(design.share),
      wished: percent(wish.wished),
      smallest: percent(design.smallest),
      power: percent(design.power),
    }),
    design,
    tried: found.tried.toSorted((a, b) => a.share * a.days - b.share * b.days || a.smallest - b.smallest).slice(0, 15),
    evidence: evidenceOf(history, `plan.${wish.unit}`, assumptionsOf(wish)),
  }
}

/** Fixes a holdout; null where nothing can be planned. The blocks are drawn now, by chance, and can never be changed. */
export const beginHoldout = async (
  services: Services,
  scope: Scope,
  asked: { wish: HoldoutWish; title: string; startsOn: string; by: string; timeZone: string },
): Promise<{ id: string } | { words: ReturnType<typeof say> }> => {
  const plan = await planFor(services, scope, asked.wish, asked.timeZone)
  if (plan.kind === 'too-little-data') return { words: plan.words }
  const id = newId()
  const design = { ...plan.design, blocks: drawBlocks(plan.design, crypto.randomUUID()) }
  await insertHoldout(
    services.database.db,
    scope,
    {
      id,
      title: asked.title,
      wish: asked.wish,
      design,
      startsOn: asked.startsOn,
      endsOn: addDays(asked.startsOn, design.days - 1),
      createdBy: asked.by,
    },
    services.now(),
  )
  return { id }
}

/** Nothing is compared before the end: a holdout that is looked at until it pleases finds what is not there. */
export const judgeHoldout = async (services: Services, scope: Scope, holdout: Holdout, timeZone: string): Promise<HoldoutResult> => {
  const { wish, design, startsOn, endsOn } = holdout
  const today = periodOf({}, timeZone, services.now()).toDay
  const period = periodOf({ from: addDays(startsOn, -historyDays), to: endsOn < today ? endsOn : today }, timeZone, services.now())
  const history = await readHistory(services, scope, wish, period, timeZone)
  const evidence = evidenceOf(history, `result.${wish.unit}`, assumptionsOf(wish))
  const base = { methods: [], level: 0.95, series: [], evidence, lost: null }
  if (holdout.state === 'stopped')
    return { ...base, verdict: 'too-little-data', words: say('attribution:holdout.verdict.stopped', { reason: holdout.reason ?? '–' }) }
  if (today <= endsOn) return { ...base, verdict: 'not-yet', words: say('attribution:holdout.verdict.notYet', { day: endsOn }) }
  const start = history.days.indexOf(startsOn)
  if (start < 14)
    return {
      ...base,
      verdict: 'too-little-data',
      words: say('attribution:holdout.verdict.tooLittle', { have: Math.max(0, start), need: 14 }),
    }
  const { methods, lost, observed, expected } = await runHeavy(measureTask, { history, holdout, start })
  const series = history.days.map((day, at) => ({ day, observed: observed[at] as number, expected: expected[at] ?? null })).slice(-120)
  if (lost === null)
    return {
      ...base,
      methods,
      series,
      verdict: 'too-little-data',
      words: say('attribution:holdout.verdict.tooLittle', { have: start, need: 14 }),
    }
  const [low, high] = lost.interval
  const verdict = low > 0 ? 'effect' : high < 0 ? 'harm' : 'too-small-to-tell'
  return {
    verdict,
    words: say(`attribution:holdout.verdict.${verdict === 'too-small-to-tell' ? 'tooSmall' : verdict}`, {
      percent: percent(Math.abs(lost.value)),
      low: percent(verdict === 'harm' ? -high : low),
      high: percent(verdict === 'harm' ? -low : high),
      smallest: percent(design.smallest),
    }),
    methods,
    level: 0.95,
    series,
    lost: { value: lost.value, interval: lost.interval, level: 0.95, n: history.days.length, evidence },
    evidence,
  }
}
