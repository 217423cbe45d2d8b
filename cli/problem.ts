/** What a command says when it cannot go on: one sentence for people and an exit code. */

/** Exit code 2: bad input (file, row, column named); 1 is kept for bugs. */
export class Problem extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}
