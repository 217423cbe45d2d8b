/** Vetting: candidates of simulated worlds who claim what is true and what is not; how often the verdict is right, and that nothing false is proven. */
import { simulateWorld } from '../../channels/playground/simulate/world.ts'
import { playgroundDetector } from '../../channels/playground/detector.ts'
import type { ClaimInput } from '../../contract/vetting-claims.ts'
import { decideClaim } from '../../server/features/vetting/decide.ts'
import { type Findings } from '../../server/features/vetting/decide/findings.ts'
import { errorsElsewhere } from '../../statistics/classify/fake-model.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { shuffle } from '../../statistics/random/shuffle.ts'
import { wilsonInterval } from '../../statistics/estimate/wilson-interval.ts'
import type { Row, Run } from '../row.ts'
import { countPods } from './pods.ts'

const none = { account: 'rival', from: null, to: null, figure: null, unit: null, url: null, expected: null, guarantee: null }
const endsAt = '2026-03-01T00:00:00Z'

/** The claims of one candidate, each with its truth; figures come from the world, not from what Athar measures. */
const candidateOf = (
  seed: number,
  errors: Findings['followers'][0]['errors'],
): { findings: Findings; claims: { claim: ClaimInput; isTrue: boolean }[] } => {
  const random = createGenerator(`vetting/${seed}`)
  const audience = { fakeShare: 0.6 * random.uniform() }
  const { series, followers, truth } = simulateWorld({ seed, endsAt, audience, skip: { texts: true, journeys: true } })
  const days = series.map(({ day, rivalFollowers, rivalPosts, rivalEngagements }) => {
    return { day, followers: rivalFollowers, posts: rivalPosts, engagements: rivalEngagements }
  })
  const [first, last] = [days[days.length - 200], days[days.length - 5]]
  if (first === undefined || last === undefined) throw new RangeError(`The world ${seed} is too short.`)
  const inside = days.filter(({ day }) => day >= first.day && day <= last.day)
  const gained = last.followers - first.followers
  const rate =
    (100 * inside.reduce((sum, day) => sum + day.engagements, 0)) / inside.reduce((sum, day) => sum + day.posts * day.followers, 0)
  const fakes = new Set(truth.fakeFollowers)
  const real = 100 * (1 - followers.filter(({ id }) => fakes.has(id)).length / Math.max(1, followers.length))
  const base = { ...none, text: 'claim', from: first.day, to: last.day }
  const growth = (figure: number): ClaimInput => ({ ...base, type: 'growth', unit: 'number', figure })
  const engagement = (figure: number): ClaimInput => ({ ...base, type: 'engagement', unit: 'percent', figure })
  const genuine = (figure: number): ClaimInput => ({ ...base, type: 'audience', unit: 'percent', figure })
  return {
    findings: {
      accounts: [{ account: 'rival', source: 'public', days }],
      posts: [],
      followers: [
        {
          account: 'rival',
          source: 'handed',
          errors,
          isTried: errors !== errorsElsewhere,
          population: null,
          // A fair sample: the first or the newest followers are not the audience.
          rows: shuffle(random, [...followers])
            .slice(0, 400)
            .map((one) => ({
              username: one.username,
              fullName: one.displayName,
              hasPicture: one.hasProfilePicture,
              posts: one.posts,
              followers: one.followers,
              following: one.following,
            })),
        },
      ],
      comments: [],
      pages: [],
      portfolio: null,
      references: [],
      price: null,
    },
    claims: [
      { claim: growth(Math.floor(gained * 0.95)), isTrue: true },
      { claim: growth(Math.ceil(Math.abs(gained) * 2) + 50), isTrue: false },
      { claim: engagement(rate * 0.9), isTrue: true },
      { claim: engagement(rate * 1.6), isTrue: false },
      { claim: genuine(real * 0.85), isTrue: true },
      { claim: genuine(Math.min(100, real * 1.3)), isTrue: Math.min(100, real * 1.3) * 0.9 <= real },
      { claim: { ...base, type: 'guarantees', guarantee: 'virality' }, isTrue: false },
    ],
  }
}

export const run: Run = async ({ seed, quick, progress }) => {
  const many = quick ? 20 : 100
  const byType = new Map<string, { true: number; proven: number; falselyContradicted: number }>()
  const count = { true: 0, false: 0, proven: 0, contradicted: 0, falselyProven: 0, falselyContradicted: 0 }
  const untried = { true: { all: 0, right: 0, wrong: 0 }, false: { all: 0, right: 0, wrong: 0 } }
  for (let at = 0; at < many; at++) {
    progress(`candidate ${at + 1} of ${many}`)
    const { findings, claims } = candidateOf(seed + at, playgroundDetector)
    const elsewhere = candidateOf(seed + at, errorsElsewhere)
    for (const { claim, isTrue } of elsewhere.claims.filter((one) => one.claim.type === 'audience')) {
      const { verdict } = decideClaim(claim, elsewhere.findings)
      const right = isTrue ? 'proven' : 'contradicted'
      const own = isTrue ? untried.true : untried.false
      own.all += 1
      if (verdict === right) own.right += 1
      else if (verdict !== 'unproven') own.wrong += 1
    }
    for (const { claim, isTrue } of claims) {
      const { verdict } = decideClaim(claim, findings)
      if (isTrue) {
        count.true += 1
        const own = byType.get(claim.type) ?? { true: 0, proven: 0, falselyContradicted: 0 }
        byType.set(claim.type, own)
        own.true += 1
        if (verdict === 'proven') own.proven += 1
        if (verdict === 'contradicted') own.falselyContradicted += 1
        if (verdict === 'proven') count.proven += 1
        if (verdict === 'contradicted') count.falselyContradicted += 1
      } else {
        count.false += 1
        if (verdict === 'contradicted') count.contradicted += 1
        if (verdict === 'proven') count.falselyProven += 1
      }
    }
  }
  const share = (hits: number, of: number) => {
    const [low, high] = wilsonInterval(hits, of, 0.9)
    const percent = (value: number) => `${(100 * value).toFixed(1)}%`
    return `${percent(hits / of)} [${percent(low)}, ${percent(high)}], n ${of}`
  }
  const row = (name: string, ours: string, published: string, passes: boolean | null): Row => ({
    name,
    ours,
    published,
    source: 'promise of this project',
    data: `${many} simulated candidates, seed ${seed}`,
    verdict: passes === null ? 'info' : passes ? 'pass' : 'short',
  })
  const pods = countPods(seed, quick ? 40 : 200)
  return [
    row('false claims told proven', share(count.falselyProven, count.false), 'none', count.falselyProven === 0),
    row(
      'true claims told contradicted',
      share(count.falselyContradicted, count.true),
      '≤ 5%',
      count.falselyContradicted <= 0.05 * count.true,
    ),
    row('false claims told contradicted', share(count.contradicted, count.false), '≥ 80%', count.contradicted >= 0.8 * count.false),
    row('true claims told proven, the rest open', share(count.proven, count.true), '–', null),
    ...[...byType].flatMap(([type, own]) => [
      row(`true claims of ${type} told contradicted`, share(own.falselyContradicted, own.true), '–', null),
      row(`true claims of ${type} told proven`, share(own.proven, own.true), '–', null),
    ]),
    row(
      'lists of an untried network: false claims of real followers told contradicted',
      share(untried.false.right, untried.false.all),
      '–',
      null,
    ),
    row('lists of an untried network: true claims of real followers told proven', share(untried.true.right, untried.true.all), '–', null),
    row(
      'lists of an untried network: told the wrong way',
      share(untried.true.wrong + untried.false.wrong, untried.true.all + untried.false.all),
      '≤ 5%',
      untried.true.wrong + untried.false.wrong <= 0.05 * (untried.true.all + untried.false.all),
    ),
    {
      ...row(
        'lists of comments with a pod in which it is noticed',
        share(pods.noticed, pods.with),
        '≥ 80%',
        pods.noticed >= 0.8 * pods.with,
      ),
      data: pods.data,
    },
    {
      ...row(
        'lists of comments without a pod taken for one',
        share(pods.mistaken, pods.without),
        '≤ 5%',
        pods.mistaken <= 0.05 * pods.without,
      ),
      data: pods.data,
    },
  ]
}
