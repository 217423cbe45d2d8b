/** When to look at a post again: often while it is young, seldom when it is old. Pure: time is handed in. */

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Ages of a post at which its numbers are read: most of what a post earns, it earns in its first days. */
const agesMs = [
  ...[1, 5, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 4, 7, 14, 30, 60, 120, 240, 365].map((days) => days * dayMs),
]

/**
 * The next moment to read a post, after `now`; null when it is so old that nothing is expected any more. `pace`: how much faster than
 * ours the network's clock runs. Cost: O(1).
 */
export const nextPostReading = (publishedAt: Date, now: Date, pace = 1): Date | null => {
  const ageMs = (now.getTime() - publishedAt.getTime()) * pace
  const next = agesMs.find((age) => age > ageMs)
  return next === undefined ? null : new Date(now.getTime() + (next - ageMs) / pace)
}

/** How often new posts are looked for, and how often the numbers of the whole account are read, in milliseconds at our clock. */
export const watchIntervals = (pace = 1) => ({
  postsMs: Math.max(20_000, (10 * minuteMs) / pace),
  accountMs: Math.max(30_000, (6 * hourMs) / pace),
})

/** How long to leave an account alone after it failed `failures` times in a row: a minute, two, four … at most an hour. */
export const pauseAfterFailuresMs = (failures: number): number => Math.min(hourMs, minuteMs * 2 ** Math.max(0, failures - 1))
