/** How well change points agree with several people's marks: the F1 and covering of the Turing Change Point benchmark. */

const withStart = (points: readonly number[]) => [...new Set([0, ...points])].sort((a, b) => a - b)

/** How many marks have a point of their own within the margin; a point serves one mark. */
const hits = (marks: number[], points: number[], margin: number): number => {
  const free = new Set(points)
  let count = 0
  for (const mark of marks) {
    const near = [...free].filter((point) => Math.abs(point - mark) <= margin).sort((a, b) => Math.abs(a - mark) - Math.abs(b - mark))[0]
    if (near === undefined) continue
    free.delete(near)
    count++
  }
  return count
}

const checkMarks = (annotations: readonly (readonly number[])[], points: readonly number[]): void => {
  if (annotations.length === 0) throw new RangeError('Nobody marked the series; give the marks of at least one annotator.')
  const bad = [...annotations.flat(), ...points].find((point) => !(Number.isInteger(point) && point >= 0))
  if (bad !== undefined) throw new RangeError(`${bad} is no place in a series; give indices from 0.`)
}

/**
 * F1 with precision against the marks of all annotators together and recall averaged over annotators; index 0 always belongs to both
 * sides. Source: van den Burg & Williams 2020, arXiv:2003.06222, section 4.2. Errors: a RangeError without annotators, or for what is no index. Cost: O(marks · points).
 */
export const scoreF1 = (annotations: readonly (readonly number[])[], points: readonly number[], margin = 5): number => {
  checkMarks(annotations, points)
  if (!(margin >= 0)) throw new RangeError(`The margin is ${margin}; give 0 or more.`)
  const found = withStart(points)
  const marks = annotations.map(withStart)
  const precision = hits(withStart(marks.flat()), found, margin) / found.length
  const recall = marks.reduce((sum, own) => sum + hits(own, found, margin) / own.length, 0) / marks.length
  return (2 * precision * recall) / (precision + recall)
}

/**
 * Covering: for each annotator's stretches the best Jaccard overlap with a found stretch, weighted by length and averaged over
 * annotators. `n` is the length of the series. Source: Arbeláez et al. 2011, doi:10.1109/TPAMI.2010.161; van den Burg & Williams 2020.
 */
export const scoreCovering = (annotations: readonly (readonly number[])[], points: readonly number[], n: number): number => {
  checkMarks(annotations, points)
  if (!(Number.isInteger(n) && n >= 1 && n <= 1e9)) throw new RangeError(`The series has ${n} values; give its length.`)
  const stretches = (cuts: readonly number[]) => {
    const starts = withStart(cuts).filter((start) => start < n)
    return starts.map((start, i) => [start, starts[i + 1] ?? n] as const)
  }
  const found = stretches(points)
  let total = 0
  for (const marks of annotations) {
    for (const [from, to] of stretches(marks)) {
      const overlaps = found.map(
        ([start, end]) => Math.max(0, Math.min(to, end) - Math.max(from, start)) / (Math.max(to, end) - Math.min(from, start)),
      )
      total += (to - from) * Math.max(...overlaps)
    }
  }
  return total / n / annotations.length
}
