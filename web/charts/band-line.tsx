/** A series over time with its band and n; what is missing stays a gap. */
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../languages/format.ts'
import { type EstimateKind, writeValue } from '../ui/estimate.tsx'
import { Chart } from './chart.tsx'
import { type Annotation, type BandPoint, cutLine } from './cut-line.ts'
import { inDirection } from './in-direction.ts'
import { MarkList } from './mark-list.tsx'
import { type NumberedMark, numberMarks } from './number-marks.ts'
import type { Palette } from './palette.ts'

interface BandLineProps {
  title: string
  words: string
  unit: string
  points: BandPoint[]
  kind?: EstimateKind
  /** Starts the axis at zero: right for counts, wrong for rates that never come near it. */
  fromZero?: boolean
  /** Words at a moment, e.g. a change of strategy; where `cuts`, the metric means something else from there on and the line is cut. */
  annotations?: Annotation[]
  height?: number
}

export const BandLine = ({
  title,
  words,
  unit,
  points,
  kind = 'number',
  fromZero = true,
  annotations = [],
  height = 260,
}: BandLineProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const marks = numberMarks(annotations)
  const drawn = JSON.stringify({ points: cutLine(points, annotations), marks })
  const option = useCallback(
    ({ palette, rtl }: { palette: Palette; rtl: boolean }): EChartsCoreOption => {
      const { points: items, marks: moments } = JSON.parse(drawn) as { points: BandPoint[]; marks: NumberedMark[] }
      const time = (at: string) => new Date(at).getTime()
      const hasBand = items.some(({ interval }) => interval !== null && interval !== undefined)
      // The band is the space between two stacked lines: the lower one unseen, the second as high as the interval is wide.
      const band = (name: string, height: (point: BandPoint) => number | null, filled: boolean) => ({
        type: 'line',
        name,
        stack: 'band',
        symbol: 'none',
        silent: true,
        lineStyle: { opacity: 0 },
        ...(filled ? { areaStyle: { color: palette.soft, opacity: 1 } } : {}),
        data: items.map((point) => [time(point.at), height(point)]),
      })
      return {
        grid: { top: 28, bottom: 28, left: 8, right: 12, containLabel: true },
        tooltip: {
          trigger: 'axis',
          backgroundColor: palette.paper,
          borderColor: palette.line,
          textStyle: { color: palette.ink },
          formatter: (hits: { dataIndex: number }[]) => {
            const point = items[hits[0]?.dataIndex ?? -1]
            if (point === undefined) return ''
            const value = point.value === null ? t('ui.chart.missing') : writeValue(format, kind, point.value)
            const interval = point.interval
              ? ` (${writeValue(format, kind, point.interval[0])} – ${writeValue(format, kind, point.interval[1])})`
              : ''
            return `${format.date(point.at)}: ${value}${interval}${point.n === undefined ? '' : ` · n ${format.number(point.n)}`}`
          },
        },
        xAxis: {
          type: 'time',
          inverse: rtl,
          axisLabel: { color: palette.quiet, hideOverlap: true, formatter: (at: number) => inDirection(format.date(new Date(at)), rtl) },
          axisLine: { lineStyle: { color: palette.line } },
        },
        yAxis: {
          type: 'value',
          position: rtl ? 'right' : 'left',
          scale: !fromZero,
          name: inDirection(unit, rtl),
          nameTextStyle: { color: palette.quiet, align: rtl ? 'right' : 'left' },
          axisLabel: { color: palette.quiet, formatter: (value: number) => writeValue(format, kind, value) },
          splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
          ...(hasBand
            ? [
                band('low', ({ interval }) => interval?.[0] ?? null, false),
                band('high', ({ interval }) => (interval ? interval[1] - interval[0] : null), true),
              ]
            : []),
          {
            type: 'line',
            name: title,
            connectNulls: false,
            symbol: 'circle',
            symbolSize: items.length > 80 ? 0 : 5,
            showAllSymbol: true,
            lineStyle: { color: palette.data, width: 2 },
            itemStyle: { color: palette.data },
            data: items.map((point) => [time(point.at), point.value]),
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.quiet, type: 'dotted' },
              label: { color: palette.ink, formatter: ({ name }: { name: string }) => name },
              data: moments.map((mark) => ({
                xAxis: time(mark.at),
                name: format.number(mark.number),
                ...(mark.cuts ? { lineStyle: { color: palette.ink, type: 'solid' } } : {}),
              })),
            },
          },
        ],
      }
    },
    [drawn, title, unit, kind, fromZero, format, t],
  )
  return (
    <Chart
      title={title}
      words={words}
      height={height}
      option={option}
      {...(marks.length === 0 ? {} : { note: <MarkList marks={marks} /> })}
      table={{
        columns: [t('ui.chart.date'), unit, t('ui.chart.from'), t('ui.chart.until'), 'n'],
        rows: points.map(({ at, value, interval, n }) => [
          format.date(at),
          value === null ? t('ui.chart.missing') : writeValue(format, kind, value),
          interval ? writeValue(format, kind, interval[0]) : '–',
          interval ? writeValue(format, kind, interval[1]) : '–',
          n === undefined ? '–' : format.number(n),
        ]),
      }}
    />
  )
}
