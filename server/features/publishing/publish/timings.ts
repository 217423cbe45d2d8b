/** How long the engine waits for what; tests and the chaos evaluation shorten them together. */

export interface Timings {
  /** A claimed row that is not being sent after this is free again. */
  claimLeaseMs: number
  /** A send takes no longer than this; a row in `sending` beyond it was left behind by a dead worker. Must exceed the egress timeout. */
  sendLeaseMs: number
  /** A worker that was paused longer than this between storing an attempt and sending it does not send. */
  pauseLimitMs: number
  /** Only this long after an attempt began does "not there" mean that it never will be. */
  absenceGraceMs: number
  /** Pauses between looks for an unknown publication; after the last one a person decides. */
  lookAfterMs: readonly number[]
  /** When nothing could be sent because the network cannot be reached. */
  unreachableRetryMs: number
  /** How often the worker looks for due publications, and for what was left behind. */
  tickMs: number
  sweepMs: number
}

const second = 1000
const minute = 60 * second

/** pauseLimit + the egress client's 30 s < sendLease < absenceGrace: what could still arrive has arrived before anybody concludes that it did not. */
export const usualTimings: Timings = {
  claimLeaseMs: 60 * second,
  sendLeaseMs: 45 * second,
  pauseLimitMs: 10 * second,
  absenceGraceMs: 75 * second,
  lookAfterMs: [5 * second, 20 * second, minute, 5 * minute, 20 * minute, 60 * minute],
  unreachableRetryMs: 20 * second,
  tickMs: second,
  sweepMs: 5 * second,
}
