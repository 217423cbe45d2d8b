/** How often one address may ask: counts per window, in memory only, so that no address is kept. */

/**
 * Answers a function that says whether `key` may go on: at most `most` times per window. Holds at most 50,000 keys; then the oldest window is let go.
 * Cost: one look-up.
 */
export const makeLimit = (most: number, windowMs: number): ((key: string, nowMs: number) => boolean) => {
  let counts = new Map<string, number>()
  let endsAt = 0
  return (key, nowMs) => {
    if (nowMs >= endsAt || counts.size > 50_000) {
      counts = new Map()
      endsAt = nowMs + windowMs
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= most
  }
}
