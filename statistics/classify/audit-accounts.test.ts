/** Held to audiences made by hand of people and bots. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import type { ShownAccount } from './account-features.ts'
import { auditAccounts } from './audit-accounts.ts'

const bot: ShownAccount = {
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
const person: ShownAccount = {
  hasPicture: true,
  username: 'nourcooks',
  fullName: 'Nour Haddad',
  bio: 'Cook in Amman.',
  hasUrl: true,
  isPrivate: false,
  posts: 210,
  followers: 850,
  following: 400,
}
const audience = (bots: number, people: number) => [
  ...Array.from({ length: bots }, () => bot),
  ...Array.from({ length: people }, () => person),
]
const audit = (accounts: ShownAccount[]) => auditAccounts(accounts, { generator: createGenerator('audit') })

describe('an audit', () => {
  it('finds the share, with an interval, and judges each account by it', () => {
    const answer = audit(audience(60, 140))
    if (answer.kind !== 'audit') throw new Error(answer.kind)
    expect(answer.share.interval[0]).toBeLessThan(0.3)
    expect(answer.share.interval[1]).toBeGreaterThan(0.29)
    expect([answer.flagged, answer.share.n]).toEqual([60, 200])
    expect(answer.accounts[0]?.probability).toBeGreaterThan(0.9)
    expect(answer.accounts[199]?.probability).toBeLessThan(0.1)
  })
  it('does not take its own errors for fakes', () => {
    const answer = audit(audience(0, 200))
    if (answer.kind !== 'audit') throw new Error(answer.kind)
    expect(answer.share.interval[0]).toBe(0)
    expect(answer.share.value).toBeLessThan(0.03)
  })
  it('uses the errors of a detector that knows no more than is told, and keeps what is not known at all in its place', () => {
    const counts = audience(60, 140).map(({ posts, followers, following }) => ({ posts, followers, following }) as ShownAccount)
    const answer = audit([...counts, {}])
    if (answer.kind !== 'audit') throw new Error(answer.kind)
    expect(answer.share.specificity).toBeCloseTo(247.5 / 289, 6)
    expect(answer.accounts.at(-1)).toBeNull()
  })
  it('has no answer from few accounts, or from nothing but a description', () => {
    expect(audit(audience(2, 5))).toMatchObject({ kind: 'too-little-data', have: 7, need: 20, unit: 'accounts' })
    expect(audit(Array.from({ length: 30 }, () => ({ bio: 'hi' })))).toMatchObject({ kind: 'too-little-data', unit: 'known-parts' })
  })
})
