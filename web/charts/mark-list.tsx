/** The words of a chart's numbered marks, below it. */
import { useFormat } from '../languages/format.ts'
import type { NumberedMark } from './number-marks.ts'

export const MarkList = ({ marks }: { marks: NumberedMark[] }) => {
  const format = useFormat()
  if (marks.length === 0) return null
  return (
    <ol className="grid list-none gap-x-6 gap-y-0.5 sm:grid-cols-2">
      {marks.map(({ number, at, words }) => (
        <li key={number} className="flex gap-2">
          <span className="min-w-4 text-end font-medium text-ink">{format.number(number)}</span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {format.date(at)} · <span dir="auto">{words.join(' · ')}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
