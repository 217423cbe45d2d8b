/** The life of an experiment: written, started with a drawn calendar, stopped, decided; each step goes into its log. */
import { randomUUID } from 'node:crypto'
import type { ExperimentPlanInput, ExperimentResult } from '../../../contract/experiments.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { createPost } from '../calendar/index.ts'
import { findBrand } from '../team/index.ts'
import { drawSlots, findFault, settleMs } from './plan.ts'
import * as store from './store.ts'

export type Changed = { kind: 'done'; experimentId: string } | { kind: 'missing' } | { kind: 'refused'; reason: Sentence; where?: string }

const checkPlan = async (services: Services, scope: store.Scope, plan: ExperimentPlanInput): Promise<Changed | null> => {
  const fault = findFault(plan)
  if (fault !== null) return { kind: 'refused', ...fault }
  const account = (await listAccounts(services.database.db, scope)).find(({ id }) => id === plan.accountId)
  return account === undefined || account.state === 'removed' || account.state === 'archive'
    ? { kind: 'refused', reason: say('experiments:problem.account'), where: 'accountId' }
    : null
}

export const createExperiment = async (services: Services, scope: store.Scope, plan: ExperimentPlanInput, by: string): Promise<Changed> => {
  const fault = await checkPlan(services, scope, plan)
  if (fault !== null) return fault
  const at = services.now()
  const experimentId = await store.together(services.database.db, async (trx) => {
    const id = await store.insertExperiment(trx, scope, plan, at)
    await store.addToLog(trx, { ...scope, experimentId: id }, { at, by, act: 'created', reason: plan.hypothesis, numbers: null })
    return id
  })
  return { kind: 'done', experimentId }
}

const begun: Changed = { kind: 'refused', reason: say('experiments:problem.begun') }

export const changePlan = async (services: Services, one: store.One, plan: ExperimentPlanInput, by: string): Promise<Changed> => {
  const { db } = services.database
  if ((await store.findExperiment(db, one)) === null) return { kind: 'missing' }
  const fault = await checkPlan(services, one, plan)
  if (fault !== null) return fault
  return store.together(db, async (trx) => {
    if (!(await store.changeExperiment(trx, one, ['draft'], { plan }))) return begun
    await store.addToLog(trx, one, { at: services.now(), by, act: 'changed', reason: '', numbers: null })
    return { kind: 'done', experimentId: one.experimentId }
  })
}

/** Writes a draft of the calendar for each slot that has none, in the words and format of its arm. */
const writeDrafts = async (services: Services, one: store.One, plan: ExperimentPlanInput, by: string): Promise<void> => {
  const { db } = services.database
  for (const [i, slot] of (await store.listSlots(db, one)).entries()) {
    if (slot.postId !== null) continue
    const arm = plan.arms[slot.arm]
    const content = { text: arm?.text ?? '', language: null, format: arm?.format ?? 'text', link: null, media: [] }
    const title = `${plan.title} · ${i + 1} · ${arm?.name ?? ''}`.slice(0, 200)
    const post = await createPost(services, one, { title, versions: [{ accountId: null, content }], accountIds: [plan.accountId] }, by)
    if (post.kind === 'created') await store.fillSlot(db, one, slot.id, post.postId, true)
  }
}

/** Fixes the rule, draws the arms with a fresh seed, and writes the drafts. Cost: some 10 ms a slot. */
export const startExperiment = async (services: Services, one: store.One, by: string): Promise<Changed> => {
  const { db } = services.database
  const [plan, brand] = await Promise.all([store.findExperiment(db, one), findBrand(db, one.workspaceId, one.brandId)])
  if (plan === null || brand === null) return { kind: 'missing' }
  if (plan.state !== 'draft') return begun
  const fault = await checkPlan(services, one, plan)
  if (fault !== null) return fault
  const now = services.now()
  const seed = randomUUID()
  const slots = drawSlots(plan, { now, timeZone: brand.timeZone, seed })
  const last = Math.max(...slots.map(({ at }) => at.getTime()))
  const started = await store.together(db, async (trx) => {
    const change = { state: 'running' as const, seed, startedAt: now, endsAt: new Date(last + settleMs) }
    if (!(await store.changeExperiment(trx, one, ['draft'], change))) return false
    await store.insertSlots(trx, one, slots)
    const numbers = { seed, posts: slots.length, rule: plan.rule, metric: plan.metric }
    await store.addToLog(trx, one, { at: now, by, act: 'started', reason: '', numbers })
    return true
  })
  if (!started) return begun
  await writeDrafts(services, one, plan, by)
  return { kind: 'done', experimentId: one.experimentId }
}

/** Puts a post of the calendar into a slot; the slot keeps its arm. */
export const attachPost = async (
  services: Services,
  one: store.One,
  slot: { slotId: string; postId: string },
  by: string,
): Promise<Changed> => {
  const { db } = services.database
  const experiment = await store.findExperiment(db, one)
  if (experiment === null || !(await store.postExists(db, one, slot.postId))) return { kind: 'missing' }
  if (experiment.state !== 'running') return { kind: 'refused', reason: say('experiments:problem.notRunning') }
  if (await store.isInSlot(db, one.workspaceId, slot.postId))
    return { kind: 'refused', reason: say('experiments:problem.inSlot'), where: 'postId' }
  const row = (await store.listSlots(db, one)).find(({ id }) => id === slot.slotId)
  if (row === undefined) return { kind: 'missing' }
  // What is out is out: another post in its place would be choosing the outcome.
  if (row.publishedAt !== null) return { kind: 'refused', reason: say('experiments:problem.slotOut'), where: 'slotId' }
  return store.together(db, async (trx) => {
    if (!(await store.fillSlot(trx, one, slot.slotId, slot.postId, false))) return { kind: 'missing' }
    const numbers = { slot: row.at.toISOString(), arm: experiment.arms[row.arm]?.name ?? row.arm, postId: slot.postId }
    await store.addToLog(trx, one, { at: services.now(), by, act: 'attached', reason: '', numbers })
    return { kind: 'done', experimentId: one.experimentId }
  })
}

/** What a person saw when they acted. */
const seen = (result: ExperimentResult | null) =>
  result === null
    ? null
    : {
        verdict: result.verdict.kind,
        n: result.n,
        level: result.level,
        comparisons: result.comparisons.map(({ name, n, ratio, jointInterval }) => ({ arm: name, n, ratio, interval: jointInterval })),
      }

/** Stops a running experiment, or writes down what was decided of one that runs or was stopped. */
export const endExperiment = async (
  services: Services,
  one: store.One,
  act: { act: 'stopped' | 'decided'; reason: string; by: string; result: ExperimentResult | null },
): Promise<Changed> => {
  const now = services.now()
  const { db } = services.database
  const experiment = await store.findExperiment(db, one)
  if (experiment === null) return { kind: 'missing' }
  return store.together(db, async (trx) => {
    const change = {
      state: act.act,
      ...(act.act === 'decided' ? { decision: act.reason } : {}),
      ...(experiment.stoppedAt === null ? { stoppedAt: now } : {}),
    }
    const from = act.act === 'stopped' ? (['running'] as const) : (['running', 'stopped'] as const)
    if (!(await store.changeExperiment(trx, one, [...from], change)))
      return { kind: 'refused', reason: say(`experiments:problem.cannot.${act.act}`) }
    await store.addToLog(trx, one, { at: now, by: act.by, act: act.act, reason: act.reason, numbers: seen(act.result) })
    return { kind: 'done', experimentId: one.experimentId }
  })
}
