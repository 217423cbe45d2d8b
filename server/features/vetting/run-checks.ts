/** Runs checks that were asked for, one after another, telling how far each is; one that is canceled keeps nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../services.ts'
import { checkClaims, type Step } from './check.ts'
import { listCandidates, saveResult } from './store/candidates.ts'
import { anyOpenCheck, beatCheck, type Claimed, claimCheck, endCheck } from './store/checks.ts'

const beatMs = 3000
/** After a crash the dead holder's lease must run out first: so long it is waited for. */
const patienceMs = 20_000

/** Thrown where a check ends because nobody wants it any more. */
class Unwanted extends Error {}

const runOne = async (services: Services, claimed: Claimed, signal: AbortSignal): Promise<void> => {
  const { db } = services.database
  const own = new AbortController()
  const either = AbortSignal.any([signal, own.signal])
  let at: Parameters<Step>[0] = { done: 0, total: 0, what: null }
  const beat = async () => {
    if (!(await beatCheck(db, claimed, { ...at, now: services.now() }))) own.abort(new Unwanted())
  }
  const step: Step = async (next) => {
    at = next
    await beat()
    either.throwIfAborted()
  }
  const timer = setInterval(() => {
    beat().catch((error: unknown) => own.abort(error))
  }, beatMs)
  try {
    const candidate = (await listCandidates(db, claimed, claimed.candidateId))[0]
    if (candidate === undefined) return
    const results = await checkClaims(services, claimed, candidate, { step, signal: either })
    await db.transaction().execute(async (trx) => {
      if (!(await endCheck(trx, claimed, 'done'))) throw new Unwanted()
      for (const { claimId, result } of results) await saveResult(trx, claimed, claimId, result)
    })
  } catch (error) {
    if (own.signal.aborted || error instanceof Unwanted) return
    // This process ends: whoever comes next takes the check over.
    if (signal.aborted) throw error
    await endCheck(db, claimed, 'failed')
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** Runs until none waits. Cost: that of the checks. */
export const runChecks = async (services: Services, signal: AbortSignal = new AbortController().signal): Promise<void> => {
  let waitsUntil = performance.now() + patienceMs
  while (!signal.aborted) {
    const claimed = await claimCheck(services.database.db, services.now())
    if (claimed !== null) {
      await runOne(services, claimed, signal)
      waitsUntil = performance.now() + patienceMs
    } else {
      if (performance.now() > waitsUntil || !(await anyOpenCheck(services.database.db))) return
      await sleep(1000)
    }
  }
}
