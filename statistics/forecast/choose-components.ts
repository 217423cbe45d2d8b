/** Which parts a forecast of a series is combined from: smoothing chosen by information criterion, theta, an autoregression, and a long season. */
import { changesComponent, type Component, etsComponent, longest, longSeasonComponent, thetaComponent } from './components.ts'
import type { ErrorKind, EtsShape, Season, Trend } from './ets-recursion.ts'
import { type EtsFit, fitEts } from './fit-ets.ts'
import { findSeason, isSeasonal } from './start-season.ts'

export interface Components {
  /** The model of exponential smoothing with the best corrected AIC. */
  ets: EtsFit
  parts: Component[]
  /** Whether the spread grows with the level, as the best model has it. */
  isRelative: boolean
}

/** Seasons longer than this are not smoothed place by place: there would be more starting values than the data can fit. */
const longestSmoothed = 24

const trends: Trend[] = ['none', 'additive', 'damped']

/** Thirteen of the usual fifteen without seasons that multiply with additive errors, which are unstable; fewer for what is not above zero. */
const chooseEts = (values: Float64Array, period: number, isPositive: boolean): EtsFit | null => {
  let best: EtsFit | null = null
  const consider = (error: ErrorKind, shape: EtsShape) => {
    const fit = fitEts(values, error, shape)
    if (fit !== null && (best === null || fit.aicc < best.aicc)) best = fit
  }
  const seasons: Season[] = period > 1 && period <= longestSmoothed ? ['none', 'additive', 'multiplicative'] : ['none']
  for (const trend of trends)
    for (const season of seasons) {
      const shape = { trend, season, period: season === 'none' ? 1 : period }
      if (season !== 'multiplicative') consider('additive', shape)
      if (isPositive) consider('multiplicative', shape)
    }
  return best
}

/** A part of the series without its season, put back into what the part foresees. */
const withSeason = (part: Component, season: Float64Array, kind: 'additive' | 'multiplicative'): Component => ({
  name: part.name,
  foresee: (origins, horizon) => {
    const rows = part.foresee(origins, horizon)
    origins.forEach((origin, index) => {
      const row = rows[index] as Float64Array
      for (let h = 0; h < horizon; h++) {
        const own = season[(origin + h) % season.length] as number
        row[h] = kind === 'multiplicative' ? (row[h] as number) * own : (row[h] as number) + own
      }
    })
    return rows
  },
})

/** Parts fitted to the newest values answer for origins counted from the start of the whole series. */
const shifted = (part: Component, by: number): Component =>
  by === 0
    ? part
    : {
        name: part.name,
        foresee: (origins, horizon) =>
          part.foresee(
            origins.map((origin) => origin - by),
            horizon,
          ),
      }

/** Null where not even a level can be fitted. Cost: about 20 ms for ten years of months, 15 ms for ten years of weeks. */
export const chooseComponents = (whole: Float64Array, period: number): Components | null => {
  const skipped = period > 1 ? Math.floor(Math.max(0, whole.length - longest) / period) * period : Math.max(0, whole.length - longest)
  const values = whole.slice(skipped)
  const isPositive = values.every((value) => !(value <= 0))
  const isShort = period > 1 && period <= longestSmoothed
  const ets = chooseEts(values, period, isPositive)
  if (ets === null) return null
  const kind = isPositive ? 'multiplicative' : 'additive'
  const season = isShort && isSeasonal(values, period) ? findSeason(values, period, kind) : null
  const plain =
    season === null
      ? values
      : values.map((value, t) =>
          kind === 'multiplicative' ? value / (season[t % period] as number) : value - (season[t % period] as number),
        )
  const damped = fitEts(plain, 'additive', { trend: 'damped', season: 'none', period: 1 })
  const own = [thetaComponent(plain), changesComponent(plain), damped === null ? null : etsComponent(plain, damped, 'damped trend')]
    .filter((part) => part !== null)
    .map((part) => (season === null ? part : withSeason(part, season, kind)))
  const long = period > longestSmoothed ? longSeasonComponent(whole, period) : null
  return {
    ets,
    parts: [...[etsComponent(values, ets), ...own].map((part) => shifted(part, skipped)), ...(long === null ? [] : [long])],
    isRelative: isPositive && ets.error === 'multiplicative',
  }
}
