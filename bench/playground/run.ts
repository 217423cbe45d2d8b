/** How long a simulated past takes, against the time it may take: a brand is begun while somebody waits, an evaluation draws hundreds. */
import { drawBrandOptions, simulateWorld } from '../../channels/playground/truth.ts'
import type { Bench } from '../main.ts'

const endsAt = '2026-11-23T12:00:00Z'
const seconds = (run: () => void): number => {
  const started = performance.now()
  run()
  return (performance.now() - started) / 1000
}

export const bench: Bench = async (progress) => {
  progress('one brand with everything')
  // The first one in this process: nothing is warm, as when a newcomer begins.
  const one = seconds(() => simulateWorld({ seed: 1, endsAt, language: 'ar' }))
  progress('two hundred brands without texts, followers and journeys')
  const many = seconds(() => {
    for (let seed = 0; seed < 200; seed++) {
      simulateWorld({ ...drawBrandOptions(seed, endsAt), skip: { texts: true, followers: true, journeys: true } })
    }
  })
  const row = (name: string, taken: number, allowed: number) => ({
    name,
    ours: `${taken.toFixed(2)} s`,
    peer: `${allowed} s allowed`,
    ratio: allowed / taken,
    atLeast: 1,
  })
  return [row('18 months of one brand, cold', one, 1.5), row('200 brands for an evaluation', many, 20)]
}
