/** The points of a line over time, and the gap where its metric was redefined. */

export interface BandPoint {
  /** ISO date or instant. */
  at: string
  /** Null is missing: a gap, never zero. */
  value: number | null
  interval?: readonly [number, number] | null
  n?: number
}

export interface Annotation {
  at: string
  words: string
  cuts?: boolean
}

/** The points with a gap at every cut that lies between two of them. */
export const cutLine = (points: BandPoint[], annotations: Annotation[]): BandPoint[] => {
  const time = (at: string) => new Date(at).getTime()
  const cuts = annotations.filter(({ cuts: cutsHere }) => cutsHere === true).map(({ at }) => time(at))
  return points.flatMap((point, index) => {
    const before = points[index - 1]
    const isCut = before !== undefined && cuts.some((cut) => time(before.at) < cut && cut <= time(point.at))
    // A moment just before the first reading of the new kind, without a value: the line stops there.
    return isCut ? [{ at: new Date(time(point.at) - 1).toISOString(), value: null }, point] : [point]
  })
}
