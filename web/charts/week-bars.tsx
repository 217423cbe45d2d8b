/** Counts week by week as bars, with the wanted number as a stepped line; a year at a glance. */
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../languages/format.ts'
import { Chart } from './chart.tsx'
import { inDirection } from './in-direction.ts'
import type { Palette } from './palette.ts'

export interface WeekBar {
  /** The Monday, YYYY-MM-DD. */
  at: string
  value: number
  /** Drawn on top of the bar, lighter: still to come. */
  planned?: number
  /** Null: nothing was wanted then. */
  wanted: number | null
}

interface WeekBarsProps {
  title: string
  words: string
  unit: string
  wanted: string
  weeks: WeekBar[]
}

export const WeekBars = ({ title, words, unit, wanted, weeks }: WeekBarsProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const drawn = JSON.stringify(weeks)
  const option = useCallback(
    ({ palette, rtl }: { palette: Palette; rtl: boolean }): EChartsCoreOption => {
      const items = JSON.parse(drawn) as WeekBar[]
      return {
        grid: { top: 28, bottom: 28, left: 8, right: 12, containLabel: true },
        tooltip: {
          trigger: 'axis',
          backgroundColor: palette.paper,
          borderColor: palette.line,
          textStyle: { color: palette.ink },
          formatter: (hits: { dataIndex: number }[]) => {
            const week = items[hits[0]?.dataIndex ?? -1]
            if (week === undefined) return ''
            return `${format.date(week.at)}: ${format.number(week.value)}${week.wanted === null ? '' : ` / ${format.number(week.wanted)}`}`
          },
        },
        xAxis: {
          type: 'category',
          inverse: rtl,
          data: items.map(({ at }) => at),
          axisTick: { show: false },
          axisLabel: { color: palette.quiet, hideOverlap: true, formatter: (at: string) => inDirection(format.date(at), rtl) },
          axisLine: { lineStyle: { color: palette.line } },
        },
        yAxis: {
          type: 'value',
          position: rtl ? 'right' : 'left',
          minInterval: 1,
          name: inDirection(unit, rtl),
          nameTextStyle: { color: palette.quiet, align: rtl ? 'right' : 'left' },
          axisLabel: { color: palette.quiet, formatter: (value: number) => format.number(value) },
          splitLine: { lineStyle: { color: palette.line } },
        },
        series: [
          {
            type: 'bar',
            name: title,
            stack: 'posts',
            barCategoryGap: '25%',
            itemStyle: { color: palette.data },
            data: items.map(({ value }) => value),
          },
          {
            type: 'bar',
            name: 'planned',
            stack: 'posts',
            itemStyle: { color: palette.soft },
            data: items.map(({ planned }) => planned ?? 0),
          },
          {
            type: 'line',
            name: wanted,
            step: 'middle',
            symbol: 'none',
            connectNulls: false,
            lineStyle: { color: palette.ink, width: 1.5, type: 'dashed' },
            data: items.map((week) => week.wanted),
          },
        ],
      }
    },
    [drawn, title, unit, wanted, format],
  )
  return (
    <Chart
      title={title}
      words={words}
      height={220}
      option={option}
      table={{
        columns: [t('ui.chart.date'), unit, wanted],
        rows: weeks.map((week) => [
          format.date(week.at),
          format.number(week.value),
          week.wanted === null ? '–' : format.number(week.wanted),
        ]),
      }}
    />
  )
}
