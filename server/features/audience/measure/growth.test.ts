/** One account's jumps: alone, beside others, at a day of redefinition, and with too little. */
import { expect, test } from 'vitest'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../../statistics/random/poisson.ts'
import { type GrowthDay, measureGrowth } from './growth.ts'

const dayOf = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
const make = (name: string, factor: number): GrowthDay[] => {
  const random = createGenerator(name)
  let followers = 20_000
  return Array.from({ length: 200 }, (_, i) => {
    followers += drawPoisson(random, 25)
    return { day: dayOf(i), followers: Math.round(i >= 120 ? followers * factor : followers), posts: null, engagements: null }
  })
}
const kinds = (...asked: Parameters<typeof measureGrowth>) => {
  const found = measureGrowth(...asked)
  return found.kind === 'growth' ? found.jumps.map(({ kind, evidence, to }) => [kind, evidence.scope, to]) : found
}

test('a loss is the account’s own, the platform’s, or a redefinition, by what stands beside it', () => {
  const lost = make('own', 0.9)
  expect(kinds(lost, [])).toEqual([['purge', 'unknown', dayOf(120)]])
  expect(kinds(lost, [make('a', 0.92), make('b', 0.9), make('c', 0.91)])).toEqual([['purge', 'platform', dayOf(120)]])
  expect(kinds(lost, [make('a', 1), make('b', 1), make('c', 1)])).toEqual([['purge', 'own', dayOf(120)]])
  expect(kinds(lost, [], [dayOf(120)])).toEqual([['definition-change', 'own', dayOf(120)]])
})

test('another account’s jump is not ours, and few readings are too little', () => {
  expect(kinds(make('own', 1), [make('a', 1.4)])).toEqual([])
  expect(kinds(make('own', 1).slice(0, 4), [make('a', 1.4)])).toMatchObject({ kind: 'too-little-data', have: 4, need: 10 })
})
