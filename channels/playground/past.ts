/** Opens the world of an account: its past is made from the seed when it is first needed, and kept for the next call. */
import { type Arrival, describeFollower, drawArrivals, type Owner } from './simulate/followers.ts'
import type { SimulatedFollower, SimulatedPost, Truth, WorldOptions } from './simulate/types.ts'
import { simulateWorld } from './simulate/world.ts'

export interface Past {
  truth: Truth
  /** Oldest first. */
  posts: SimulatedPost[]
  arrivals: (owner: Owner) => Arrival[]
  /** The real people among the brand's followers, by the time they came. */
  people: () => Arrival[]
  describe: (arrival: Arrival) => SimulatedFollower
}

const known = new Map<string, Past>()
/** Worlds kept in memory, about a megabyte each. */
const most = 4

/** Cost: about 20 ms the first time, nothing after that. */
export const openPast = (options: WorldOptions): Past => {
  const name = JSON.stringify(options)
  const kept = known.get(name)
  if (kept !== undefined) return kept
  const { truth, posts } = simulateWorld({ ...options, skip: { followers: true, journeys: true } })
  const arrivals = new Map<Owner, Arrival[]>()
  const faces = new Map<string, SimulatedFollower>()
  const arrivalsOf = (owner: Owner) => {
    const found = arrivals.get(owner) ?? drawArrivals(truth, owner)
    arrivals.set(owner, found)
    return found
  }
  let people: Arrival[] | null = null
  const past: Past = {
    truth,
    posts,
    arrivals: arrivalsOf,
    people: () => (people ??= arrivalsOf('brand').filter(({ kind }) => kind === 'real')),
    describe: (arrival) => {
      const face = faces.get(arrival.id) ?? describeFollower(truth, arrival)
      faces.set(arrival.id, face)
      return face
    },
  }
  if (known.size >= most) known.delete(known.keys().next().value as string)
  known.set(name, past)
  return past
}
