/** Turns a server's bad answers into the few kinds that callers treat differently, each with a sentence. */
import { type Sentence, say } from '../../contract/sentence.ts'
import type { XrpcAnswer } from './xrpc.ts'

export type Failure =
  | { kind: 'wait'; until: Date; reason: Sentence }
  | { kind: 'reconnect'; reason: Sentence }
  | { kind: 'refused'; reason: Sentence }
  /** Surely not received: sending again is safe. */
  | { kind: 'unreachable'; reason: Sentence }
  /** It may have been received and acted on. */
  | { kind: 'unsure'; reason: Sentence }
export type Verdict = { kind: 'ok'; body: unknown } | Failure

const key = (name: string, values: Record<string, string | number>) => say(`channels-bluesky:${name}`, values)

/** Names of errors that mean "sign in again". https://docs.bsky.app/docs/advanced-guides/oauth-client and the PDS's auth-verifier. */
const signInErrors = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired', 'AuthRequired'])
const standingErrors: Record<string, string> = {
  AccountTakedown: 'takenDown',
  RepoTakendown: 'takenDown',
  AccountSuspended: 'takenDown',
  RepoSuspended: 'takenDown',
  AccountDeactivated: 'deactivated',
  RepoDeactivated: 'deactivated',
}
/** How long to wait when a server says "too many" without saying until when, and before a server that is down is tried again. */
const pauseMs = 60_000

/** Judges an answer by status, error name and header. `server` is named in the sentence. */
export const judge = (answer: XrpcAnswer, service: string, now: Date): Verdict => {
  const server = new URL(service).host
  if (answer.kind === 'silent') {
    const { kind } = answer.problem
    if (kind === 'refused-address') return { kind: 'refused', reason: key('reason.notAllowed', { server }) }
    if (kind === 'unreachable') return { kind: 'unreachable', reason: key('reason.down', { server }) }
    const names = { 'too-slow': 'slow', 'too-large': 'tooLarge', 'no-answer': 'brokeOff' } as const
    return { kind: 'unsure', reason: key(`reason.${names[kind]}`, { server }) }
  }
  const { status, error } = answer
  if (status >= 200 && status < 300) {
    return answer.body === undefined ? { kind: 'unsure', reason: key('reason.garbage', { server }) } : { kind: 'ok', body: answer.body }
  }
  if (status === 429) return { kind: 'wait', until: resetTime(answer.headers, now), reason: key('reason.rateLimit', { server }) }
  const standing = standingErrors[error ?? '']
  if (standing !== undefined) return { kind: 'reconnect', reason: key(`reason.${standing}`, { server }) }
  if (status === 401 || (status < 500 && signInErrors.has(error ?? ''))) {
    return { kind: 'reconnect', reason: key('reason.signedOut', { server }) }
  }
  if (status === 502 && error === 'UpstreamFailure') return { kind: 'unsure', reason: key('reason.noAppView', { server }) }
  if (status >= 500) return { kind: 'unsure', reason: key('reason.serverError', { server, status }) }
  // A server of this protocol names its errors; a redirect or a bare 404 comes from something else in its place.
  if (error === null) return { kind: status >= 400 ? 'refused' : 'unsure', reason: key('reason.garbage', { server }) }
  return { kind: 'refused', reason: key('reason.refused', { server, message: (answer.message ?? error).slice(0, 300) }) }
}

/** When a limit resets: `ratelimit-reset` (seconds since 1970), else `retry-after` (seconds, or a date), else a minute from now. */
const resetTime = (headers: Headers, now: Date): Date => {
  const reset = Number(headers.get('ratelimit-reset') ?? Number.NaN)
  if (Number.isFinite(reset) && reset * 1000 > now.getTime()) return new Date(reset * 1000)
  const after = headers.get('retry-after')
  const seconds = Number(after ?? Number.NaN)
  if (Number.isFinite(seconds) && seconds > 0) return new Date(now.getTime() + seconds * 1000)
  const date = Date.parse(after ?? '')
  if (date > now.getTime()) return new Date(date)
  return new Date(now.getTime() + pauseMs)
}

/** When to try again what was surely not received. */
export const tryAgainAt = (now: Date): Date => new Date(now.getTime() + pauseMs)

/** What is kept of an answer as proof: never a header, never a token. */
export const proofOf = (answer: XrpcAnswer): unknown =>
  answer.kind === 'silent'
    ? { egress: answer.problem.kind, message: answer.problem.message }
    : answer.status >= 200 && answer.status < 300
      ? { status: answer.status, body: answer.body ?? null }
      : { status: answer.status, error: answer.error, message: answer.message }
