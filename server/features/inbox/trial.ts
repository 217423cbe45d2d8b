/** What time for conversations earned: a schedule that chance drew, and the difference between its days. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { Trial, TrialInput } from '../../../contract/inbox-time.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { assignSwitchback } from '../../../statistics/lift/switchback-assign.ts'
import { analyseSwitchback } from '../../../statistics/lift/switchback-effect.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'

export interface KeptTrial extends Pick<TrialInput, 'name' | 'accountId' | 'metric' | 'startsOn' | 'blockDays' | 'carryDays'> {
  id: string
  /** One character a day, 1 on and 0 off. */
  coins: string
  createdBy: string
  createdAt: Date
  stoppedAt: Date | null
}

const level = 0.8
/** With four weeks or more the days of the week are taken out first. */
const seasonFrom = 28

/** Draws the coins. The same seed draws the same schedule. Cost: O(days). */
export const drawCoins = ({ blockDays, blocks }: Pick<TrialInput, 'blockDays' | 'blocks'>, seed: string): string =>
  assignSwitchback({ times: blockDays * blocks, blockLength: blockDays }, createGenerator(`engagement/${seed}`))
    .map(({ on }) => (on ? '1' : '0').repeat(blockDays))
    .join('')

export const dayAt = (startsOn: string, index: number): string => Temporal.PlainDate.from(startsOn).add({ days: index }).toString()
const indexOf = (startsOn: string, day: string): number => Temporal.PlainDate.from(startsOn).until(Temporal.PlainDate.from(day)).days

/** Whether a day is on; null outside of the trial. */
export const isOn = ({ startsOn, coins }: Pick<KeptTrial, 'startsOn' | 'coins'>, day: string): boolean | null => {
  const coin = coins[indexOf(startsOn, day)]
  return coin === undefined ? null : coin === '1'
}

interface Observed {
  /** What came in on a day (YYYY-MM-DD in the brand's zone); days that are not in it are not known. */
  values: ReadonlyMap<string, number>
  /** Hours in conversations on a day; days that are not in it had none. */
  hours: ReadonlyMap<string, number>
}

const perDay = (hours: number[]): number | null =>
  hours.length === 0 ? null : Math.round((1e4 * hours.reduce((sum, one) => sum + one, 0)) / hours.length) / 1e4

/**
 * A trial as it stands: days until yesterday, compared as they were drawn, whatever people really did on them (so that nothing but the coin tells the days apart). What was really worked stands
 * beside it: a schedule that nobody kept cannot show anything. 80% interval of analyseSwitchback. Cost: that of analyseSwitchback.
 */
export const measureTrial = (trial: KeptTrial, { values, hours }: Observed, today: string): Trial => {
  const stoppedOn = trial.stoppedAt === null ? null : trial.stoppedAt.toISOString().slice(0, 10)
  const last = stoppedOn !== null && stoppedOn < today ? stoppedOn : today
  const seen = Math.max(0, Math.min(trial.coins.length, indexOf(trial.startsOn, last)))
  const days = Array.from({ length: seen }, (_, index) => {
    const day = dayAt(trial.startsOn, index)
    return { day, on: trial.coins[index] === '1', value: values.get(day) ?? null, hours: Math.round(100 * (hours.get(day) ?? 0)) / 100 }
  })
  const found = analyseSwitchback(
    {
      outcomes: days.map(({ value }) => value ?? Number.NaN),
      on: days.map(({ on }) => Number(on)),
      blockLength: trial.blockDays,
      carryOver: trial.carryDays,
      season: seen >= seasonFrom ? 7 : 0,
    },
    createGenerator(`engagement/${trial.id}`),
    level,
  )
  const hoursOn = perDay(days.filter(({ on }) => on).map((one) => one.hours))
  const hoursOff = perDay(days.filter(({ on }) => !on).map((one) => one.hours))
  const kept = hoursOn !== null && hoursOff !== null && hoursOn > hoursOff
  const state = stoppedOn !== null ? 'stopped' : today < trial.startsOn ? 'planned' : seen >= trial.coins.length ? 'done' : 'running'
  const frame = {
    id: trial.id,
    name: trial.name,
    accountId: trial.accountId,
    metric: trial.metric,
    startsOn: trial.startsOn,
    endsOn: dayAt(trial.startsOn, trial.coins.length - 1),
    blockDays: trial.blockDays,
    carryDays: trial.carryDays,
    state,
    createdBy: trial.createdBy,
    createdAt: trial.createdAt.toISOString(),
    today: stoppedOn === null ? isOn(trial, today) : null,
    hoursOn,
    hoursOff,
    days,
  } as const
  if (found.kind !== 'effect') {
    const answer =
      state === 'planned'
        ? say('inbox:trial.planned', { day: trial.startsOn })
        : say(`inbox:trial.tooLittle.${found.unit}`, { have: found.have, need: found.need, days: found.need * trial.blockDays })
    return { ...frame, answer, effect: null }
  }
  const { average, interval, p } = found.effect
  const [low, high] = interval
  const n = found.diagnostics.onN + found.diagnostics.offN
  if (low === null || high === null) return { ...frame, answer: say('inbox:trial.open'), effect: null }
  const round = (value: number) => Math.round(10 * value) / 10
  const answer: Sentence = say(
    kept ? (low > 0 ? 'inbox:trial.more' : high < 0 ? 'inbox:trial.less' : 'inbox:trial.none') : 'inbox:trial.notKept',
    {
      value: round(Math.abs(average)),
      low: round(low),
      high: round(high),
      n,
    },
  )
  return {
    ...frame,
    answer,
    effect: {
      value: average,
      interval: [low, high],
      level,
      n,
      evidence: {
        method: say('inbox:method.trial', { p: Math.round(1000 * p) / 1000 }),
        period: { from: trial.startsOn, to: days.at(-1)?.day ?? trial.startsOn },
        n,
        assumptions: [
          { words: say('inbox:assumption.kept'), holds: kept },
          { words: say('inbox:assumption.carry', { count: trial.carryDays }), holds: null },
        ],
        rows: {
          columns: ['day', 'on', 'value', 'hours'].map((column) => say(`inbox:column.${column}`)),
          cells: days.map(({ day, on, value, hours: worked }) => [day, on ? '1' : '0', value, worked]),
          total: days.length,
        },
        page: 'lift',
      },
    },
  }
}
