/** The watch on series made by hand: what is found, where, and what must stay quiet. */
import { expect, test } from 'vitest'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { drawNormal } from '../../../../statistics/random/normal.ts'
import { findFault } from './compare.ts'
import { explainByPosts } from './posting.ts'
import { fillDays, type SeriesToWatch, toSeries } from './series.ts'
import { standStill, startStill } from './still.ts'
import { watchAll } from './watch.ts'

const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
const seriesOf = (values: (number | null)[], posts?: number[]): SeriesToWatch => ({
  accountId: 'a',
  metric: 'account-reach',
  step: 'day',
  scale: 'ratio',
  points: values.map((value, day) => ({ day: dayOf(day), value })),
  ...(posts === undefined ? {} : { posts }),
})
const noise = (seed: string, count: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: count }, () => drawNormal(generator))
}

test('a halved level is found within a week, in the one series of three that has it', () => {
  const calm = (seed: string) => noise(seed, 150).map((z) => 1000 * Math.exp(0.15 * z))
  const halved = calm('halved').map((value, day) => (day >= 120 ? value / 2 : value))
  const found = watchAll([seriesOf(calm('one')), seriesOf(halved), seriesOf(calm('two'))])
  expect(found.map(({ series, direction }) => [series, direction])).toEqual([[1, 'down']])
  expect(Math.abs((found[0]?.index ?? 0) - 120)).toBeLessThanOrEqual(1)
  expect((found[0]?.found ?? 0) - 120).toBeLessThanOrEqual(7)
})

test('missing days are passed over, and too short a series says nothing', () => {
  expect(watchAll([seriesOf(noise('gaps', 150).map((z, day) => (day % 3 === 0 ? null : 1000 * Math.exp(0.15 * z))))])).toEqual([])
  expect(watchAll([seriesOf([1, 2, 3])])).toEqual([])
  expect(watchAll([])).toEqual([])
})

test('a number that stands still for four days after months of moving is told once', () => {
  const values = noise('still', 150).map((z, day) => (day >= 140 ? 987 : Math.round(1000 * Math.exp(0.15 * z))))
  expect(watchAll([seriesOf(values)]).map(({ index, found }) => [index, found])).toEqual([[140, 143]])
  const still = startStill()
  // A number that often stays the same may do so again.
  for (let day = 0; day < 200; day++) expect(standStill(still, Math.floor(day / 5), 1e-6)).toBeNull()
})

test('what own posts explain is taken out: the weight of a day with posts is learned from the past', () => {
  const posts = Array.from({ length: 120 }, (_, day) => (day % 5 === 0 ? 1 : 0))
  const rests = posts.map((count, day) => count * Math.LN2 + 0.01 * Math.sin(day))
  expect(explainByPosts(rests, posts, 115, 0, 8) - explainByPosts(rests, posts, 116, 0, 8)).toBeGreaterThan(0.5)
  expect(explainByPosts(rests.slice(0, 20), posts, 19, 0, 8)).toBe(0)
})

test('totals become growth; a gap is no growth of many days', () => {
  const days = fillDays([
    { day: '2026-01-01', value: 10 },
    { day: '2026-01-02', value: 12 },
    { day: '2026-01-04', value: 20 },
    { day: '2026-01-05', value: 19 },
  ])
  expect(toSeries({ accountId: 'a', metric: 'followers', step: 'day' }, days).points.map(({ value }) => value)).toEqual([2, null, null, -1])
})

test('a hundredfold is a unit, a tripling is none', () => {
  const values = (factor: number) =>
    noise('unit', 80).map((z, day) => ({ day: dayOf(day), value: 1000 * Math.exp(0.1 * z) * (day >= 60 ? factor : 1) }))
  expect(findFault(values(100), dayOf(60))).toMatchObject({ kind: 'unit', value: 100 })
  expect(findFault(values(3), dayOf(60))).toBeNull()
})
