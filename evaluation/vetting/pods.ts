/** Lists of comments with and without a pod: how often it is noticed, and how often an audience with loyal friends is taken for one. */
import { type CommentRow, measureEngagers } from '../../server/features/vetting/measure/engagers.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'

const [from, to] = ['2026-01-01', '2026-12-31']
const firstDay = Date.parse(from)

/** How gladly people comment is very unequal: a Pareto weight each, so that a few are there under most posts without any agreement. */
const listOf = (random: Generator, pod: number): CommentRow[] => {
  const people = Array.from({ length: 1500 }, (_, id) => ({ id, weight: Math.min(200, (1 - random.uniform()) ** (-1 / 1.2)) }))
  const total = people.reduce((sum, { weight }) => sum + weight, 0)
  const posts = 20 + Math.floor(40 * random.uniform())
  const perPost = 6 + Math.floor(20 * random.uniform())
  return Array.from({ length: posts }, (_, post) => {
    const day = new Date(firstDay + 5 * post * 86_400_000).toISOString().slice(0, 10)
    const passing = people.filter(({ weight }) => random.uniform() < Math.min(0.9, (perPost * weight) / total))
    const members = Array.from({ length: pod }, (_member, member) => member).filter(() => random.uniform() < 0.85)
    return [
      ...passing.map(({ id }) => ({ day, post: String(post), username: `person${id}` })),
      ...members.map((member) => ({ day, post: String(post), username: `pod${member}` })),
    ]
  }).flat()
}

/** Pods of a size that makes half to four fifths of the comments. */
export const countPods = (seed: number, many: number) => {
  const random = createGenerator(`pods/${seed}`)
  const count = { with: 0, noticed: 0, without: 0, mistaken: 0 }
  for (let at = 0; at < many; at++) {
    const isPod = (size: number) => {
      const found = measureEngagers(listOf(random, size), from, to)
      return found.kind === 'engagers' && found.isPod
    }
    count.with += 1
    if (isPod(20 + Math.floor(20 * random.uniform()))) count.noticed += 1
    count.without += 1
    if (isPod(0)) count.mistaken += 1
  }
  return { ...count, data: `${many} simulated lists of each kind, seed ${seed}` }
}
