/** Bad days of a network, ordered: which call goes wrong how, by chance or for its first tries. */
import { z } from 'zod'
import { uniformOf } from './simulate/generator.ts'

export const faultKinds = [
  /** Takes `seconds` longer. */
  'slow',
  /** The connection cannot be made: surely nothing was received. */
  'unreachable',
  /** The connection breaks before the call was acted on; the caller cannot know. */
  'drop-before',
  /** The call is acted on, then the connection breaks. */
  'drop-after',
  /** 429 with Retry-After of `seconds`. */
  'rate-limit',
  /** 500, before or after the call was acted on. */
  'server-error',
  'server-error-after',
  /** 401. */
  'signed-out',
  /** Acted on, and answered with what is not an answer. */
  'garbage',
  /** The post is refused as a duplicate of an older one. */
  'duplicate',
] as const

export const FaultRule = z.object({
  on: z.enum(['connect', 'read', 'send', 'readBack']),
  kind: z.enum(faultKinds),
  /** Chance per call; all when left out. */
  share: z.number().min(0).max(1).optional(),
  /** Only the first so many calls about one thing (one payload, one kind of reading). */
  times: z.int().positive().optional(),
  seconds: z.number().nonnegative().optional(),
})
export type FaultRule = z.infer<typeof FaultRule>
export type FaultKind = (typeof faultKinds)[number]

/** What hits a call: how long it is held up, and the first other fault. */
export interface Hit {
  slowMs: number
  kind: Exclude<FaultKind, 'slow'> | null
  seconds: number
}
export const noHit: Hit = { slowMs: 0, kind: null, seconds: 0 }

/**
 * Which faults hit this call. By name and count of tries alone, so a run can be repeated. `count` is asked only where a rule stands for the
 * call. Cost: one read and one write where one does.
 */
export const findFaults = async (
  rules: readonly FaultRule[],
  call: { on: FaultRule['on']; name: string },
  count: () => Promise<number>,
): Promise<Hit> => {
  const standing = rules.filter(({ on }) => on === call.on)
  if (standing.length === 0) return noHit
  const tries = await count()
  const hitting = standing.filter(
    ({ kind, share, times }, i) => tries <= (times ?? tries) && uniformOf(`${call.name}/${kind}/${i}/${tries}`) < (share ?? 1),
  )
  const slow = hitting.find(({ kind }) => kind === 'slow')
  const other = hitting.find(({ kind }) => kind !== 'slow')
  return {
    slowMs: slow === undefined ? 0 : (slow.seconds ?? 1) * 1000,
    kind: (other?.kind ?? null) as Hit['kind'],
    seconds: other?.seconds ?? 30,
  }
}
