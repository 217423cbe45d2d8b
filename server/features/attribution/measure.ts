/** What a holdout found: the comparison that was fixed beforehand decides, every other method that applies stands beside it. */
import type { Holdout, HoldoutResult } from '../../../contract/attribution.ts'
import { say } from '../../../contract/sentence.ts'
import { estimateBstsEffect } from '../../../statistics/lift/bsts-effect.ts'
import { compareHoldout } from '../../../statistics/lift/design-holdout.ts'
import { toPanel } from '../../../statistics/lift/panel.ts'
import { estimatePanelEffect } from '../../../statistics/lift/panel-effect.ts'
import { analyseSwitchback } from '../../../statistics/lift/switchback-effect.ts'
import { estimateTimeRegression } from '../../../statistics/lift/time-regression.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { DailyHistory } from './history.ts'

export type Method = HoldoutResult['methods'][0]
export interface Measured {
  methods: Method[]
  /** The lost share by the method that was fixed beforehand; null where it does not apply. */
  lost: { value: number; interval: [number, number] } | null
  /** Expected without the holdout, by day of the whole history; null where it is not estimated. */
  expected: (number | null)[]
  /** Of whom it is: the regions left out, or everything. */
  observed: number[]
}

const level = 0.95
/** Days before the start that the panel methods look at: what is older says little and costs much. */
const panelDays = 84
const reason = (key: string, values: Record<string, string | number> = {}) => say(`attribution:holdout.reason.${key}`, values)
const refused = (method: string, words: ReturnType<typeof reason>): Method => ({ method, effect: null, reason: words })
/** What left out lost is what being there brings: signs turn, and the ends of the interval change places. */
const turned = (
  method: string,
  found: { average: number; interval: [number, number]; relative: number | null; p: number | null },
): Method => ({
  method,
  effect: {
    average: -found.average,
    interval: [-found.interval[1], -found.interval[0]],
    relative: found.relative === null ? null : -found.relative,
    p: found.p,
  },
  reason: null,
})
const sumOf = (rows: number[][], day: number) => rows.reduce((sum, row) => sum + (row[day] as number), 0)

/** Relative loss and its interval from a comparison with a critical value, both relative to what was expected. */
const compare = (values: number[][], units: number[], start: number, holdout: Holdout) => {
  const { days, before, critical } = holdout.design
  const error = compareHoldout(values, units, { start, times: days, before: Math.min(before, start) })
  if (!Number.isFinite(error)) return null
  const [low, high] = [(1 + error) / (1 + critical) - 1, (1 + error) / Math.max(0.01, 1 - critical) - 1]
  return { value: -error, interval: [-high, -low] as [number, number] }
}

const asMethod = (method: string, lost: { value: number; interval: [number, number] }, perDay: number): Method => {
  // Observed is (1 − lost) of what was expected.
  const expected = lost.value < 1 ? perDay / (1 - lost.value) : perDay
  return {
    method,
    effect: {
      average: lost.value * expected,
      interval: [lost.interval[0] * expected, lost.interval[1] * expected],
      relative: lost.value,
      p: null,
    },
    reason: null,
  }
}

const measureRegions = ({ units, days, values }: DailyHistory, holdout: Holdout, start: number, fixedOnly: boolean): Measured => {
  const out = units.flatMap((unit, at) => (holdout.design.units.includes(unit) ? [at] : []))
  const isOut = new Set(out)
  const [own, others] = [values.filter((_, at) => isOut.has(at)), values.filter((_, at) => !isOut.has(at))]
  const observed = days.map((_, day) => sumOf(own, day))
  const perDay = observed.slice(start).reduce((a, b) => a + b, 0) / Math.max(1, days.length - start)
  const methods: Method[] = []
  const lost = out.length === 0 || others.length === 0 ? null : compare(values, out, start, holdout)
  methods.push(lost === null ? refused('holdout', reason('regionsGone')) : asMethod('holdout', lost, perDay))
  const tbr =
    out.length === 0 || others.length === 0
      ? null
      : estimateTimeRegression({ treated: observed, control: days.map((_, day) => sumOf(others, day)), start }, level)
  methods.push(
    tbr?.kind === 'effect'
      ? turned('tbr', { average: tbr.average.value, interval: tbr.average.interval, relative: tbr.relative?.value ?? null, p: tbr.p })
      : refused('tbr', reason('tooFewDays')),
  )
  if (fixedOnly) return { methods, lost, observed, expected: [] }
  const panel = toPanel(
    units.flatMap((unit, at) =>
      days
        .map((time, day) => ({ unit, time, value: values[at]?.[day] as number, treated: isOut.has(at) && day >= start }))
        .slice(Math.max(0, start - panelDays)),
    ),
  )
  for (const method of ['sdid', 'sc', 'asc', 'did'] as const) {
    const found =
      'kind' in panel ? null : estimatePanelEffect(panel, { method, level, placebos: 60, generator: createGenerator(1).split(method) })
    methods.push(
      found?.kind === 'effect'
        ? turned(method, {
            average: found.effect.average * out.length,
            interval: [found.effect.interval[0] * out.length, found.effect.interval[1] * out.length],
            relative: found.effect.relative?.value ?? null,
            p: found.effect.p,
          })
        : refused(
            method,
            found?.kind === 'too-little-data' ? reason('tooFewRegions', { have: found.have, need: found.need }) : reason('regionsGone'),
          ),
    )
  }
  return {
    methods,
    lost,
    observed,
    expected: days.map((_, day) => (tbr?.kind === 'effect' ? (tbr.byTime[day]?.expected ?? null) : null)),
  }
}

const measurePause = ({ days, values }: DailyHistory, holdout: Holdout, start: number, fixedOnly: boolean): Measured => {
  const observed = days.map((_, day) => sumOf(values, day))
  const perDay = observed.slice(start).reduce((a, b) => a + b, 0) / Math.max(1, days.length - start)
  const before = compare([observed], [], start, holdout)
  if (fixedOnly) return { methods: [], lost: before, observed, expected: [] }
  const found = estimateBstsEffect(
    { response: observed, controls: [], pre: [0, start - 1], post: [start, days.length - 1] },
    { level, season: 7, draws: 1500, burn: 300 },
  )
  const expected = new Map(found.kind === 'effect' ? found.byPeriod.map((period) => [period.index, period.expected.value]) : [])
  return {
    methods: [
      before === null ? refused('before-after', reason('tooFewDays')) : asMethod('before-after', before, perDay),
      found.kind === 'effect'
        ? turned('bsts', {
            average: found.effect.average,
            interval: found.effect.interval,
            relative: found.effect.relative.value,
            p: found.effect.p,
          })
        : refused('bsts', reason('tooFewDays')),
    ],
    lost: before,
    observed,
    expected: days.map((_, day) => expected.get(day) ?? null),
  }
}

const measureBlocks = ({ days, values }: DailyHistory, holdout: Holdout, start: number): Measured => {
  const observed = days.map((_, day) => sumOf(values, day))
  const { blocks, blockDays } = holdout.design
  const on = blocks.flatMap((block) => Array.from({ length: block.toDay - block.fromDay + 1 }, () => (block.on ? 1 : 0)))
  const found = analyseSwitchback(
    { outcomes: observed.slice(start, start + on.length), on, blockLength: blockDays ?? 7, carryOver: 0, season: 7 },
    createGenerator(holdout.id),
    level,
  )
  const expected = days.map(() => null)
  if (found.kind === 'too-little-data') return { methods: [refused('switchback', reason('tooFewDays'))], lost: null, observed, expected }
  const [low, high] = [found.effect.interval[0] ?? Number.NEGATIVE_INFINITY, found.effect.interval[1] ?? Number.POSITIVE_INFINITY]
  const { offMean } = found.diagnostics
  const share = (gain: number) => (gain === Number.POSITIVE_INFINITY ? 1 : gain <= -offMean ? -1 : gain / (offMean + gain))
  return {
    methods: [
      Number.isFinite(low) && Number.isFinite(high)
        ? {
            method: 'switchback',
            effect: { average: found.effect.average, interval: [low, high], relative: share(found.effect.average), p: found.effect.p },
            reason: null,
          }
        : refused('switchback', reason('nothingExcluded')),
    ],
    lost: { value: share(found.effect.average), interval: [share(low), share(high)] },
    observed,
    expected,
  }
}

/** `start`: index of the holdout's first day in the history, which ends with its last. Cost: some seconds with thirty regions; run in a thread. */
export const measureHoldout = ({
  history,
  holdout,
  start,
  fixedOnly = false,
}: {
  history: DailyHistory
  holdout: Holdout
  start: number
  /** Leaves out what stands beside the fixed comparison. */
  fixedOnly?: boolean
}): Measured =>
  holdout.wish.unit === 'region'
    ? measureRegions(history, holdout, start, fixedOnly)
    : holdout.wish.unit === 'weeks'
      ? measureBlocks(history, holdout, start)
      : measurePause(history, holdout, start, fixedOnly)
