/** Load → measure → keep: what a brand's posts teach, computed once for each state of its posts. */
import { createHash } from 'node:crypto'
import type { Learning, LearningMetric } from '../../../contract/learning.ts'
import type { Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { answerLearning } from './answer.ts'
import { isMature, type LearningRow, type Measured } from './measure.ts'
import { measureApart } from './measure-apart.ts'
import * as store from './store.ts'

/** Part of every hash: raise it when the method changes, and everything is computed anew. */
const methodVersion = 2

/** Posts that are still too young to be compared, and the ages of the others, change nothing: most readings leave the hash as it was. */
const hashOf = (rows: LearningRow[], timeZone: string): string => {
  const young = rows.filter((row) => !isMature(row)).map(({ id }) => id)
  const mature = rows.filter(isMature).map(({ ageHours: _age, ...row }) => row)
  return createHash('sha256')
    .update(JSON.stringify([methodVersion, timeZone, young, mature]))
    .digest('hex')
}

/** One computation per question at a time in this process; who asks meanwhile waits for the same answer. */
const running = new Map<string, Promise<store.Run>>()

/** What was measured for a brand, from memory when its posts are as they were. Null when the brand is not there. */
export const measureBrand = async (services: Services, scope: store.Scope, metric: LearningMetric): Promise<{ run: store.Run } | null> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const rows: LearningRow[] = await store.listRows(db, scope)
  const inputHash = hashOf(rows, brand.timeZone)
  const known = await store.findRun(db, scope, metric)
  if (known?.inputHash === inputHash) return { run: known }
  const key = [scope.workspaceId, scope.brandId, scope.accountId, metric, inputHash].join('/')
  let computing = running.get(key)
  if (computing === undefined) {
    computing = (async () => {
      const measured: Measured = await measureApart(rows, { metric, timeZone: brand.timeZone })
      const run = { inputHash, measured, computedAt: services.now() }
      await store.saveRun(db, scope, metric, run)
      return run
    })().finally(() => running.delete(key))
    running.set(key, computing)
  }
  return { run: await computing }
}

export interface LearningQuestion extends store.Scope {
  metric?: LearningMetric
  weeks?: number
  perWeek?: number | undefined
}

/**
 * What to post and when, for a brand: findings, estimates and suggested slots. Null when the brand is not there. Cost: 50 ms when nothing
 * changed, else about a second in a thread of its own.
 */
export const readLearning = async (services: Services, question: LearningQuestion): Promise<Learning | null> => {
  const metric = question.metric ?? 'engagement-rate'
  const answer = await measureBrand(services, question, metric)
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
