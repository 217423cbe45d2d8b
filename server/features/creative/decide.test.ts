/** What the weeks mean in words: each standing, and an answer that does not promise what nobody can make. */
import { expect, test } from 'vitest'
import { judgeCapacity, judgeWeek } from './decide.ts'
import type { WeekNeed } from './measure/weeks.ts'

const week = (low: number, high: number, inHouse: number, outside: number): WeekNeed => ({
  starts: '2026-03-09',
  inHouse,
  outside,
  needed: { value: (low + high) / 2, interval: [low, high] },
  pieces: high === 0 ? [] : [{ format: 'reel', count: 2, why: 'cadence' }],
  rows: [],
})
const person = {
  id: 'p',
  name: 'A',
  place: 'in-house' as const,
  userId: null,
  email: null,
  language: 'en' as const,
  rate: null,
  note: '',
  removed: false,
  hoursPerWeek: 10,
  away: [],
}

test('nothing, enough, enough with those outside, tight, too little', () => {
  expect([week(0, 0, 5, 5), week(2, 5, 5, 5), week(2, 9, 5, 5), week(2, 11, 5, 5), week(11, 20, 5, 5)].map(judgeWeek)).toEqual([
    'nothing',
    'enough',
    'outside',
    'tight',
    'short',
  ])
})
test('hours that fit are no yes while nobody has the skill', () => {
  const without = judgeCapacity([week(2, 5, 5, 5)], [{ ...person, skills: ['writing'] }], 0)
  expect([without.answer.key, without.beyond.map(({ key }) => key)]).toEqual(['creative:answer.skills', ['creative:beyond.skill.video']])
  expect(judgeCapacity([week(2, 5, 5, 5)], [{ ...person, skills: ['video'] }], 0)).toMatchObject({
    answer: { key: 'creative:answer.enough' },
    beyond: [],
  })
  expect(judgeCapacity([week(2, 9, 5, 5)], [{ ...person, skills: ['video'] }], 0).answer.key).toBe('creative:answer.outside')
  expect(judgeCapacity([week(11, 20, 5, 5)], [{ ...person, skills: ['video'] }], 0).answer.key).toBe('creative:answer.short')
  expect(judgeCapacity([week(2, 5, 5, 5)], [], 1).beyond.map(({ key }) => key)).toEqual([
    'creative:beyond.nobody',
    'creative:beyond.undated',
  ])
})
