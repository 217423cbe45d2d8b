/** Panel and geo methods against the published results of their packages, and their intervals on planted panels. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { estimateGeoRegression } from '../../statistics/lift/geo-regression.ts'
import { type Panel, type PanelRow, toPanel } from '../../statistics/lift/panel.ts'
import { estimatePanelEffect, type PanelEffect } from '../../statistics/lift/panel-effect.ts'
import { plantedPanel } from '../../statistics/lift/panel-effect.test-data.ts'
import type { PanelMethod } from '../../statistics/lift/panel-weights.ts'
import { estimateTimeRegression } from '../../statistics/lift/time-regression.ts'
import type { Row, Run } from '../row.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data/lift')
const read = (file: string, delimiter = ','): Record<string, string>[] =>
  parse(readFileSync(path.join(folder, file)), { columns: true, delimiter }) as Record<string, string>[]
const verdict = (passes: boolean) => (passes ? 'pass' : 'short')

const must = (panel: Panel, method: PanelMethod): PanelEffect => {
  const answer = estimatePanelEffect(panel, { method })
  if (answer.kind !== 'effect') throw new Error(`${method}: ${answer.kind}`)
  return answer
}
const panelOf = (rows: PanelRow[]): Panel => {
  const panel = toPanel(rows)
  if ('kind' in panel) throw new Error(panel.kind)
  return panel
}

const smoking = (): Row[] => {
  const panel = panelOf(
    read('california_prop99.csv', ';').map((row) => ({
      unit: row.State ?? '',
      time: row.Year ?? '',
      value: Number(row.PacksPerCapita),
      treated: row.treated === '1',
    })),
  )
  const published = { sdid: -15.604, sc: -19.62, did: -27.349 } as const
  return (Object.keys(published) as (keyof typeof published)[]).map((method): Row => {
    const started = performance.now()
    const { effect, diagnostics } = must(panel, method)
    const seconds = (performance.now() - started) / 1000
    return {
      name: `${method}: packs a head and year, with ${diagnostics.placebos} placebos in ${seconds.toFixed(2)} s`,
      ours: `${effect.average.toFixed(3)} [${effect.interval.map((end) => end.toFixed(1)).join(', ')}]`,
      published: published[method].toFixed(3),
      source: 'Arkhangelsky et al. 2021, table 1; synthdid (its errors take 103 s)',
      data: 'California, Proposition 99',
      verdict: verdict(effect.average.toFixed(3) === published[method].toFixed(3)),
    }
  })
}

const cities = (): Row[] => {
  const rows = read('geolift_test.csv')
  const days = [...new Set(rows.map(({ date }) => date ?? ''))].sort()
  const test = new Set(['chicago', 'portland'])
  const panel = panelOf(
    rows.map((row) => ({
      unit: row.location ?? '',
      time: row.date ?? '',
      value: Number(row.Y),
      treated: test.has(row.location ?? '') && days.indexOf(row.date ?? '') >= 90,
    })),
  )
  const { effect } = must(panel, 'dsc')
  const others = (['sc', 'sdid', 'did', 'asc'] as const).map((method) => must(panel, method).effect.average.toFixed(1))
  return [
    {
      name: 'dsc: conversions a city and day; as a share; in all',
      ours: `${effect.average.toFixed(3)}; ${(100 * (effect.relative?.value ?? Number.NaN)).toFixed(1)}%; ${effect.cumulative.value.toFixed(0)}`,
      published: '155.556; 5.4%; 4667',
      source: 'GeoLift’s example (augsynth with fixed effects)',
      data: 'GeoLift, 40 cities, days 91–105',
      verdict: verdict(effect.average.toFixed(3) === '155.556' && effect.cumulative.value.toFixed(0) === '4667'),
    },
    {
      name: 'the other methods on the same cities: sc, sdid, did; asc',
      ours: others.join(', '),
      published: '122.9, 238.3, 255.1',
      source: 'MEASURING.md',
      data: 'GeoLift, 40 cities, days 91–105',
      verdict: verdict(others.slice(0, 3).join() === '122.9,238.3,255.1'),
    },
  ]
}

const regions = (): Row[] => {
  const group = new Map(read('geoexperiments_geoassignment.csv').map((row) => [row.geo ?? '', row['geo.group'] ?? '']))
  const rows = read('geoexperiments_salesandcost.csv').filter(({ date = '' }) => date <= '2015-03-15')
  const total = (column: string, keep: (row: Record<string, string>) => boolean) =>
    rows.filter(keep).reduce((sum, row) => sum + Number(row[column]), 0)
  const isTest = ({ date = '' }: Record<string, string>) => date >= '2015-02-16'
  const geos = [...group.keys()]
  const regression = estimateGeoRegression({
    before: geos.map((geo) => total('sales', (row) => row.geo === geo && !isTest(row))),
    during: geos.map((geo) => total('sales', (row) => row.geo === geo && isTest(row))),
    addedCost: geos.map((geo) => total('cost', (row) => row.geo === geo && isTest(row))),
  })
  const dates = [...new Set(rows.map(({ date = '' }) => date))].sort()
  const daily = (of: string) => {
    const sums = new Map(dates.map((date) => [date, 0]))
    for (const row of rows)
      if (group.get(row.geo ?? '') === of) sums.set(row.date ?? '', (sums.get(row.date ?? '') ?? 0) + Number(row.sales))
    return [...sums.values()]
  }
  const timed = estimateTimeRegression({
    treated: daily('2'),
    control: daily('1'),
    start: dates.indexOf('2015-02-16'),
    cost: total('cost', isTest),
  })
  if (regression.kind !== 'effect' || timed.kind !== 'effect' || timed.returnOnSpend === null)
    throw new Error('the geo experiment has no answer')
  const row = (method: string, found: { value: number; interval: [number, number] }, published: [number, number, number]): Row => ({
    name: `${method}: return on ad spend, with its 95% interval`,
    ours: `${found.value.toFixed(6)} [${found.interval.map((end) => end.toFixed(6)).join(', ')}]`,
    published: `${published[0].toFixed(6)} [${published[1].toFixed(6)}, ${published[2].toFixed(6)}]`,
    source: 'GeoexperimentsResearch 1.0.3 (Google)',
    data: 'geoexperiments, 100 regions',
    verdict: verdict([found.value, ...found.interval].every((value, i) => Math.abs(value - (published[i] as number)) < 1e-6)),
  })
  return [row('gbr', regression, [3.233443, 2.694844, 3.772041]), row('tbr', timed.returnOnSpend, [2.946742, 2.759772, 3.133713])]
}

/** 90% intervals and false alarms on panels in which nothing happened. */
const planted = (seed: number, worlds: number, progress: (words: string) => void): Row[] => {
  const methods: PanelMethod[] = ['sdid', 'sc', 'dsc', 'asc', 'did']
  const held = new Map(methods.map((method) => [method, 0]))
  const alarms = new Map(methods.map((method) => [method, 0]))
  for (let world = 0; world < worlds; world++) {
    progress(`lift: panel ${world + 1} of ${worlds}`)
    const panel = plantedPanel(`evaluation lift/${seed}/${world}`, { units: 28, times: 30, treated: 1 + (world % 2), start: 22, effect: 0 })
    for (const method of methods) {
      const answer = estimatePanelEffect(panel, { method, level: 0.9, placebos: 60 })
      if (answer.kind !== 'effect') throw new Error(answer.kind)
      const [low, high] = answer.effect.interval
      if (low <= 0 && high >= 0) held.set(method, (held.get(method) ?? 0) + 1)
      if (answer.effect.p <= 0.05) alarms.set(method, (alarms.get(method) ?? 0) + 1)
    }
  }
  return methods.flatMap((method): Row[] => {
    const [share, flagged] = [(held.get(method) ?? 0) / worlds, (alarms.get(method) ?? 0) / worlds]
    const common = { source: 'MEASURING.md', data: `${worlds} planted panels of two factors, seed ${seed}` }
    return [
      {
        name: `${method}: 90% intervals that held the truth`,
        ours: `${(100 * share).toFixed(1)}%`,
        published: '85–95%',
        verdict: verdict(share >= 0.85 && share <= 0.95),
        ...common,
      },
      {
        name: `${method}: a null effect flagged at .05`,
        ours: `${(100 * flagged).toFixed(1)}%`,
        published: '≤ 6%',
        verdict: verdict(flagged <= 0.06),
        ...common,
      },
    ]
  })
}

const noData = (name: string): Row => ({
  name,
  ours: '',
  published: '',
  source: 'MEASURING.md',
  data: 'shared/data/lift (not here)',
  verdict: 'no-data',
})

export const run: Run = async ({ seed, quick, progress }) => [
  ...(existsSync(folder) ? [...smoking(), ...cities(), ...regions()] : [noData('published lift examples')]),
  ...planted(seed, quick ? 40 : 1000, progress),
]
