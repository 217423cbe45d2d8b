/** `athar changes FILE`: where a series changed its level for good, with intervals for the place and the size of each shift. */
import type { Command } from 'commander'
import { changeDefaults, findChanges } from '../../statistics/detect/find-changes.ts'
import { words } from '../say.ts'
import { placeOf, readSeries, type Series } from '../tables/read-series.ts'
import { spreadOverTime } from '../tables/spread-over-time.ts'
import { analysis, type Answer, levelOf, startProgress } from './analysis.ts'
import { columns, interval, number, percent, sparkColumn, sparkline } from './plots.ts'

interface Options {
  column?: string
  date?: string
  level: string
}

type Detail = {
  index: number
  interval: [number, number]
  before: number
  after: number
  shift: number
  shiftInterval: [number, number]
  row: number
  date?: string
}

const answerFor = (series: Series, level: number): Answer => {
  const spread = spreadOverTime(series)
  const found = findChanges(spread.values, { level })
  const n = series.values.length
  if (found.kind === 'too-little-data') {
    const reason = words('changes.tooLittle', { have: found.have, need: found.need })
    return {
      json: { kind: found.kind, n, changePoints: [], details: [], have: found.have, need: found.need, reason },
      text: () => [reason],
      picture: null,
    }
  }
  const details = found.changes.map((change): Detail => {
    const index = spread.rowOf(change.index)
    return {
      index,
      interval: [spread.rowOf(change.interval[0]), spread.rowOf(change.interval[1])],
      before: change.before,
      after: change.after,
      shift: change.shift.value,
      shiftInterval: change.shift.interval,
      row: series.rows[index] as number,
      ...(series.dates === null ? {} : { date: series.dates[index] as string }),
    }
  })
  const headline =
    details.length === 0
      ? words('changes.none', { n: found.n, column: series.column })
      : words('changes.some', { count: details.length, n: found.n, column: series.column })
  const method = words('changes.method', {
    penalty: changeDefaults.penalty,
    level: 100 * level,
    missing: found.missing,
    season: found.period === 0 ? words('changes.noSeason') : words('changes.season', { count: found.period }),
  })
  return {
    json: {
      kind: found.kind,
      n,
      changePoints: details.map(({ index }) => index),
      details,
      level,
      missing: found.missing,
      period: found.period,
      dependence: found.dependence,
    },
    text: () => [headline, '', ...drawText(series, details), '', ...table(series, details), ...(details.length > 0 ? [''] : []), method],
    picture: () => ({
      kind: 'series',
      title: words('changes.title', { column: series.column }),
      description: headline,
      note: method,
      axis: series.column,
      lines: [{ name: series.column, start: 0, values: series.values, strong: details.length === 0 }],
      bands: [],
      marks: details.map((detail) => ({
        at: detail.index,
        from: detail.interval[0],
        to: detail.interval[1],
        label: `${placeOf(series, detail.index)}: ${number(detail.before)} → ${number(detail.after)}`,
      })),
      levels: levelsOf(details, n),
      ends: [placeOf(series, 0), placeOf(series, n - 1)],
    }),
  }
}

const levelsOf = (details: Detail[], n: number) => {
  const starts = [0, ...details.map(({ index }) => index)]
  return details.length === 0
    ? []
    : starts.map((from, i) => ({
        from,
        to: (starts[i + 1] ?? n) - 1,
        value: i === 0 ? (details[0] as Detail).before : (details[i - 1] as Detail).after,
      }))
}

const drawText = (series: Series, details: Detail[]): string[] => {
  const n = series.values.length
  const marks = Array.from({ length: Math.min(72, n) }, () => ' ')
  for (const { index } of details) marks[sparkColumn(index, n)] = '↑'
  return [sparkline(series.values), marks.join('').trimEnd()]
}

const table = (series: Series, details: Detail[]): string[] =>
  columns(
    [
      words('changes.from'),
      words('changes.between'),
      words('changes.before'),
      words('changes.after'),
      words('changes.shift'),
      '',
      words('analysis.interval'),
    ],
    details.map((detail) => [
      placeOf(series, detail.index),
      detail.interval.map((index) => placeOf(series, index)).join(' … '),
      number(detail.before),
      number(detail.after),
      number(detail.shift),
      detail.before === 0 ? '' : percent(detail.shift / Math.abs(detail.before)),
      interval(detail.shiftInterval),
    ]),
  )

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--column <name>', 'the column of numbers (default: value, or the only one)')
      .option('--date <name>', 'the column of dates, if there is one')
      .option('--level <level>', 'of the intervals', '0.95'),
    async (file, options) => {
      const level = levelOf('--level', options.level)
      const progress = startProgress(words('progress.reading'))
      const series = await readSeries(file, options, (rows) => progress.tell(rows, null))
      progress.end()
      return answerFor(series, level)
    },
  )
