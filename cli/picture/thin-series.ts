/** Leaves of a long series only what a picture can show: the least and the greatest value of each column of pixels. */

/** Pairs of index and value, in order; all of them while there are fewer than `most`. NaN stays where a whole column is missing. Cost: O(n). */
export const thinSeries = (values: ArrayLike<number>, most: number): [number, number][] => {
  if (values.length <= most) return Array.from(values, (value, at): [number, number] => [at, value])
  const columns = Math.floor(most / 2)
  const points: [number, number][] = []
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * values.length) / columns)
    const to = Math.floor(((column + 1) * values.length) / columns)
    let [lowest, highest] = [-1, -1]
    for (let i = from; i < to; i++) {
      const value = values[i] as number
      if (Number.isNaN(value)) continue
      if (lowest < 0 || value < (values[lowest] as number)) lowest = i
      if (highest < 0 || value > (values[highest] as number)) highest = i
    }
    if (lowest < 0) points.push([from, Number.NaN])
    else for (const i of lowest <= highest ? [lowest, highest] : [highest, lowest]) points.push([i, values[i] as number])
  }
  return points
}
