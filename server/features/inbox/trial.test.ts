/** Schedules that chance draws, blocks on days, and what a trial says: found where there is something, open where there is not. */
import { expect, test } from 'vitest'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawNormal } from '../../../statistics/random/normal.ts'
import { layOut } from './blocks.ts'
import { dayAt, drawCoins, isOn, type KeptTrial, measureTrial } from './trial.ts'

const trial = (seed: string, rest: Partial<KeptTrial> = {}): KeptTrial => ({
  id: '0190a000-0000-7000-8000-000000000000',
  name: 'Mornings',
  accountId: '0190a000-0000-7000-8000-000000000001',
  metric: 'people',
  startsOn: '2026-01-05',
  blockDays: 3,
  carryDays: 1,
  coins: drawCoins({ blockDays: 3, blocks: 16 }, seed),
  createdBy: 'Mona',
  createdAt: new Date('2026-01-01T09:00:00Z'),
  stoppedAt: null,
  ...rest,
})
const generator = createGenerator('trial')
/** Days of a world in which being on adds `effect` people a day. */
const world = (one: KeptTrial, effect: number, keeps = true) => {
  const days = one.coins.split('').map((coin, index) => ({ day: dayAt(one.startsOn, index), on: coin === '1' }))
  return {
    values: new Map(days.map(({ day, on }) => [day, 20 + (on ? effect : 0) + 2 * drawNormal(generator)])),
    hours: new Map(days.map(({ day, on }) => [day, keeps && on ? 1 : 0.1])),
  }
}

test('chance draws whole blocks, half of them on, and the same seed the same', () => {
  const coins = drawCoins({ blockDays: 3, blocks: 8 }, 'a')
  expect(coins).toHaveLength(24)
  expect(coins.split('').filter((coin) => coin === '1')).toHaveLength(12)
  expect(coins.match(/.{3}/g)!.every((block) => new Set(block).size === 1)).toBe(true)
  expect(drawCoins({ blockDays: 3, blocks: 8 }, 'a')).toBe(coins)
  expect(new Set(Array.from({ length: 20 }, (_, i) => drawCoins({ blockDays: 3, blocks: 8 }, `${i}`))).size).toBeGreaterThan(5)
})

test('an effect of six people a day is found with its hours, and a schedule that nobody kept says so', () => {
  const one = trial('found')
  const found = measureTrial(one, world(one, 6), '2026-03-01')
  expect(found).toMatchObject({ state: 'done', answer: { key: 'inbox:trial.more' }, hoursOn: 1, hoursOff: 0.1, today: null })
  expect(found.effect!.interval[0]).toBeGreaterThan(2)
  expect(found.effect!.interval[1]).toBeLessThan(10)
  expect(measureTrial(one, world(one, 6, false), '2026-03-01').answer.key).toBe('inbox:trial.notKept')
})

test('where there is no effect, the 80% interval has zero inside about four times in five', () => {
  const inside = Array.from({ length: 150 }, (_, i) => {
    const one = trial(`null/${i}`)
    const [low, high] = measureTrial(one, world(one, 0), '2026-03-01').effect!.interval
    return low <= 0 && high >= 0
  }).filter(Boolean).length
  expect(inside / 150).toBeGreaterThan(0.7)
  expect(inside / 150).toBeLessThan(0.92)
})

test('before it begins, in the middle and stopped: as much as is known, and what is missing is not zero', () => {
  const one = trial('early')
  const { values, hours } = world(one, 6)
  expect(measureTrial(one, { values, hours }, '2026-01-01')).toMatchObject({ state: 'planned', effect: null, today: null, days: [] })
  const early = measureTrial(one, { values: new Map([...values].slice(2)), hours }, '2026-01-15')
  expect(early).toMatchObject({ state: 'running', effect: null, answer: { key: 'inbox:trial.tooLittle.blocks' } })
  expect(early.days.slice(0, 3).map(({ value }) => value)).toEqual([null, null, expect.any(Number)])
  expect(early.today).toBe(isOn(one, '2026-01-15'))
  const stopped = measureTrial({ ...one, stoppedAt: new Date('2026-01-10T12:00:00Z') }, { values, hours }, '2026-03-01')
  expect([stopped.state, stopped.days.length]).toEqual(['stopped', 5])
})

test('blocks lie on their weekdays, through the night on which clocks change, and a trial switches them off', () => {
  const block = { id: '0190a000-0000-7000-8000-000000000002', accountId: 'a', weekday: 7, start: '02:30', minutes: 30, person: null }
  const span = { from: new Date('2026-03-21T00:00:00Z'), to: new Date('2026-04-06T00:00:00Z') }
  const times = layOut([block], span, 'Europe/Berlin', (_, day) => day === '2026-04-05')
  expect(times.map(({ at, off }) => [at, off])).toEqual([
    ['2026-03-22T01:30:00.000Z', false],
    ['2026-03-29T01:30:00.000Z', false],
    ['2026-04-05T00:30:00.000Z', true],
  ])
})
