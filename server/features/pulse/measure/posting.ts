/** What a day owes to one's own posts of that day and the week before it: learned from the days that are over. */

const spans = [
  [0, 0],
  [1, 1],
  [2, 3],
  [4, 7],
] as const
const memory = 180
const fewest = 30
/** A little is taken off every weight: few posts do not explain much. */
const ridge = 2

/** Posts per day in each span before day `at`. */
const carried = (posts: readonly number[], at: number): number[] =>
  spans.map(([from, to]) => {
    let sum = 0
    for (let back = from; back <= to; back++) sum += posts[at - back] ?? 0
    return Math.log1p(sum)
  })

/** Solves the ridge equations by elimination; they are positive definite, so no pivot is zero. */
const solve = (rows: number[][], right: number[]): number[] => {
  const n = right.length
  const a = rows.map((row, i) => [...row, right[i] as number])
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const factor = ((a[j] as number[])[i] as number) / ((a[i] as number[])[i] as number)
      for (let k = i; k <= n; k++) (a[j] as number[])[k] = ((a[j] as number[])[k] as number) - factor * ((a[i] as number[])[k] as number)
    }
  const x = Array.from({ length: n }, () => 0)
  for (let i = n - 1; i >= 0; i--) {
    let value = (a[i] as number[])[n] as number
    for (let k = i + 1; k < n; k++) value -= ((a[i] as number[])[k] as number) * (x[k] as number)
    x[i] = value / ((a[i] as number[])[i] as number)
  }
  return x
}

/**
 * How much of the rest of day `at` its posts explain, by ridge regression on the days from `start` that are `gap` days over. Zero until
 * thirty of them are known. Source: Hoerl & Kennard 1970, Technometrics 12(1). Cost: O(memory).
 */
export const explainByPosts = (rests: readonly number[], posts: readonly number[], at: number, start: number, gap: number): number => {
  const past: { rest: number; carried: number[] }[] = []
  for (let day = Math.max(start, at - memory); day <= at - gap; day++) {
    const rest = rests[day] ?? Number.NaN
    if (!Number.isNaN(rest)) past.push({ rest, carried: carried(posts, day) })
  }
  if (past.length < fewest) return 0
  const means = spans.map((_, i) => past.reduce((sum, one) => sum + (one.carried[i] as number), 0) / past.length)
  const middle = past.reduce((sum, { rest }) => sum + rest, 0) / past.length
  const centred = past.map((one) => one.carried.map((value, i) => value - (means[i] as number)))
  const rows = spans.map((_, i) =>
    spans.map((__, j) => centred.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) + (i === j ? ridge : 0)),
  )
  const right = spans.map((_, i) =>
    centred.reduce((sum, row, day) => sum + (row[i] as number) * ((past[day] as { rest: number }).rest - middle), 0),
  )
  const weights = solve(rows, right)
  const now = carried(posts, at)
  return weights.reduce((sum, weight, i) => sum + weight * ((now[i] as number) - (means[i] as number)), 0)
}
