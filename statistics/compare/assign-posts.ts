/** Draws which post gets which arm of an experiment (an hour, a format, a wording), so that blocks such as weekdays cannot be mistaken for the arm. */
import { createGenerator, type Generator } from '../random/generator.ts'
import { shuffle } from '../random/shuffle.ts'

export interface PostPlan {
  /** One label a post, in the order of the schedule: a weekday, a weekday with a daypart, an account with a weekday … */
  blocks: readonly (string | number)[]
  /** How many arms are compared, the control counted: 2 or more. Arm 0 is the control. */
  arms: number
}

export interface Assignment {
  /** The arm of each post, 0 to arms − 1. */
  arms: number[]
  /**
   * The set of each post: posts that were drawn together, each arm once (one last set may be short). Consecutive posts of one block;
   * what is left over at the ends of blocks makes sets across blocks. The analysis draws again within sets.
   */
  sets: number[]
}

/**
 * The sets of a plan: for each block, posts in order, `arms` at a time; the rest of all blocks, block after block, again `arms` at a time.
 * So arms differ by at most one post over the whole plan, and within a block by at most one (two arms) or two (more arms).
 */
const setsOf = ({ blocks, arms }: PostPlan): number[][] => {
  const byBlock = new Map<string, number[]>()
  blocks.forEach((block, post) => {
    const key = String(block)
    const posts = byBlock.get(key)
    if (posts === undefined) byBlock.set(key, [post])
    else posts.push(post)
  })
  const full: number[][] = []
  const rest: number[] = []
  for (const posts of byBlock.values()) {
    const whole = posts.length - (posts.length % arms)
    for (let from = 0; from < whole; from += arms) full.push(posts.slice(from, from + arms))
    rest.push(...posts.slice(whole))
  }
  for (let from = 0; from < rest.length; from += arms) full.push(rest.slice(from, from + arms))
  return full
}

/**
 * Blocked randomised assignment: within each set every order of the arms is equally likely (permuted blocks: Zelen 1974, J. Chronic Dis. 27;
 * Rosenberger & Lachin 2016, Randomization in Clinical Trials, 3.7). Sets are consecutive posts of a block, so that a slow drift
 * of the account falls on all arms alike. The same plan and seed give the same assignment on every machine; a plan that grows at its end keeps the
 * arms of its full sets. Throws RangeError for fewer than two arms, or fewer posts than arms. Cost: O(posts).
 */
export const assignPosts = (plan: PostPlan, seed: number | string): Assignment => {
  if (!(Number.isInteger(plan.arms) && plan.arms >= 2)) throw new RangeError(`an experiment has two arms or more, not ${plan.arms}`)
  if (plan.blocks.length < plan.arms) throw new RangeError(`${plan.blocks.length} posts cannot fill ${plan.arms} arms`)
  const source = createGenerator(`assign-posts/${seed}`)
  const arms = plan.blocks.map(() => 0)
  const sets = plan.blocks.map(() => 0)
  const seen = new Map<string, number>()
  setsOf(plan).forEach((posts, set) => {
    const first = String(plan.blocks[posts[0] as number])
    const nth = seen.get(first) ?? 0
    seen.set(first, nth + 1)
    // A stream for each set of a block: weeks added at the end do not move what was drawn before.
    const order = shuffleArms(source.split(`${nth}/${first}`), plan.arms)
    posts.forEach((post, i) => {
      arms[post] = order[i] as number
      sets[post] = set
    })
  })
  return { arms, sets }
}

const shuffleArms = (generator: Generator, arms: number): number[] =>
  shuffle(
    generator,
    Array.from({ length: arms }, (_, arm) => arm),
  )
