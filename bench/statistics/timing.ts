/** Timing in turns: ours and the peer's alternate, so that neither has the machine warmer or colder; the fastest of each counts. */
import { performance } from 'node:perf_hooks'

/** Milliseconds of one run. */
export const timeOnce = async (run: () => unknown): Promise<number> => {
  const started = performance.now()
  await run()
  return performance.now() - started
}

/** The fastest of some rounds of each, in milliseconds: noise only ever adds. */
export const timeInTurns = async (rounds: number, ours: () => unknown, peer: () => unknown): Promise<{ ours: number; peer: number }> => {
  const best = { ours: Number.POSITIVE_INFINITY, peer: Number.POSITIVE_INFINITY }
  for (let round = 0; round < rounds; round++) {
    best.ours = Math.min(best.ours, await timeOnce(ours))
    best.peer = Math.min(best.peer, await timeOnce(peer))
  }
  return best
}

/** "12.3 ms", "1.20 s". */
export const shown = (ms: number): string => (ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toFixed(2)} s`)
