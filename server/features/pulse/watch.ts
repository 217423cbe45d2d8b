/** The daily watch of one brand: loads, watches in a thread, keeps each new shift with its verdict, and judges young ones again. */
import { Temporal } from 'temporal-polyfill'
import type { Supported } from '../../../contract/evidence.ts'
import type { Shift } from '../../../contract/pulse.ts'
import { say } from '../../../contract/sentence.ts'
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import type { Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { decideVerdict, type NearChange } from './decide.ts'
import { type LoadedAccount, loadAccount, loadBrand } from './load.ts'
import type { watchTask } from './measure-task.ts'
import { compareShift, comparePosting, findFault } from './measure/compare.ts'
import { fillDays, type SeriesToWatch, toSeries } from './measure/series.ts'
import { type FoundShift, needed, promisedDays } from './measure/watch.ts'
import {
  changeShift,
  insertShift,
  type Judgement,
  listCompetitorFollowers,
  listPeers,
  listShifts,
  type NewShift,
  saveWatch,
  type Scope,
} from './store/shifts.ts'

const watching = heavyTask<typeof watchTask>(new URL('./measure-task.ts', import.meta.url), 'watchTask')

/** A shift as near as this to a stored one of the same series is the same shift, placed anew by later days. */
const sameDays = 14

const apart = (a: string, b: string) => Math.abs(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b)).days)

/** Levels back in the unit of the number. */
const unit = (scale: SeriesToWatch['scale'], level: number) => (scale === 'ratio' ? Math.max(0, Math.expm1(level)) : level)

const sizeOf = ({ scale, points, step }: SeriesToWatch, found: FoundShift): Supported => {
  const change = (value: number) => (scale === 'ratio' ? Math.expm1(value) : value)
  const cells = points.slice(Math.max(0, found.index - 56), found.found + 1).map(({ day, value }) => [day, value])
  return {
    value: change(found.shift.value),
    interval: [change(found.shift.interval[0]), change(found.shift.interval[1])],
    level: found.level,
    n: found.n,
    evidence: {
      method: say(`pulse:method.${step}`, { days: promisedDays }),
      period: { from: String(cells[0]?.[0]), to: String(cells.at(-1)?.[0]) },
      n: found.n,
      assumptions: [
        { words: say('pulse:assumption.exchangeable'), holds: null },
        { words: say('pulse:assumption.lasting'), holds: null },
      ],
      rows: { columns: [say('pulse:column.day'), say('pulse:column.value')], cells, total: points.length },
      page: 'pulse',
    },
  }
}

const toNewShift = (series: SeriesToWatch, found: FoundShift): NewShift => {
  const dayAt = (index: number) => (series.points[Math.min(series.points.length - 1, Math.max(0, index))] as { day: string }).day
  return {
    accountId: series.accountId,
    metric: series.metric,
    step: series.step,
    day: dayAt(found.index),
    between: { from: dayAt(found.interval[0]), to: dayAt(found.interval[1]) },
    foundOn: dayAt(found.found),
    direction: found.direction,
    scale: series.scale,
    before: unit(series.scale, found.before),
    after: unit(series.scale, found.after),
    size: sizeOf(series, found),
  }
}

/** What is known of changes near a shift; the register hands it in. */
export type FindNear = (about: { network: string; metric: string; from: string; to: string }) => Promise<NearChange[]>

const judge = async (
  services: Services,
  scope: Scope & { timeZone: string },
  loaded: LoadedAccount[],
  shift: Pick<Shift, 'accountId' | 'metric' | 'day' | 'between' | 'direction'>,
  near: FindNear,
): Promise<Judgement | null> => {
  const own = loaded.find(({ account }) => account.id === shift.accountId)
  const series = own?.series.find(({ metric }) => metric === shift.metric)
  if (own === undefined || series === undefined || !series.points.some(({ day }) => day === shift.day)) return null
  const alike = (accounts: { series: SeriesToWatch[] }[]) =>
    accounts.flatMap((one) => one.series.filter(({ metric, step }) => metric === shift.metric && step === series.step))
  const peers = await listPeers(services.database.db, scope, own.account.network)
  const panel = await Promise.all(peers.map((peer) => loadAccount(services, { ...scope, ...peer })))
  // Competitors are read on days of their own choosing: what lies between two neighbouring days is growth, the rest is missing.
  const competitors =
    shift.metric === 'followers' && series.step === 'day'
      ? (await listCompetitorFollowers(services.database.db, scope, own.account.network)).map((days) =>
          toSeries({ accountId: shift.accountId, metric: 'followers', step: 'day' }, fillDays(days)),
        )
      : []
  const wide = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
  return decideVerdict({
    direction: shift.direction,
    fault: findFault(series.points, shift.day),
    compared: compareShift(series, shift.day, {
      siblings: alike(loaded.filter(({ account }) => account.id !== shift.accountId && account.network !== own.account.network)),
      panel: [...alike(panel), ...competitors],
    }),
    posting: comparePosting(
      own.posted,
      series.points.map(({ day }) => day),
      shift.day,
    ),
    near: await near({
      network: own.account.network,
      metric: shift.metric,
      from: wide(shift.between.from, series.step === 'week' ? -7 : -3),
      to: wide(shift.between.to, 3),
    }),
  })
}

const knownValues = ({ points }: SeriesToWatch) => points.filter(({ value }) => value !== null)

/**
 * Watches one brand. Safe to repeat: what is stored stays, a young verdict is judged again with the days that came. Null when there is no
 * such brand. Cost: about 0.1 s a series in a thread, and the brand's posts once.
 */
export const watchBrand = async (
  services: Services,
  scope: Scope,
  near: FindNear,
  signal?: AbortSignal,
): Promise<{ found: string[]; series: number } | null> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const inZone = { ...scope, timeZone: brand.timeZone }
  const loaded = await loadBrand(services, inZone)
  const all = loaded.flatMap(({ series }) => series)
  const watched = all.filter((series) => knownValues(series).length >= needed[series.step])
  const alarms = watched.length === 0 ? [] : await runHeavy(watching, watched, signal === undefined ? {} : { signal })
  const stored = await listShifts(db, scope)
  const found: string[] = []
  for (const alarm of alarms) {
    const shift = toNewShift(watched[alarm.series] as SeriesToWatch, alarm)
    const isKnown = stored.some(
      (one) => one.accountId === shift.accountId && one.metric === shift.metric && apart(one.day, shift.day) <= sameDays,
    )
    if (isKnown) continue
    const judgement = await judge(services, inZone, loaded, shift, near)
    if (judgement === null) continue
    const id = await insertShift(db, scope, { ...shift, ...judgement })
    if (id !== null) found.push(id)
  }
  for (const shift of stored.filter(({ firm }) => !firm)) {
    const judgement = await judge(services, inZone, loaded, shift, near)
    if (judgement !== null) await changeShift(db, scope, shift.id, { judgement })
  }
  await saveWatch(db, scope, {
    ranAt: services.now(),
    daysBetween: promisedDays,
    series: all.map((series) => ({
      accountId: series.accountId,
      metric: series.metric,
      step: series.step,
      known: knownValues(series).length,
      need: needed[series.step],
      newest: knownValues(series).at(-1)?.day ?? null,
    })),
  })
  return { found, series: watched.length }
}
