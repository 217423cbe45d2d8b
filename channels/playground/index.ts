/** Playground as a channel: a small network inside Athar, with a known truth, and with bad days to order. */
import type { Channel } from '../port.ts'
import { begin, connect, fields } from './connect.ts'
import type { FaultRule } from './faults.ts'
import { playgroundDetector } from './detector.ts'
import { playgroundLimits } from './limits.ts'
import { createReadings, listNeighbours } from './read.ts'
import type { WorldOptions } from './simulate/types.ts'
import { createWriting } from './write.ts'

export { playgroundPassword } from './connect.ts'
export { type FaultKind, type FaultRule } from './faults.ts'
export { changeSettings, readSettings, readTruth, signOut, touchComment } from './records.ts'

export interface PlaygroundOptions {
  /** Faults of every account, beside those in an account's own settings. */
  faults?: readonly FaultRule[]
  /** For engines that must not rely on it: as if the network had no idempotency token, or no way to look. */
  resendIsSafe?: boolean
  canReadBack?: boolean
  /** What every world begins with, e.g. other effects. */
  world?: Partial<WorldOptions>
}

/** A Playground of one's own; the app uses `channel`, tests order faults. */
export const createPlayground = (options: PlaygroundOptions = {}): Channel => {
  const { faults = [], resendIsSafe = true, canReadBack = true, world: given } = options
  const { readBack, ...writing } = createWriting(faults)
  return {
    network: 'playground',
    name: { en: 'Playground', ar: 'الملعب' },
    kind: 'inside',
    limits: playgroundLimits,
    connect: { fields, connect: (world, input) => connect(world, input, faults) },
    read: { ...createReadings(faults), detector: playgroundDetector },
    write: { ...writing, ...(canReadBack && { readBack }), resendIsSafe, replies: true },
    hears: { reads: ['comment'], lacks: [], replyWindowHours: null },
    inside: { begin: (world, asked) => begin(world, asked, given), neighbours: listNeighbours },
  }
}

export const channel: Channel = createPlayground()
