/** `athar forecast FILE`: the next values of a series with intervals, and when a goal will be reached. */
import type { Command } from 'commander'
import { type Forecast, forecastSeries } from '../../statistics/forecast/forecast-series.ts'
import { type GoalChance, reachGoal } from '../../statistics/forecast/reach-goal.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { placeOf, readSeries, type Series } from '../tables/read-series.ts'
import { nextPlaces, spreadOverTime, usualPeriod } from '../tables/spread-over-time.ts'
import { analysis, type Answer, levelOf, startProgress, wholeNumber } from './analysis.ts'
import { columns, interval, number, sparkline } from './plots.ts'

interface Options {
  column?: string
  date?: string
  horizon: string
  season?: string
  level: string
  goal?: string
  seed: string
}

const keyOf = (level: number): string => String(Math.round(level * 1000) / 10)

const goalWords = (chance: GoalChance, goal: number, place: (step: number) => string, horizon: number): string => {
  const end = chance.byStep.at(-1) as number
  const { early, late } = chance.steps
  const values = { goal: number(goal), chance: Math.round(100 * end), horizon, until: place(horizon - 1) }
  if (early === null) return words('forecast.goalUnlikely', values)
  if (late === null) return words('forecast.goalMaybe', { ...values, from: place(early) })
  return words('forecast.goalBetween', { ...values, from: place(early), to: place(late) })
}

const answerFor = (series: Series, options: Options): Answer => {
  const horizon = wholeNumber('--horizon', options.horizon, 1, 1000)
  const levels = options.level.split(',').map((text) => levelOf('--level', text))
  const goal = options.goal === undefined ? null : Number(options.goal)
  if (goal !== null && (!Number.isFinite(goal) || options.goal?.trim() === ''))
    throw new Problem(words('problem.number', { option: '--goal', text: options.goal as string }))
  const { values } = spreadOverTime(series)
  const period = options.season === undefined ? usualPeriod(series) : wholeNumber('--season', options.season, 1, 10_000)
  const found = forecastSeries(values, { horizon, period, levels: levels.toSorted((a, b) => a - b) })
  if (found.kind !== 'forecast') {
    const reason =
      found.kind === 'too-little-data'
        ? words('forecast.tooLittle', { have: found.have, need: found.need })
        : words('forecast.noVariation', { have: found.have, value: number(found.value) })
    return { json: { ...found, reason, model: null, mean: [], intervals: {} }, text: () => [reason], picture: null }
  }
  const places = nextPlaces(series, horizon)
  const place = (step: number) => places?.[step] ?? words('forecast.step', { step: step + 1 })
  const last = values.findLast((value) => !Number.isNaN(value)) as number
  const chance =
    goal === null ? null : reachGoal(found, { goal, last, generator: createGenerator(wholeNumber('--seed', options.seed, 0, 2 ** 31)) })
  const headlines = [
    words('forecast.headline', headline(found, place(horizon - 1), series.column)),
    ...(chance === null || goal === null ? [] : [goalWords(chance, goal, place, horizon)]),
  ]
  const method = words('forecast.method', {
    parts: found.parts
      .map(({ name, weight }) => `${words(`forecast.part.${name.replace(' ', '-')}`)} ${Math.round(100 * weight)}%`)
      .join(' + '),
    n: found.n,
    origins: found.origins,
    period,
  })
  return {
    json: {
      kind: found.kind,
      model: found.parts.map(({ name }) => name).join(' + '),
      parts: found.parts,
      ets: found.ets,
      n: found.n,
      missing: found.missing,
      period,
      horizon,
      mean: found.mean,
      intervals: Object.fromEntries(found.intervals.map(({ level, lower, upper }) => [keyOf(level), { lower, upper }])),
      ...(places === null ? {} : { dates: places }),
      ...(chance === null ? {} : { goal: { value: goal, ...chance } }),
    },
    text: () => [...headlines, '', sparkline([...values.slice(-120), ...found.mean]), '', ...table(found, place), '', method],
    picture: () => {
      const shown = Math.min(values.length, Math.max(60, 6 * horizon))
      return {
        kind: 'series',
        title: words('forecast.title', { column: series.column }),
        description: headlines.join(' '),
        note: method,
        axis: series.column,
        lines: [
          { name: series.column, start: 0, values: values.slice(-shown), strong: false },
          { name: 'mean', start: shown, values: found.mean, strong: true },
        ],
        bands: found.intervals.map(({ level, lower, upper }) => ({ start: shown, lower, upper, level })),
        marks: [],
        levels: goal === null ? [] : [{ from: 0, to: shown + horizon - 1, value: goal }],
        ends: [placeOf(series, series.values.length - Math.min(shown, series.values.length)), place(horizon - 1)],
      }
    },
  }
}

const headline = (found: Forecast, until: string, column: string) => {
  const widest = found.intervals.at(-1) as Forecast['intervals'][0]
  return {
    column,
    until,
    mean: number(found.mean.at(-1) as number),
    low: number(widest.lower.at(-1) as number),
    high: number(widest.upper.at(-1) as number),
    level: keyOf(widest.level),
  }
}

const table = (found: Forecast, place: (step: number) => string): string[] =>
  columns(
    ['', words('forecast.mean'), ...found.intervals.map(({ level }) => `${keyOf(level)}%`)],
    Array.from(found.mean, (mean, step) => [
      place(step),
      number(mean),
      ...found.intervals.map(({ lower, upper }) => interval([lower[step] as number, upper[step] as number])),
    ]),
  )

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--horizon <n>', 'how many values ahead', '12')
      .option('--season <n>', 'values a season, 1 for none (default: 7 for days, 52 for weeks, 12 for months, by the dates)')
      .option('--level <levels>', 'of the intervals, separated by commas', '80,95')
      .option('--goal <value>', 'also say when this value will be reached')
      .option('--seed <n>', 'of the futures that are drawn for a goal', '1')
      .option('--column <name>', 'the column of numbers (default: value, or the only one)')
      .option('--date <name>', 'the column of dates, if there is one'),
    async (file, options) => {
      const progress = startProgress(words('progress.reading'))
      const series = await readSeries(file, options, (rows) => progress.tell(rows, null))
      progress.end()
      return answerFor(series, options)
    },
  )
