/** `node evaluation/audience/calibrate.ts`: how the detector errs on Playground, as the channel states it (channels/playground/detector.ts); its seeds are never those of an evaluation. */
import { simulateWorld } from '../../channels/playground/simulate/world.ts'
import { toFollower } from '../../server/features/audience/ingest.ts'
import { classifyAccount } from '../../statistics/classify/classify-account.ts'
import { createGenerator } from '../../statistics/random/generator.ts'

const worlds = 200
const source = createGenerator('calibration of the detector on Playground')
const rates: { fakes: number; found: number; real: number; cleared: number }[] = []
for (let i = 0; i < worlds; i++) {
  const { truth, followers } = simulateWorld({
    seed: Math.floor(source.uniform() * 2 ** 31),
    endsAt: '2026-11-01T00:00:00Z',
    months: 3,
    audience: { fakeShare: 0.05 + 0.55 * source.uniform(), bought: null },
    skip: { texts: true, journeys: true },
  })
  const fakes = new Set(truth.fakeFollowers)
  const count = { fakes: 0, found: 0, real: 0, cleared: 0 }
  for (const { username, followedAt, leftAt, ...one } of followers) {
    if (leftAt !== null) continue
    const judged = classifyAccount(toFollower({ ...one, handle: username, followedAt: new Date(followedAt) }).shown)
    if (judged === null) continue
    const isFlagged = judged.score >= 0.5
    if (fakes.has(one.id)) {
      count.fakes++
      if (isFlagged) count.found++
    } else {
      count.real++
      if (!isFlagged) count.cleared++
    }
  }
  rates.push(count)
}

/** A beta distribution of the rate over worlds, by the method of moments less what counting adds. */
const betaOf = (pairs: [hits: number, n: number][]) => {
  const all = pairs.filter(([, n]) => n >= 20)
  const shares = all.map(([hits, n]) => hits / n)
  const mean = shares.reduce((a, b) => a + b, 0) / shares.length
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1)
  const counting = all.reduce((sum, [, n]) => sum + (mean * (1 - mean)) / n, 0) / all.length
  const size = Math.max(5, (mean * (1 - mean)) / Math.max(1e-6, variance - counting) - 1)
  return { mean, size }
}
console.log('sensitivity', betaOf(rates.map(({ fakes, found }) => [found, fakes])))
console.log('specificity', betaOf(rates.map(({ real, cleared }) => [cleared, real])))
