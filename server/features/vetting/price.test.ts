/** Prices and skills held against what is typed in, and against a written strategy. */
import { expect, test } from 'vitest'
import type { CandidateInput } from '../../../contract/vetting.ts'
import { weighFit, weighPrice } from './price.ts'

const strategy = {
  version: 3,
  savedOn: '2026-02-01',
  hours: 40,
  money: { amount: 1000, currency: 'SAR' },
  postsAMonth: 20,
  languages: ['ar-SA', 'en'],
}
const price: CandidateInput['price'] = { amount: 600, currency: 'SAR', rate: [15, 30] }
const noNeeds: CandidateInput['needs'] = { hoursAMonth: null, skills: [] }
const keys = (sentences: { key: string }[]) => sentences.map(({ key }) => key.replace('vetting:realism.', ''))

test('without hours typed in, the hours of the strategy count, and it is said so', () => {
  const weighed = weighPrice({ price, needs: noNeeds }, strategy)
  expect(weighed).toMatchObject({ hours: [20, 40], need: { hours: 40, from: 'strategy' }, words: { key: 'vetting:realism.perhaps' } })
  expect(keys(weighed.notes)).toEqual(['needFromStrategy', 'perPost', 'budgetShare'])
  expect(weighed.notes[1]?.values).toMatchObject({ posts: 20, low: 1, high: 2 })
  expect(weighed.notes[2]?.values).toMatchObject({ share: 60 })
})

test('hours typed in come before those of the strategy; rates may be given in either order', () => {
  const weighed = weighPrice({ price: { ...price, rate: [30, 15] }, needs: { hoursAMonth: 50, skills: [] } }, strategy)
  expect(weighed).toMatchObject({ hours: [20, 40], need: { hours: 50, from: 'candidate' }, words: { key: 'vetting:realism.tooLittle' } })
})

test('money of another currency is not compared, and more than the month has is said', () => {
  expect(keys(weighPrice({ price: { ...price, currency: 'USD' }, needs: noNeeds }, strategy).notes)).toContain('otherCurrency')
  expect(keys(weighPrice({ price: { ...price, amount: 1200 }, needs: noNeeds }, strategy).notes)).toContain('overBudget')
})

test('what is missing is said, never counted as zero', () => {
  expect(weighPrice({ price: null, needs: noNeeds }, null)).toEqual({
    words: { key: 'vetting:realism.noPrice', values: {} },
    hours: null,
    need: null,
    notes: [],
  })
  expect(keys(weighPrice({ price, needs: noNeeds }, null).notes)).toEqual(['noStrategy'])
  expect(weighPrice({ price: { ...price, rate: null }, needs: noNeeds }, strategy).words.key).toBe('vetting:realism.noRate')
  const silent = { ...strategy, hours: null, money: null, postsAMonth: null }
  expect(weighPrice({ price, needs: noNeeds }, silent)).toMatchObject({ need: null, notes: [], words: { key: 'vetting:realism.noNeed' } })
})

test('the strategy adds the languages its personas read; a skill is asked for once', () => {
  const fit = weighFit({ skills: ['arabic'], needs: { hoursAMonth: null, skills: ['arabic', 'video'] } }, strategy)
  expect(fit.map(({ skill, has, from }) => [skill, has, from])).toEqual([
    ['arabic', true, 'candidate'],
    ['video', false, 'candidate'],
    ['copywriting', false, 'strategy'],
    ['english', false, 'strategy'],
  ])
  expect(weighFit({ skills: [], needs: noNeeds }, null)).toMatchObject([{ skill: null, words: { key: 'vetting:fit.noNeeds' } }])
})
