/** A heavy function for tests: counts for as long as it is told, and can fail. */

export const countUp = ({ rounds, fail = false }: { rounds: number; fail?: boolean }, progress: (done: number, of: number) => void) => {
  let sum = 0
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < 5e6; i++) sum += i % 7
    progress(round + 1, rounds)
  }
  if (fail) throw new RangeError('counted too far')
  return { rounds, sum }
}
