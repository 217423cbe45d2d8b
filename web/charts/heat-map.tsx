/** A heat map that shows how sure it is: the less sure, the greyer (value-suppressing palette). A real grid: arrows move, Enter selects. */
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScheme } from '../theme/scheme.ts'
import { suppressedColour, suppressedKey } from './palette.ts'

export interface HeatCell {
  row: number
  column: number
  /** −1 far below usual … 1 far above. */
  value: number
  /** 0 sure … 1 nothing known. */
  uncertainty: number
  /** The whole cell in words: what, value, interval, n. Shown below the map and read out. */
  words: string
  /** A sign in the cell, e.g. "★" for a suggested slot; its meaning belongs in `note`. */
  mark?: string
}

interface HeatMapProps {
  title: string
  /** What the map says in one or two sentences. */
  words: string
  rows: string[]
  columns: string[]
  /** What the rows are, e.g. "hour"; heads their column for people who hear the map. */
  corner?: string
  cells: HeatCell[]
  /** What the ends of the scale mean, e.g. "below the usual" and "above". */
  ends: { low: string; high: string }
  onSelect?: (cell: HeatCell) => void
  note?: string
}

export const HeatMap = ({ title, words, rows, columns, corner = title, cells, ends, onSelect, note }: HeatMapProps) => {
  const { t } = useTranslation()
  const { shown } = useScheme()
  const dark = shown === 'dark'
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [told, setTold] = useState<HeatCell | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const byPlace = useMemo(() => new Map(cells.map((cell) => [`${cell.row}:${cell.column}`, cell])), [cells])

  const move = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1
    const steps: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, forward],
      ArrowLeft: [0, -forward],
    }
    const step = steps[event.key]
    const next =
      event.key === 'Home'
        ? { row: at.row, column: 0 }
        : event.key === 'End'
          ? { row: at.row, column: columns.length - 1 }
          : step && { row: at.row + step[0], column: at.column + step[1] }
    if (!next || next.row < 0 || next.column < 0 || next.row >= rows.length || next.column >= columns.length) return
    event.preventDefault()
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.column}"]`)?.focus()
  }

  return (
    <figure className="m-0">
      <figcaption className="mb-2 text-small text-quiet">{title}</figcaption>
      <p className="sr-only">{words}</p>
      <table
        ref={grid}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move in it, as in any grid
        role="grid"
        aria-label={title}
        className="w-full table-fixed border-separate border-spacing-px text-small"
        onKeyDown={move}
      >
        <thead>
          <tr>
            <th scope="col" className="w-12">
              <span className="sr-only">{corner}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="truncate pb-1 text-center font-normal text-quiet">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((label, row) => (
            <tr key={label}>
              <th scope="row" className="pe-2 text-end font-normal whitespace-nowrap text-quiet">
                <bdi>{label}</bdi>
              </th>
              {columns.map((column, index) => {
                const place = `${row}:${index}`
                const cell = byPlace.get(place)
                const here = at.row === row && at.column === index
                return (
                  <td key={column} className="p-0">
                    <button
                      type="button"
                      data-place={place}
                      tabIndex={here ? 0 : -1}
                      aria-label={cell?.words ?? t('ui.chart.missing')}
                      onFocus={() => {
                        setAt({ row, column: index })
                        setTold(cell ?? null)
                      }}
                      onMouseEnter={() => setTold(cell ?? null)}
                      onClick={() => cell !== undefined && onSelect?.(cell)}
                      className="block h-5 coarse:h-7 w-full rounded-[2px] text-center leading-none font-semibold"
                      style={{
                        background: cell === undefined ? 'transparent' : suppressedColour(cell.value, cell.uncertainty, dark),
                        color: dark ? '#fff' : '#1d1b18',
                        ...(cell === undefined ? { border: '1px dashed var(--line)' } : {}),
                      }}
                    >
                      {cell?.mark !== undefined && (
                        <span aria-hidden className="inline-block rounded-full bg-paper px-1 text-ink">
                          {cell.mark}
                        </span>
                      )}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 min-h-6" aria-hidden>
        {told?.words ?? <span className="text-quiet">{t('ui.chart.pointAt')}</span>}
      </p>
      <div className="mt-2 flex flex-wrap items-end gap-x-6 gap-y-2 text-small text-quiet">
        <Key dark={dark} ends={ends} />
        {note !== undefined && <span>{note}</span>}
      </div>
    </figure>
  )
}

/** The key: value across, certainty downwards. */
const Key = ({ dark, ends }: { dark: boolean; ends: { low: string; high: string } }) => {
  const { t } = useTranslation()
  const levels = suppressedKey(dark)
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden className="grid w-28 gap-px">
        {levels.map((colours) => (
          <div key={colours.length} className="flex gap-px">
            {colours.map((colour) => (
              <span key={colour} className="h-2.5 flex-1" style={{ background: colour }} />
            ))}
          </div>
        ))}
      </div>
      <span>{t('ui.chart.key', ends)}</span>
    </div>
  )
}
