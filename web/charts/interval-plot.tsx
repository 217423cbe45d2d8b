/** Dots with intervals, sorted, with the "no difference" line. */
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Estimate } from '../../contract/metrics.ts'
import { useFormat } from '../languages/format.ts'
import { type EstimateKind, writeValue } from '../ui/estimate.tsx'
import { Chart } from './chart.tsx'
import { inDirection } from './in-direction.ts'
import type { Palette } from './palette.ts'

export interface IntervalRow {
  label: string
  estimate: Estimate
}

interface IntervalPlotProps {
  title: string
  words: string
  /** What the axis counts, e.g. "engagement rate". */
  unit: string
  rows: IntervalRow[]
  kind?: EstimateKind
  noDifference?: number
  /** Keeps the given order instead of sorting by value. */
  keepOrder?: boolean
  onSelect?: (row: IntervalRow) => void
}

export const IntervalPlot = ({
  title,
  words,
  unit,
  rows,
  kind = 'number',
  noDifference,
  keepOrder = false,
  onSelect,
}: IntervalPlotProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const sorted = keepOrder ? rows : rows.toSorted((a, b) => b.estimate.value - a.estimate.value)
  const drawn = JSON.stringify(sorted)
  const option = useCallback(
    ({ palette, rtl }: { palette: Palette; rtl: boolean }): EChartsCoreOption => {
      const items = JSON.parse(drawn) as IntervalRow[]
      const ends = items.flatMap(({ estimate }) => estimate.interval).concat(noDifference ?? [])
      return {
        grid: { top: 8, bottom: 44, left: rtl ? 16 : 8, right: rtl ? 8 : 16, containLabel: true },
        xAxis: {
          type: 'value',
          inverse: rtl,
          name: inDirection(unit, rtl),
          nameLocation: 'middle',
          nameGap: 28,
          nameTextStyle: { color: palette.quiet },
          min: Math.min(...ends),
          max: Math.max(...ends),
          axisLabel: {
            color: palette.quiet,
            formatter: (value: number) => writeValue(format, kind, value),
            hideOverlap: true,
            showMinLabel: false,
            showMaxLabel: false,
          },
          splitLine: { lineStyle: { color: palette.line } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          position: rtl ? 'right' : 'left',
          data: items.map(({ label, estimate }) => inDirection(`${label}  ${t('ui.estimate.n', { n: format.number(estimate.n) })}`, rtl)),
          axisLabel: { color: palette.ink },
          axisTick: { show: false },
          axisLine: { show: false },
        },
        series: [
          {
            type: 'custom',
            name: title,
            data: items.map(({ estimate }, index) => [estimate.value, index, ...estimate.interval]),
            encode: { x: [0, 2, 3], y: 1 },
            renderItem: (_: unknown, at: { value: (i: number) => number; coord: (point: number[]) => number[] }) => {
              const y = at.value(1)
              const [value = 0, middle = 0] = at.coord([at.value(0), y])
              const [low = 0] = at.coord([at.value(2), y])
              const [high = 0] = at.coord([at.value(3), y])
              const stroke = { stroke: palette.data, lineWidth: 2 }
              return {
                type: 'group',
                children: [
                  { type: 'line', shape: { x1: low, y1: middle, x2: high, y2: middle }, style: stroke },
                  { type: 'line', shape: { x1: low, y1: middle - 4, x2: low, y2: middle + 4 }, style: stroke },
                  { type: 'line', shape: { x1: high, y1: middle - 4, x2: high, y2: middle + 4 }, style: stroke },
                  { type: 'circle', shape: { cx: value, cy: middle, r: 5 }, style: { fill: palette.data } },
                ],
              }
            },
            ...(noDifference === undefined
              ? {}
              : {
                  markLine: {
                    silent: true,
                    symbol: 'none',
                    label: { show: false },
                    lineStyle: { color: palette.ink, type: 'dashed' },
                    data: [{ xAxis: noDifference }],
                  },
                }),
          },
        ],
      }
    },
    [drawn, title, unit, kind, noDifference, format, t],
  )
  return (
    <Chart
      title={title}
      words={words}
      height={Math.max(120, sorted.length * 30 + 60)}
      option={option}
      onSelect={(index) => {
        const row = sorted[index]
        if (row !== undefined) onSelect?.(row)
      }}
      table={{
        columns: [t('ui.chart.what'), unit, t('ui.chart.from'), t('ui.chart.until'), 'n'],
        rows: sorted.map(({ label, estimate }) => [
          label,
          ...[estimate.value, ...estimate.interval].map((value) => writeValue(format, kind, value)),
          format.number(estimate.n),
        ]),
      }}
    />
  )
}
