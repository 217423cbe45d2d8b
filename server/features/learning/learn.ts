/** Load → measure → keep: what a brand's posts teach, computed once for each state of its posts. */
import { createHash } from 'node:crypto'
import type { Learning, LearningMetric } from '../../../contract/learning.ts'
import { fewestPosts } from '../../../statistics/estimate/what-and-when.ts'
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import { makeShared } from '../../heavy/share.ts'
import type { Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { answerLearning } from './answer.ts'
import { isMature, type LearningRow, measureLearning } from './measure.ts'
import type { measureTask } from './measure-task.ts'
import * as store from './store.ts'

/** Part of every hash: raise it when the method changes, and everything is computed anew. */
const methodVersion = 3

/** Posts that are still too young to be compared, and the ages of the others, change nothing: most readings leave the hash as it was. */
const hashOf = (rows: LearningRow[], timeZone: string): string => {
  const young = rows.filter((row) => !isMature(row)).map(({ id }) => id)
  const mature = rows.filter(isMature).map(({ ageHours: _age, ...row }) => row)
  return createHash('sha256')
    .update(JSON.stringify([methodVersion, timeZone, young, mature]))
    .digest('hex')
}

const measuring = heavyTask<typeof measureTask>(new URL('./measure-task.ts', import.meta.url), 'measureTask')

/** One computation per question at a time in this process; who asks meanwhile waits for the same answer. */
const share = makeShared<store.Run>()

/**
 * What was measured for a brand, from memory when its posts are as they were. Null when the brand is not there. Rejects when `signal` is aborted; the
 * computation itself ends when nobody else waits for it.
 */
export const measureBrand = async (
  services: Services,
  scope: store.Scope,
  metric: LearningMetric,
  signal?: AbortSignal,
): Promise<{ run: store.Run } | null> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const rows: LearningRow[] = await store.listRows(db, scope)
  const inputHash = hashOf(rows, brand.timeZone)
  const known = await store.findRun(db, scope, metric)
  if (known?.inputHash === inputHash) return { run: known }
  const key = [scope.workspaceId, scope.brandId, scope.accountId, metric, inputHash].join('/')
  const run = await share(key, signal, async (unwanted) => {
    const options = { metric, timeZone: brand.timeZone }
    // Too few to estimate anything: counting them needs no thread.
    const measured =
      rows.length < fewestPosts ? measureLearning(rows, options) : await runHeavy(measuring, { rows, options }, { signal: unwanted })
    const fresh = { inputHash, measured, computedAt: services.now() }
    await store.saveRun(db, scope, metric, fresh)
    return fresh
  })
  return { run }
}

export interface LearningQuestion extends store.Scope {
  metric?: LearningMetric
  weeks?: number
  perWeek?: number | undefined
  /** Whoever asked has gone: there is nobody to compute for. */
  signal?: AbortSignal | undefined
}

/**
 * What to post and when, for a brand: findings, estimates and suggested slots. Null when the brand is not there. Cost: 50 ms when nothing
 * changed, else about a second in a thread of its own.
 */
export const readLearning = async (services: Services, question: LearningQuestion): Promise<Learning | null> => {
  const metric = question.metric ?? 'engagement-rate'
  const answer = await measureBrand(services, question, metric, question.signal)
  if (answer === null) return null
  const now = services.now()
  const { run } = answer
  return {
    ...answerLearning(run.measured, {
      now,
      weeks: question.weeks ?? 2,
      perWeek: question.perWeek,
      taken: await store.listTaken(services.database.db, question, now),
    }),
    accountId: question.accountId ?? null,
    computedAt: run.computedAt.toISOString(),
  }
}
