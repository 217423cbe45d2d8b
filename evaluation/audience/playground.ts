/** Whole Playground audiences with known fakes through the audit that the app runs: plan, draw, measure. */
import { playgroundDetector } from '../../channels/playground/detector.ts'
import { simulateWorld } from '../../channels/playground/simulate/world.ts'
import { openDraw } from '../../server/features/audience/draw.ts'
import { toFollower } from '../../server/features/audience/ingest.ts'
import { measureAudit } from '../../server/features/audience/measure.ts'
import { planSample } from '../../server/features/audience/plan.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import type { Row } from '../row.ts'

export const auditPlayground = (seed: number, worlds: number, progress: (words: string) => void): Row[] => {
  const source = createGenerator(`evaluation playground audiences/${seed}`)
  let [held, error, naive] = [0, 0, 0]
  for (let i = 0; i < worlds; i++) {
    progress(`audience: Playground audience ${i + 1} of ${worlds}`)
    const { truth, followers } = simulateWorld({
      seed: Math.floor(source.uniform() * 2 ** 31),
      endsAt: '2026-11-01T00:00:00Z',
      months: 3,
      audience: { fakeShare: 0.6 * source.uniform(), bought: null },
      skip: { texts: true, journeys: true },
    })
    const staying = followers.filter(({ leftAt }) => leftAt === null)
    const fakes = new Set(truth.fakeFollowers)
    const share = staying.filter(({ id }) => fakes.has(id)).length / staying.length
    const draw = openDraw(planSample(0.07, playgroundDetector), createGenerator(`draw/${seed}/${i}`))
    for (const { username, followedAt, ...one } of staying)
      draw.take(toFollower({ ...one, handle: username, followedAt: new Date(followedAt) }))
    const found = measureAudit(draw.drawn, playgroundDetector, `audit/${seed}/${i}`)
    if (found.kind !== 'audit') throw new Error('A Playground audience was too small for an audit.')
    const [low, high] = found.share.interval
    if (low <= share && share <= high) held++
    error += Math.abs(found.share.value - share)
    naive += Math.abs(found.share.apparent - share)
  }
  const data = `${worlds} Playground audiences, true shares 0–60%, seed ${seed}`
  const coverage = held / worlds
  const points = (sum: number) => `${((100 * sum) / worlds).toFixed(1)} points`
  return [
    {
      name: '90% intervals of whole audits that held the true share',
      ours: `${(100 * coverage).toFixed(1)}%`,
      published: '85–95%',
      source: 'the promise of docs/methods/audience.md',
      data,
      verdict: coverage >= 0.85 && coverage <= 0.95 ? 'pass' : 'short',
    },
    {
      name: 'mean absolute error of the audited share',
      ours: points(error),
      published: points(naive),
      source: 'a naive count',
      data,
      verdict: error < naive ? 'pass' : 'short',
    },
  ]
}
