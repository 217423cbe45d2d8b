/** One picture by ECharts: SVG, loaded when first needed, the same in both directions, with its words and its table beside it. */
import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScheme } from '../theme/scheme.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { type Palette, readPalette } from './palette.ts'

export interface ChartTable {
  columns: string[]
  rows: (string | number)[][]
}

export interface ChartProps {
  /** What the picture is of. */
  title: string
  /** What it says, in one or two sentences, for people who cannot see it. */
  words: string
  /** The same numbers as a table. */
  table: ChartTable
  height: number
  /** Makes the option; `rtl` mirrors axes. Memoise it: a new function redraws. */
  option: (surroundings: { palette: Palette; rtl: boolean }) => EChartsCoreOption
  onSelect?: (dataIndex: number, seriesName: string) => void
  note?: ReactNode
}

export const Chart = ({ title, words, table, height, option, onSelect, note }: ChartProps) => {
  const { t, i18n } = useTranslation()
  const { shown } = useScheme()
  const box = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading')
  const [asTable, setAsTable] = useState(false)
  const select = useRef(onSelect)
  useEffect(() => {
    select.current = onSelect
  })
  const wordsId = useId()
  const rtl = i18n.dir() === 'rtl'

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which changes with the scheme
  useEffect(() => {
    const element = box.current
    if (element === null || asTable) return
    let gone = false
    let dispose = () => {}
    const draw = async () => {
      const { init } = await import('./echarts.ts')
      if (gone) return
      const chart = init(element, null, { renderer: 'svg', height })
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(element).fontFamily },
        ...option({ palette: readPalette(), rtl }),
      })
      chart.on('click', (event) => select.current?.(event.dataIndex, event.seriesName ?? ''))
      const observer = new ResizeObserver(() => chart.resize({ height }))
      observer.observe(element)
      setState('drawn')
      dispose = () => {
        observer.disconnect()
        chart.dispose()
      }
      if (gone) dispose()
    }
    draw().catch((error: unknown) => {
      console.error(error)
      setState('failed')
    })
    return () => {
      gone = true
      dispose()
    }
  }, [option, height, rtl, shown, asTable, i18n.language])

  return (
    <figure className="m-0">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-2">
        <figcaption className="text-small text-quiet">{title}</figcaption>
        <Button size="small" look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} className="no-print">
          {t(asTable ? 'ui.chart.picture' : 'ui.chart.table')}
        </Button>
      </div>
      <p id={wordsId} className="sr-only">
        {words}
      </p>
      {asTable || state === 'failed' ? (
        <Table
          caption={title}
          hideCaption
          columns={table.columns.map((head, column) => ({
            key: String(column),
            head,
            cell: (row: (string | number)[]) => <bdi>{row[column]}</bdi>,
            rowHeader: column === 0,
            number: column > 0,
          }))}
          rows={table.rows}
          rowKey={(_, index) => String(index)}
        />
      ) : (
        <>
          {state === 'loading' && <Skeleton height={height} />}
          {/* Inside dir="rtl" ECharts' SVG anchors flip and labels overlap their marks, so the box is left to right and the axes are mirrored. */}
          <div
            ref={box}
            dir="ltr"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- ECharts draws into this box
            role="img"
            aria-label={title}
            aria-describedby={wordsId}
            style={{ blockSize: state === 'drawn' ? height : 0, overflow: 'hidden' }}
          />
        </>
      )}
      {note !== undefined && <div className="mt-1 text-small text-quiet">{note}</div>}
    </figure>
  )
}
