/** A series with its future as a fan of ranges, and a goal as a line across. */
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../languages/format.ts'
import { Chart } from './chart.tsx'
import type { Annotation } from './cut-line.ts'
import { inDirection } from './in-direction.ts'
import { MarkList } from './mark-list.tsx'
import { type NumberedMark, numberMarks } from './number-marks.ts'
import type { Palette } from './palette.ts'

type Bounds = readonly [number, number]
export interface FanPoint {
  at: string
  mean: number
  interval50: Bounds
  interval80: Bounds
  interval95: Bounds
}

interface FanLineProps {
  title: string
  words: string
  unit: string
  history: { at: string; value: number | null }[]
  future: FanPoint[]
  goal: number
  /** How the goal's line is called. */
  goalName: string
  annotations?: Annotation[]
  n: number
}

export const FanLine = ({ title, words, unit, history, future, goal, goalName, annotations = [], n }: FanLineProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const marks = numberMarks(annotations)
  const drawn = JSON.stringify({ history, future, marks })
  const option = useCallback(
    ({ palette, rtl }: { palette: Palette; rtl: boolean }): EChartsCoreOption => {
      const known = JSON.parse(drawn) as Pick<FanLineProps, 'history' | 'future'> & { marks: NumberedMark[] }
      const time = (at: string) => new Date(at).getTime()
      // A band is the space between two stacked lines: the lower one unseen, the second as high as the range is wide.
      const band = (key: 'interval50' | 'interval80' | 'interval95', opacity: number) =>
        [
          { part: 'low', data: known.future.map((point) => [time(point.at), point[key][0]]), filled: false },
          { part: 'high', data: known.future.map((point) => [time(point.at), point[key][1] - point[key][0]]), filled: true },
        ].map(({ part, data, filled }) => ({
          type: 'line',
          name: `${key} ${part}`,
          stack: key,
          symbol: 'none',
          silent: true,
          lineStyle: { opacity: 0 },
          ...(filled ? { areaStyle: { color: palette.data, opacity } } : {}),
          data,
        }))
      const values = [...known.history.flatMap(({ value }) => value ?? []), ...known.future.flatMap(({ interval80 }) => interval80), goal]
      const spread = Math.max(...values) - Math.min(...values) || 1
      return {
        grid: { top: 28, bottom: 28, left: 8, right: 12, containLabel: true },
        xAxis: {
          type: 'time',
          inverse: rtl,
          axisLabel: { color: palette.quiet, hideOverlap: true, formatter: (at: number) => inDirection(format.date(new Date(at)), rtl) },
          axisLine: { lineStyle: { color: palette.line } },
        },
        yAxis: {
          type: 'value',
          position: rtl ? 'right' : 'left',
          scale: true,
          min: Math.max(Math.min(0, Math.min(...values)), Math.min(...values) - 0.08 * spread),
          max: Math.max(...values) + 0.08 * spread,
          name: inDirection(unit, rtl),
          nameTextStyle: { color: palette.quiet, align: rtl ? 'right' : 'left' },
          axisLabel: {
            color: palette.quiet,
            formatter: (value: number) => format.number(value, { maximumFractionDigits: 1 }),
            showMinLabel: false,
            showMaxLabel: false,
          },
          splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
          ...band('interval95', 0.12),
          ...band('interval80', 0.18),
          ...band('interval50', 0.28),
          {
            type: 'line',
            name: title,
            symbol: 'none',
            connectNulls: false,
            lineStyle: { color: palette.data, width: 2 },
            data: known.history.map(({ at, value }) => [time(at), value]),
            markLine: {
              silent: true,
              symbol: 'none',
              data: [
                {
                  yAxis: goal,
                  name: goalName,
                  lineStyle: { color: palette.ink, type: 'solid', width: 1.5 },
                  label: { formatter: inDirection(goalName, rtl), position: rtl ? 'insideEndTop' : 'insideStartTop', color: palette.ink },
                },
                ...known.marks.map((mark) => ({
                  xAxis: time(mark.at),
                  name: format.number(mark.number),
                  lineStyle: { color: palette.quiet, type: 'dotted' },
                  label: { formatter: format.number(mark.number), color: palette.ink },
                })),
              ],
            },
          },
          {
            type: 'line',
            name: 'mean',
            symbol: 'none',
            lineStyle: { color: palette.data, width: 2, type: 'dashed' },
            data: known.future.map((point) => [time(point.at), point.mean]),
          },
        ],
      }
    },
    [drawn, goal, goalName, title, unit, format],
  )
  const range = ([low, high]: Bounds) =>
    `${format.number(low, { maximumFractionDigits: 0 })} – ${format.number(high, { maximumFractionDigits: 0 })}`
  return (
    <Chart
      title={title}
      words={words}
      height={300}
      option={option}
      note={
        <>
          {t('ui.estimate.n', { n: format.number(n) })}
          <MarkList marks={marks} />
        </>
      }
      table={{
        columns: [t('ui.chart.date'), unit, format.percent(0.5, 0), format.percent(0.8, 0), format.percent(0.95, 0)],
        rows: [
          ...history
            .slice(-60)
            .map(({ at, value }) => [format.date(at), value === null ? t('ui.chart.missing') : format.number(value), '–', '–', '–']),
          ...future.map((point) => [
            format.date(point.at),
            format.number(point.mean, { maximumFractionDigits: 0 }),
            range(point.interval50),
            range(point.interval80),
            range(point.interval95),
          ]),
        ],
      }}
    />
  )
}
