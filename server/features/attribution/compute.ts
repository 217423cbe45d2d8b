/** Computes what models credit: paths from the database, packed, all models in a thread, told how far it is, stopped when asked to. */
import type { Credit, CreditAnswer, CreditDimension } from '../../../contract/attribution.ts'
import { say } from '../../../contract/sentence.ts'
import { findDisagreement } from '../../../statistics/credit/find-disagreement.ts'
import { sum } from '../../../statistics/credit/journeys.ts'
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import type { DayPeriod } from '../../http/days.ts'
import type { Services } from '../../services.ts'
import { findSurvey, isSocial } from '../events/index.ts'
import { countAsked, measureUntraceable } from './asked.ts'
import type { AllCredit, creditAll } from './credit-models.ts'
import { labelsFor } from './labels.ts'
import { noneKey, packPaths, type Packed, restKey } from './pack.ts'
import { postPillars } from './store/labels.ts'
import type { Scope } from './store/costs.ts'
import { countConversions, countTraced, listAsked, type PathRow, readPaths } from './store/paths.ts'

const creditTask = heavyTask<typeof creditAll>(new URL('./credit-models.ts', import.meta.url), 'creditAll')

export const level = 0.9
const fewest = 20
/** Rows a picture can still be read with; what is rarer stands together. */
const mostKeys: Record<CreditDimension, number> = { channel: 24, campaign: 24, pillar: 24, post: 30 }

export type Tell = (step: string, done: number, of: number) => void

export interface Computed {
  answer: Exclude<CreditAnswer, { kind: 'computing' }>
  /** For the pictures that rest on the same paths. */
  paths: PathRow[]
  packed: Packed | null
  credit: AllCredit | null
}

/** Errors: the signal's reason. Cost: see readPaths and creditAll. */
export const computeCredit = async (
  services: Services,
  scope: Scope,
  by: CreditDimension,
  period: DayPeriod,
  { tell, signal }: { tell: Tell; signal: AbortSignal },
): Promise<Computed> => {
  const { db } = services.database
  const steps: Credit['steps'] = []
  const timed = async <Result>(step: string, at: number, work: () => Promise<Result>): Promise<Result> => {
    tell(step, at, 10)
    signal.throwIfAborted()
    const started = performance.now()
    const result = await work()
    steps.push({ step, ms: Math.round(performance.now() - started) })
    return result
  }
  const totals = await timed('count', 0, () => countConversions(db, scope, period))
  const currency = totals.values[0]?.currency ?? null
  const rows = await timed('paths', 1, () => readPaths(db, scope, by === 'pillar' ? 'post' : by, period, currency, signal))
  const conversions = rows.reduce((all, row) => all + row.conversions, 0)
  if (conversions < fewest)
    return {
      answer: {
        kind: 'too-little-data',
        have: conversions,
        need: fewest,
        unit: 'conversions',
        words: say('attribution:tooLittle.conversions', { have: conversions, need: fewest }),
      },
      paths: rows,
      packed: null,
      credit: null,
    }
  const pillars = by === 'pillar' ? (await postPillars(db, scope)).byPost : null
  const packed = await timed('pack', 2, async () =>
    packPaths(rows, mostKeys[by], pillars === null ? undefined : (post) => pillars.get(post) ?? noneKey),
  )
  const credit = await timed('models', 3, () =>
    runHeavy(
      creditTask,
      { journeys: packed.journeys, seed: 1, level },
      { signal, progress: (done, of) => tell('models', 3 + (6 * done) / of, 10) },
    ),
  )
  const [traced, asked, survey, labels] = await timed('asked', 9, () =>
    Promise.all([
      countTraced(db, scope, period),
      listAsked(db, scope, period),
      findSurvey(db, scope),
      labelsFor(services, scope, by, packed.keys),
    ]),
  )
  const days = { from: period.fromDay, to: period.toDay }
  const untraceable = measureUntraceable(countAsked(traced, asked, survey?.survey ?? null, isSocial), days)
  const withoutTrace = traced.find(({ touches }) => touches === 0)?.conversions ?? 0
  const total = sum(packed.journeys.conversions)
  const label = (key: string) => (key === noneKey ? '' : key === restKey ? restKey : (labels.get(key) ?? key))
  const disagreement = findDisagreement(credit.models.map(({ model, conversions: own }) => ({ model, conversions: own })))
  const widest = packed.keys.length < 2 ? undefined : disagreement[0]
  const column = (key: string) => say(`attribution:column.${key}`)
  const answer: Credit = {
    kind: 'credit',
    by,
    period: days,
    headline:
      widest === undefined
        ? say('attribution:headline.one', { conversions: total, key: label(packed.keys[0] ?? '') })
        : say(widest.spread < 0.05 ? 'attribution:headline.agree' : 'attribution:headline.disagree', {
            key: label(packed.keys[widest.channel] ?? '') || '–',
            least: Math.round(100 * widest.least.share),
            most: Math.round(100 * widest.most.share),
          }),
    rows: packed.keys.map((key, at) => ({
      key,
      label: label(key),
      touches: packed.touches[at] as number,
      models: credit.models.map((one) => ({
        model: one.model,
        conversions: one.conversions[at] as number,
        interval: [one.lower[at] as number, one.upper[at] as number],
        share: total > 0 ? (one.conversions[at] as number) / total : 0,
        value: currency === null ? null : (one.values[at] as number),
      })),
    })),
    disagreement: disagreement.map((one) => ({
      key: packed.keys[one.channel] as string,
      least: one.least as Credit['disagreement'][0]['least'],
      most: one.most as Credit['disagreement'][0]['most'],
      spread: one.spread,
    })),
    conversions: { all: totals.all, recorded: totals.all - withoutTrace, withoutTrace, nulls: sum(packed.journeys.nulls) },
    values: totals.values.map(({ currency: name, amount }) => ({ currency: name, amount })),
    currency,
    markovOrder: credit.markovOrder,
    level,
    replicates: Math.min(...credit.models.map(({ replicates }) => replicates)),
    untraceable,
    evidence: {
      method: say('attribution:method.credit', { order: credit.markovOrder }),
      period: days,
      n: totals.all,
      assumptions: [
        { words: say('attribution:assumes.notEffect'), holds: null },
        { words: say('attribution:assumes.recorded'), holds: withoutTrace === 0 },
        { words: say('attribution:assumes.sameWorld'), holds: null },
        ...(sum(packed.journeys.nulls) === 0 ? [{ words: say('attribution:assumes.nulls'), holds: false }] : []),
      ],
      rows: {
        columns: [column('path'), column('conversions'), column('nulls')],
        cells: rows
          .toSorted((a, b) => b.conversions - a.conversions)
          .slice(0, 100)
          .map((row) => [row.path.split('\u001f').map(label).join(' › '), row.conversions, row.nulls]),
        total: rows.length,
      },
      page: 'attribution',
    },
    steps,
  }
  return { answer, paths: rows, packed, credit }
}
