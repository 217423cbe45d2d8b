/** Held to odds worked by hand, and to what nobody doubts. */
import { describe, expect, it } from 'vitest'
import { classifyAccount, errorsWith } from './classify-account.ts'
import { fakeIntercept } from './fake-model.ts'

const bot = {
  hasPicture: false,
  username: 'user82736451',
  fullName: '',
  bio: '',
  hasUrl: false,
  isPrivate: false,
  posts: 0,
  followers: 3,
  following: 2400,
}
const person = {
  hasPicture: true,
  username: 'nourcooks',
  fullName: 'Nour Haddad',
  bio: 'Cook in Amman. Bread, mostly.',
  hasUrl: true,
  isPrivate: false,
  posts: 210,
  followers: 850,
  following: 400,
}

describe('one account', () => {
  it('is told from another, with reasons by weight', () => {
    const [fake, real] = [classifyAccount(bot), classifyAccount(person)]
    expect(fake?.probability).toBeGreaterThan(0.9)
    expect(real?.probability).toBeLessThan(0.01)
    expect(fake?.reasons[0]?.direction).toBe('fake')
    const sizes = fake?.reasons.map(({ weight }) => Math.abs(weight)) ?? []
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })
  it('has the odds of its terms, moved to the base rate: by hand for a picture alone', () => {
    const odds = fakeIntercept - 2.43387 * (1 - 0.701389)
    expect(classifyAccount({ hasPicture: true }, 0.5)?.probability).toBeCloseTo(1 / (1 + Math.exp(-odds)), 12)
    expect(classifyAccount({ hasPicture: true }, 0.1)?.probability).toBeCloseTo(1 / (1 + Math.exp(-(odds + Math.log(1 / 9)))), 12)
  })
  it('is more suspect where fakes are common, and no account is judged by nothing', () => {
    expect(classifyAccount(bot, 0.4)?.probability).toBeGreaterThan(classifyAccount(bot, 0.02)?.probability ?? 1)
    expect(classifyAccount({})).toBeNull()
    expect(() => classifyAccount(bot, 0)).toThrow('base rate')
  })
  it('is judged with the errors that go with what is known', () => {
    expect(errorsWith(new Set(classifyAccount(bot)?.known))?.found).toBe(265)
    expect(errorsWith(new Set(['posts', 'followers', 'following']))?.mistaken).toBe(41)
    expect(errorsWith(new Set(['bio']))).toBeNull()
  })
})
