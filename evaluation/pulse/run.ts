/** Pulse: are planted changes found within a week, is the verdict right, and is a false alarm as rare as the page says. */
import { decideVerdict, type NearChange } from '../../server/features/pulse/decide.ts'
import { compareShift, comparePosting, findFault } from '../../server/features/pulse/measure/compare.ts'
import { daysBetweenFalseAlarms } from '../../server/features/pulse/measure/connectors.ts'
import { type FoundShift, promisedDays, watchAll } from '../../server/features/pulse/measure/watch.ts'
import { wilsonInterval } from '../../statistics/estimate/wilson-interval.ts'
import type { Row, Run } from '../row.ts'
import { watchCalm, watchPlanted } from './connectors.ts'
import { dayOf, days, type Kind, kinds, plantBrand, type PlantedBrand } from './brands.ts'

/** A shift placed this near to the planted one is that one. */
const near = 10
/** The watch needs so many days before its first surprise. */
const blind = 29

const judgeAt = (brand: PlantedBrand, shift: FoundShift, until: number) => {
  const cut = <One extends { points: { day: string; value: number | null }[] }>(one: One): One => ({
    ...one,
    points: one.points.slice(0, until + 1),
  })
  const own = cut(brand.series[brand.hit] as (typeof brand.series)[number])
  const day = dayOf(shift.index)
  const [low, high] = [dayOf(shift.interval[0] - 3), dayOf(shift.interval[1] + 3)]
  const changes: NearChange[] =
    brand.redefinedOn !== null && brand.redefinedOn >= low && brand.redefinedOn <= high
      ? [{ id: 'planted', day: brand.redefinedOn, kind: 'metric-redefined', redefines: true }]
      : []
  return decideVerdict({
    direction: shift.direction,
    fault: findFault(own.points, day),
    compared: compareShift(own, day, { siblings: brand.siblings.map(cut), panel: brand.panel.map(cut) }),
    posting: comparePosting(
      brand.posted,
      own.points.map((point) => point.day),
      day,
    ),
    near: changes,
  }).verdict
}

interface Tally {
  n: number
  inWeek: number
  found: number
  right: number
  rightLater: number
  verdicts: Record<string, number>
}

const percent = (part: number) => `${(100 * part).toFixed(1)}%`
const withRange = (part: number, n: number) => {
  const [low, high] = wilsonInterval(part, n, 0.95)
  return `${percent(part / n)} (${percent(low)}–${percent(high)})`
}

export const run: Run = async ({ seed, quick, progress }) => {
  const count = quick ? 20 : 200
  const source = 'the promise of docs/methods/pulse.md'
  const base = (seed % 10_000) * 1000
  const rows: Row[] = []
  const total: Tally = { n: 0, inWeek: 0, found: 0, right: 0, rightLater: 0, verdicts: {} }
  const tallies = new Map<Kind, Tally>(kinds.map((kind) => [kind, { n: 0, inWeek: 0, found: 0, right: 0, rightLater: 0, verdicts: {} }]))
  let [strayAlarms, strayDays] = [0, 0]
  for (let i = 0; i < count; i++) {
    progress(`pulse: planted, ${i + 1} of ${count}`)
    const kind = kinds[i % kinds.length] as Kind
    const brand = plantBrand(base + i, kind)
    const found = watchAll(brand.series)
    const hit = found.find(({ series, index }) => series === brand.hit && Math.abs(index - brand.at) <= near)
    const tally = tallies.get(kind) as Tally
    const verdict = hit === undefined ? null : judgeAt(brand, hit, hit.found)
    const later = hit === undefined ? null : judgeAt(brand, hit, Math.min(days - 1, hit.index + 28))
    for (const one of [tally, total]) {
      one.n++
      if (hit === undefined) continue
      one.found++
      if (hit.found - brand.at <= 7) one.inWeek++
      if (verdict === kind) one.right++
      if (later === kind) one.rightLater++
    }
    if (later !== null) tally.verdicts[later] = (tally.verdicts[later] ?? 0) + 1
    // A season that was planted last year too is a change of its own there.
    strayAlarms += found.filter(({ series, index }) => !(series === brand.hit && (index >= brand.at - near || kind === 'season'))).length
    strayDays += days - blind
  }
  let [alarms, calm] = [0, 0]
  for (let i = 0; i < count; i++) {
    progress(`pulse: calm, ${i + 1} of ${count}`)
    alarms += watchAll(plantBrand(base + 500 + i, null).series).length
    calm += days - blind
  }
  const fewer = Math.ceil(count / 2)
  let smaller = 0
  for (let i = 0; i < fewer; i++) {
    progress(`pulse: smaller changes, ${i + 1} of ${fewer}`)
    const brand = plantBrand(base + 250 + i, kinds[i % kinds.length] as Kind, false)
    if (
      watchAll(brand.series).some(
        ({ series, index, found }) => series === brand.hit && Math.abs(index - brand.at) <= near && found - brand.at <= 7,
      )
    )
      smaller++
  }
  const perYear = (365 * alarms) / calm
  const rowOf = (name: string, part: number, of: number, wanted: number | null, data: string): Row => ({
    name,
    ours: of === 0 ? 'none' : withRange(part, of),
    published: wanted === null ? '–' : `≥ ${percent(wanted)}`,
    source,
    data,
    verdict: wanted === null || of === 0 ? 'info' : part / of >= wanted ? 'pass' : 'short',
  })
  rows.push(rowOf('found within 7 days', total.inWeek, total.n, 0.8, `${total.n} brands, a level that is halved or doubled at least`))
  rows.push(rowOf('smaller changes found within 7 days', smaller, fewer, null, 'levels 30% lower to 100% higher'))
  rows.push(rowOf('found at all', total.found, total.n, null, 'the same'))
  rows.push(rowOf('verdict right, four weeks on', total.rightLater, total.found, 0.8, 'those found, with five peers'))
  rows.push(rowOf('verdict right on the day it is found', total.right, total.found, null, 'the same'))
  for (const [kind, { n, inWeek, found, rightLater, verdicts }] of tallies)
    rows.push({
      name: `planted: ${kind}`,
      ours: `${inWeek} of ${n} within 7 days, ${found} in all, ${rightLater} judged right`,
      published: '–',
      source,
      data: Object.entries(verdicts)
        .map(([verdict, times]) => `${verdict} ${times}`)
        .join(', '),
      verdict: 'info',
    })
  rows.push({
    name: 'false alarms a year, all series of a brand together',
    ours: perYear.toFixed(2),
    published: `≤ ${(365 / promisedDays).toFixed(2)}`,
    source,
    data: `${count} calm brands, ${(calm / 365).toFixed(0)} brand-years, ${alarms} alarms`,
    verdict: perYear <= 365 / promisedDays ? 'pass' : 'short',
  })
  rows.push({
    name: 'alarms a year beside the planted change',
    ours: ((365 * strayAlarms) / strayDays).toFixed(2),
    published: '–',
    source,
    data: 'the brands with a change',
    verdict: 'info',
  })
  rows.push(...connectorRows(seed, quick, progress))
  return rows
}

const connectorRows = (seed: number, quick: boolean, progress: (words: string) => void): Row[] => {
  const source = 'the promise of docs/methods/pulse.md'
  const sets = quick ? 4 : 100
  const calm = watchCalm(seed, sets, (set) => progress(`pulse: connectors, ${set + 1} of ${sets}`))
  const perYear = calm.alarms / calm.years
  const promised = 365 / daysBetweenFalseAlarms
  const rows: Row[] = [
    {
      name: 'connections: false alarms a year, five of a brand together',
      ours: perYear.toFixed(2),
      published: `≤ ${promised.toFixed(2)}`,
      source,
      data: `${calm.years} brand-years looked at every hour, ${calm.alarms} alarms; a tenth of the days fail four times as much`,
      verdict: perYear <= promised ? 'pass' : 'short',
    },
  ]
  for (const factor of [5, 20]) {
    const { n, hours } = watchPlanted(seed, quick ? 10 : 100, factor)
    const found = hours.filter((one) => one !== null).toSorted((a, b) => a - b)
    rows.push({
      name: `connections: failing ${factor} times as much, told within 14 days`,
      ours: withRange(found.length, n),
      published: '–',
      source,
      data: found.length === 0 ? 'none told' : `half of those told within ${found[Math.floor((found.length - 1) / 2)]} hours`,
      verdict: 'info',
    })
  }
  return rows
}
