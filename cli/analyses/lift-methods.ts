/** From a table of units and times to the answer of each lift method, in one shape. */
import { estimateGeoRegression } from '../../statistics/lift/geo-regression.ts'
import { type Panel, type PanelFault, toPanel } from '../../statistics/lift/panel.ts'
import { estimatePanelEffect } from '../../statistics/lift/panel-effect.ts'
import type { PanelMethod } from '../../statistics/lift/panel-weights.ts'
import { estimateTimeRegression } from '../../statistics/lift/time-regression.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import type { FilePanel } from '../tables/read-panel.ts'

type Range = [number, number]

export interface LiftEffect {
  average: number
  interval: Range
  level: number
  cumulative: number
  cumulativeInterval: Range
  relative: number | null
  relativeInterval: Range | null
  p: number | null
}

export type LiftResult =
  | {
      kind: 'effect'
      method: string
      effect: LiftEffect
      /** Return on spend, of geo experiments with a cost. */
      iroas?: { value: number; interval: Range } | null
      weights: unknown
      diagnostics: object
      byPeriod: { time: string; observed: number; expected: number; expectedInterval?: Range; effect: number }[] | null
      /** Index of the first treated time among the periods. */
      start: number
      /** Whom and how much it rests on, in words. */
      n: string
    }
  | { kind: 'refused'; method: string; json: object; reason: string }

export const panelMethods: PanelMethod[] = ['sdid', 'sc', 'dsc', 'asc', 'did']

const faultWords = (fault: PanelFault, { fileName, rows }: FilePanel): string => {
  const values = { file: fileName, ...fault }
  if (fault.kind === 'twice') {
    const places = rows.filter(({ unit, time }) => unit === fault.unit && time === fault.time)
    return words('lift.fault.twice', { ...values, row: places[1]?.row ?? 0, before: places[0]?.row ?? 0 })
  }
  return words(`lift.fault.${fault.kind}`, values)
}

const needPanel = (panel: FilePanel): Panel => {
  const found = toPanel(panel.rows)
  if ('kind' in found) throw new Problem(faultWords(found, panel))
  return found
}

export const estimatePanels = (file: FilePanel, methods: readonly PanelMethod[], level: number, seed: number): LiftResult[] => {
  const panel = needPanel(file)
  return methods.map((method): LiftResult => {
    const found = estimatePanelEffect(panel, { method, level, generator: createGenerator(seed).split(method) })
    if (found.kind === 'too-little-data')
      return { kind: 'refused', method, json: found, reason: words(`lift.tooLittle.${found.unit}`, { have: found.have, need: found.need }) }
    if (found.kind === 'no-variation') return { kind: 'refused', method, json: found, reason: words('lift.noVariation') }
    const { effect, diagnostics } = found
    return {
      kind: 'effect',
      method,
      effect: {
        average: effect.average,
        interval: effect.interval,
        level,
        cumulative: effect.cumulative.value,
        cumulativeInterval: effect.cumulative.interval,
        relative: effect.relative?.value ?? null,
        relativeInterval: effect.relative?.interval ?? null,
        p: effect.p,
      },
      weights: found.weights,
      diagnostics,
      byPeriod: found.byPeriod,
      start: diagnostics.timesBefore,
      n: words('lift.n', {
        treated: diagnostics.treatedUnits,
        controls: diagnostics.controls,
        before: diagnostics.timesBefore,
        after: diagnostics.timesAfter,
        placebos: diagnostics.placebos,
      }),
    }
  })
}

/** Sums of a group over each time. */
const overTime = (panel: Panel, units: readonly number[]): number[] =>
  panel.times.map((_, time) => units.reduce((sum, unit) => sum + (panel.outcomes[unit * panel.times.length + time] as number), 0))

/** gbr compares regions, tbr the two groups over time; the cost is what was spent in treated regions while they were treated. */
export const estimateGeo = (file: FilePanel, method: 'gbr' | 'tbr', level: number): LiftResult => {
  const panel = needPanel(file)
  const isAfter = new Set(panel.times.slice(panel.start))
  const costs = new Map(panel.units.map((unit) => [unit, 0]))
  for (const { unit, time, cost } of file.rows) if (isAfter.has(time)) costs.set(unit, (costs.get(unit) as number) + cost)
  const n = words('lift.nRegions', {
    treated: panel.treated.length,
    controls: panel.controls.length,
    before: panel.start,
    after: panel.times.length - panel.start,
  })
  if (method === 'gbr') {
    if (!file.hasCost) throw new Problem(words('lift.needCost', { file: file.fileName }))
    const sumOver = (unit: number, from: number, to: number) =>
      panel.outcomes.subarray(unit * panel.times.length + from, unit * panel.times.length + to).reduce((a, b) => a + b, 0)
    const found = estimateGeoRegression(
      {
        before: panel.units.map((_, unit) => sumOver(unit, 0, panel.start)),
        during: panel.units.map((_, unit) => sumOver(unit, panel.start, panel.times.length)),
        addedCost: panel.units.map((unit) => costs.get(unit) as number),
      },
      level,
    )
    if (found.kind === 'too-little-data')
      return { kind: 'refused', method, json: found, reason: words('lift.tooLittle.regions', { have: found.have, need: found.need }) }
    if (found.kind === 'no-variation') return { kind: 'refused', method, json: found, reason: words('lift.sameCost') }
    const { value, interval, incremental, kind: _kind, ...diagnostics } = found
    return {
      kind: 'effect',
      method,
      effect: {
        average: value,
        interval,
        level,
        cumulative: incremental.value,
        cumulativeInterval: incremental.interval,
        relative: null,
        relativeInterval: null,
        p: null,
      },
      iroas: { value, interval },
      weights: [],
      diagnostics,
      byPeriod: null,
      start: panel.start,
      n,
    }
  }
  const cost = [...costs.values()].reduce((a, b) => a + b, 0)
  const found = estimateTimeRegression(
    {
      treated: overTime(panel, panel.treated),
      control: overTime(panel, panel.controls),
      start: panel.start,
      ...(file.hasCost ? { cost } : {}),
    },
    level,
  )
  if (found.kind === 'too-little-data')
    return { kind: 'refused', method, json: found, reason: words(`lift.tooLittle.${found.unit}`, { have: found.have, need: found.need }) }
  if (found.kind === 'no-variation') return { kind: 'refused', method, json: found, reason: words('lift.noVariation') }
  const main = found.returnOnSpend ?? found.average
  return {
    kind: 'effect',
    method,
    effect: {
      average: main.value,
      interval: main.interval,
      level,
      cumulative: found.cumulative.value,
      cumulativeInterval: found.cumulative.interval,
      relative: found.relative?.value ?? null,
      relativeInterval: found.relative?.interval ?? null,
      p: found.p,
    },
    iroas: found.returnOnSpend,
    weights: [],
    diagnostics: {
      timesBefore: found.timesBefore,
      timesAfter: panel.times.length - panel.start,
      degreesOfFreedom: found.degreesOfFreedom,
      cost,
    },
    byPeriod: found.byTime.map((period, time) => ({ time: panel.times[time] as string, ...period })),
    start: panel.start,
    n,
  }
}
