/** Hostile input for the judgement of accounts and the share of fakes. */
import fc from 'fast-check'
import { test } from 'vitest'
import { describeAccount } from '../classify/account-features.ts'
import { auditAccounts } from '../classify/audit-accounts.ts'
import { classifyAccount, errorsWith } from '../classify/classify-account.ts'
import { compareShares, drawShares, estimateShare } from '../classify/estimate-share.ts'
import { planAudit } from '../classify/plan-audit.ts'
import { createGenerator } from '../random/generator.ts'
import { fuzz, hostileNumber } from './hostile.ts'

const maybe = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) })
const account = fc.record({
  hasPicture: maybe(fc.boolean()),
  username: maybe(fc.string({ maxLength: 20 })),
  fullName: maybe(fc.string({ maxLength: 20 })),
  bio: maybe(fc.string({ maxLength: 40 })),
  isPrivate: maybe(fc.boolean()),
  posts: maybe(fc.oneof(fc.nat(5000), hostileNumber)),
  followers: maybe(fc.oneof(fc.nat(1e6), hostileNumber)),
  following: maybe(fc.nat(1e4)),
})
const count = fc.oneof(fc.nat(500), hostileNumber)
const detector = fc.record({ found: count, missed: count, mistaken: count, cleared: count })
const share = fc.oneof(fc.constantFrom(0.1, 0.9), hostileNumber)

test('accounts', () => {
  fuzz([account, share], (one, baseRate) => [
    classifyAccount(one, baseRate),
    describeAccount(one).known.size,
    errorsWith(describeAccount(one).known),
  ])
  fuzz(
    [fc.array(account, { maxLength: 40 }), share],
    (accounts, level) => auditAccounts(accounts, { generator: createGenerator(1), level }),
    { runs: 60 },
  )
})

test('shares and plans', () => {
  const input = fc.record({ n: count, flagged: count, detector, population: maybe(count) })
  fuzz([input, share], (one, level) => estimateShare(one, createGenerator(1), level), { runs: 150 })
  fuzz(
    [input, input, share],
    (one, other, level) => [compareShares(one, other, createGenerator(1), level), drawShares(one, createGenerator(2), 100).values.length],
    { runs: 100 },
  )
  fuzz([detector, share, share, maybe(count)], (one, halfWidth, expected, population) =>
    planAudit(one, { halfWidth, expected, population: population ?? null }),
  )
})
