/** Turns: at most so many at once per name; the others wait in line. */

export interface Turns {
  /** Runs the work when its turn has come; others of the same name wait meanwhile. */
  take: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>
}

/** Makes turns of `atOnce` per name. Cost: O(1) a turn. */
export const makeTurns = (atOnce: number): Turns => {
  const busy = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()
  const enter = async (name: string) => {
    const count = busy.get(name) ?? 0
    if (count < atOnce) {
      busy.set(name, count + 1)
      return
    }
    // Whoever leaves hands the place over, so the count stays as it is.
    await new Promise<void>((resolve) => waiting.set(name, [...(waiting.get(name) ?? []), resolve]))
  }
  const leave = (name: string) => {
    const [next, ...rest] = waiting.get(name) ?? []
    if (next === undefined) {
      busy.set(name, (busy.get(name) ?? 1) - 1)
      return
    }
    waiting.set(name, rest)
    next()
  }
  return {
    take: async (name, work) => {
      await enter(name)
      try {
        return await work()
      } finally {
        leave(name)
      }
    },
  }
}
