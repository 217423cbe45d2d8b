/** Load → measure → decide: an experiment as it stands now, and what an account's past says of a plan. */
import { Temporal } from 'temporal-polyfill'
import type {
  Experiment,
  ExperimentMetric,
  ExperimentResult,
  ExperimentRule,
  ExperimentSlot,
  ExperimentSummary,
} from '../../../contract/experiments.ts'
import { say } from '../../../contract/sentence.ts'
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import type { Services } from '../../services.ts'
import { chooseExposure, isMature, type LearningRow, listPostRows } from '../learning/index.ts'
import { findBrand } from '../team/index.ts'
import { decideExperiment, describeSplit, type Standing } from './decide.ts'
import { type MeasuredExperiment, measureExperiment, measureTable, type Question, type TableArm } from './measure.ts'
import type { measureTask } from './measure-task.ts'
import { type Past, settleMs } from './plan.ts'
import * as store from './store.ts'

const measuring = heavyTask<typeof measureTask>(new URL('./measure-task.ts', import.meta.url), 'measureTask')
/** A post this far from its slot was moved. */
const movedMs = 60 * 60_000

interface Numbers {
  unit: string | null
  hasExposure: boolean
  of: (row: LearningRow) => { count: number | null; exposure: number | null }
}

/** How the metric is read from a row; the exposure of a rate is the same for all posts, since rates of two kinds cannot be compared. */
const numbersFor = (rows: LearningRow[], metric: ExperimentMetric, clicks: Map<string, number>): Numbers => {
  const countOf = (row: LearningRow) =>
    metric === 'clicks' ? (clicks.get(row.id) ?? null) : metric === 'impressions' ? row.impressions : row.engagements
  const usable = rows.filter((row) => isMature(row) && countOf(row) !== null)
  const exposure = metric === 'engagement-rate' ? chooseExposure(usable, metric) : undefined
  return {
    unit: exposure?.unit ?? null,
    hasExposure: exposure !== undefined,
    of: (row) => (isMature(row) ? { count: countOf(row), exposure: exposure?.of(row) ?? null } : { count: null, exposure: null }),
  }
}

const loadRows = async (services: Services, scope: store.Scope, accountId: string) => {
  const { db } = services.database
  const [rows, clicks] = await Promise.all([listPostRows(db, { ...scope, accountId }), store.listClicks(db, scope, accountId)])
  return { rows: rows as LearningRow[], clicks }
}

/** The settled posts of an account in time order, as a plan's history. Null when the brand is not there. */
export const readPast = async (
  services: Services,
  scope: store.Scope,
  question: { accountId: string; metric: ExperimentMetric },
): Promise<Past | null> => {
  const brand = await findBrand(services.database.db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const { rows, clicks } = await loadRows(services, scope, question.accountId)
  const numbers = numbersFor(rows, question.metric, clicks)
  const used = rows.flatMap((row) => {
    const { count, exposure } = numbers.of(row)
    if (count === null || (numbers.hasExposure && !((exposure ?? 0) > 0))) return []
    const weekday = Temporal.Instant.from(row.publishedAt).toZonedDateTimeISO(brand.timeZone).dayOfWeek
    return [{ count, exposure: exposure ?? 1, weekday, at: row.publishedAt }]
  })
  const [first, last] = [used[0], used.at(-1)]
  return {
    posts: used,
    hasExposure: numbers.hasExposure,
    period: first === undefined || last === undefined ? null : { from: first.at, to: last.at },
  }
}

const deviationsOf = (slot: store.SlotRow, experiment: ExperimentSummary, now: Date): ExperimentSlot['deviations'] => {
  // What lies after a stop was not to come out.
  const until = experiment.stoppedAt === null ? now.getTime() : Math.min(now.getTime(), Date.parse(experiment.stoppedAt))
  if (slot.publishedAt === null) return slot.at.getTime() + movedMs < until ? ['not-published'] : []
  const arm = experiment.arms[slot.arm]
  const text = arm?.text?.trim()
  return [
    ...(Math.abs(slot.publishedAt.getTime() - slot.at.getTime()) > movedMs ? (['moved'] as const) : []),
    ...(experiment.varied === 'wording' && text && slot.text !== null && !slot.text.includes(text) ? (['edited'] as const) : []),
    ...(experiment.varied === 'format' && slot.format !== null && slot.format !== arm?.format ? (['other-format'] as const) : []),
  ]
}

const frameOf = (measured: MeasuredExperiment, standing: Standing) => ({
  verdict: decideExperiment(measured, standing),
  split: { ...measured.split, words: describeSplit(measured.split) },
  arms: measured.arms,
  comparisons: measured.comparisons,
  level: standing.rule.level,
  n: measured.n,
  missing: measured.missing,
  tamed: measured.tamed,
})

const resultOf = async (
  experiment: ExperimentSummary,
  slots: ExperimentSlot[],
  unit: string | null,
  context: { now: Date; signal?: AbortSignal | undefined },
): Promise<ExperimentResult> => {
  const { rule } = experiment
  const until = experiment.stoppedAt === null ? context.now : new Date(Math.min(context.now.getTime(), Date.parse(experiment.stoppedAt)))
  const endsAt = experiment.endsAt === null ? null : Date.parse(experiment.endsAt)
  const ended = endsAt !== null && endsAt <= until.getTime()
  const due = slots.filter(({ at }) => Date.parse(at) + (ended ? 0 : settleMs) <= until.getTime())
  const stoppedEarly = !ended && experiment.state !== 'running'
  const question: Question = {
    names: experiment.arms.map(({ name }) => name),
    rule,
    outcomes: due.map(({ arm, set, weekday, count, exposure }) => ({
      arm,
      set,
      weekday,
      count: count ?? Number.NaN,
      exposure: exposure ?? Number.NaN,
    })),
    hasExposure: unit !== null,
    plannedN: slots.length,
    seed: experiment.seed ?? experiment.id,
    // A fixed rule is looked at once: nothing is computed that nobody may see.
    look: rule.method !== 'fixed' || ended || stoppedEarly,
  }
  const measured =
    due.length < 16 || !question.look ? measureExperiment(question) : await runHeavy(measuring, question, { signal: context.signal })
  const standing = { rule, ended, stoppedEarly, done: measured.n, of: slots.length }
  const [first, last] = [due[0], due.at(-1)]
  return {
    ...frameOf(measured, standing),
    method: say(`experiments:method.${rule.method}`, { level: Math.round(100 * rule.level), planned: slots.length }),
    unit,
    period: first === undefined || last === undefined ? null : { from: first.at, to: last.at },
    progress: { done: measured.n, of: slots.length, endsAt: experiment.endsAt },
  }
}

/** An experiment as it stands. Null when it is not there. Cost: 50 ms, and 0.2 s in a thread where a comparison is due. */
export const readExperiment = async (services: Services, one: store.One, signal?: AbortSignal): Promise<Experiment | null> => {
  const { db } = services.database
  const now = services.now()
  const experiment = await store.findExperiment(db, one)
  if (experiment === null) return null
  const [slotRows, log, { rows, clicks }] = await Promise.all([
    store.listSlots(db, one),
    store.listLog(db, one),
    loadRows(services, one, experiment.accountId),
  ])
  const numbers = numbersFor(rows, experiment.metric, clicks)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const slots = slotRows.map((slot): ExperimentSlot => {
    const row = slot.publishedPostId === null ? undefined : byId.get(slot.publishedPostId)
    return {
      id: slot.id,
      at: slot.at.toISOString(),
      weekday: slot.weekday,
      arm: slot.arm,
      set: slot.set,
      postId: slot.postId,
      publishedAt: slot.publishedAt?.toISOString() ?? null,
      permalink: slot.permalink,
      ...(row === undefined ? { count: null, exposure: null } : numbers.of(row)),
      deviations: deviationsOf(slot, experiment, now),
    }
  })
  const result = experiment.state === 'draft' ? null : await resultOf(experiment, slots, numbers.unit, { now, signal })
  return { ...experiment, slots, result, log }
}

/** The result of an experiment that ran elsewhere; its plan is taken to be at its end. Throws RangeError for arms that cannot be. */
export const readTable = (
  table: TableArm[],
  rule: Pick<ExperimentRule, 'method' | 'level' | 'smallestRatio'>,
  plannedN: number,
): ExperimentResult => {
  const measured = measureTable(table, rule, plannedN)
  const ended = measured.n >= plannedN
  const standing = { rule, ended, stoppedEarly: false, done: measured.n, of: plannedN }
  const frame = frameOf(measured, standing)
  return {
    ...frame,
    // The same law as for posts: no peeking where the rule has one look.
    ...(frame.verdict.kind === 'progress' ? { comparisons: [] } : {}),
    method: say(`experiments:tableMethod.${rule.method}`, { level: Math.round(100 * rule.level), planned: plannedN }),
    unit: null,
    period: null,
    progress: { done: measured.n, of: plannedN, endsAt: null },
  }
}
