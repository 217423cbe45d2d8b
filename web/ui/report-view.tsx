/** A report on the screen: the same document that a link, a PDF and a mail carry. */
import { useTranslation } from 'react-i18next'
import type { Report, ReportBlock, Unit } from '../../contract/report.ts'
import { BandLine } from '../charts/band-line.tsx'
import { type Format, useFormat } from '../languages/format.ts'
import { Estimate } from './estimate.tsx'
import { useWords } from './supported.tsx'
import { Table } from './table.tsx'

const money = (format: Format, currency: string, value: number) =>
  format.number(value, { style: 'currency', currency, maximumFractionDigits: 2 })

const EstimateRow = ({ item, noDifference, scale }: { item: Item; noDifference: number | null; scale: [number, number] | null }) => {
  const { t } = useTranslation()
  const words = useWords()
  const format = useFormat()
  const { label, estimate, unit, note } = item
  return (
    <div className="grid gap-x-6 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <dt dir="auto">{words(label)}</dt>
      <dd>
        {estimate === null ? (
          <span className="text-quiet">{t('report:unknown')}</span>
        ) : typeof unit === 'string' ? (
          <Estimate of={estimate} kind={unit} {...(noDifference === null ? {} : { noDifference })} {...(scale === null ? {} : { scale })} />
        ) : (
          <span>
            <bdi className="font-medium">{money(format, unit.currency, estimate.value)}</bdi>{' '}
            <span className="text-small text-quiet">
              (<bdi>{money(format, unit.currency, estimate.interval[0])}</bdi> {t('ui.estimate.to')}{' '}
              <bdi>{money(format, unit.currency, estimate.interval[1])}</bdi>) {t('ui.estimate.n', { n: format.number(estimate.n) })}
            </span>
          </span>
        )}
        {note !== null && (
          <p dir="auto" className="text-small text-quiet">
            {words(note)}
          </p>
        )}
      </dd>
    </div>
  )
}
type Item = Extract<ReportBlock, { kind: 'estimates' }>['items'][0]

/** One scale for values of one unit, so that whiskers can be compared. */
const scaleOf = (items: Item[], noDifference: number | null): [number, number] | null => {
  const units = new Set(items.map(({ unit }: { unit: Unit }) => JSON.stringify(unit)))
  const ends = items.flatMap(({ estimate }) => estimate?.interval ?? [])
  if (units.size !== 1 || ends.length === 0) return null
  return [Math.min(...ends, noDifference ?? Number.POSITIVE_INFINITY), Math.max(...ends, noDifference ?? Number.NEGATIVE_INFINITY)]
}

const Block = ({ block }: { block: ReportBlock }) => {
  const { t } = useTranslation()
  const words = useWords()
  const format = useFormat()
  switch (block.kind) {
    case 'heading':
      return (
        <h2 dir="auto" className="mt-8 mb-2 font-semibold">
          {words(block.words)}
        </h2>
      )
    case 'paragraph':
      return (
        <p dir="auto" className="my-2 max-w-prose whitespace-pre-line">
          {words(block.words)}
        </p>
      )
    case 'list':
      return (
        <ul className="my-2 grid max-w-prose list-disc gap-1 ps-5">
          {block.items.map((item) => (
            // The bullet stays on the page’s side, whatever the line begins with.
            <li key={JSON.stringify(item)}>
              <span dir="auto">{words(item)}</span>
            </li>
          ))}
        </ul>
      )
    case 'estimates': {
      const scale = scaleOf(block.items, block.noDifference)
      return (
        <dl className="my-3">
          {block.items.map((item) => (
            <EstimateRow key={JSON.stringify(item.label)} item={item} noDifference={block.noDifference} scale={scale} />
          ))}
        </dl>
      )
    }
    case 'table':
      return (
        <div className="my-4">
          <Table
            caption={words(block.caption)}
            rows={block.rows}
            rowKey={(_, index) => String(index)}
            columns={block.columns.map(({ head, number }, index) => ({
              key: String(index),
              head: words(head),
              number,
              rowHeader: index === 0,
              cell: (row: (typeof block.rows)[0]) => {
                const cell = row[index] ?? null
                return cell === null ? t('report:missing') : typeof cell === 'number' ? format.number(cell) : <bdi>{words(cell)}</bdi>
              },
            }))}
          />
        </div>
      )
    case 'series':
      return (
        <div className="my-4">
          <BandLine
            title={words(block.title)}
            words={words(block.title)}
            unit={words(block.unit)}
            fromZero={false}
            points={block.points.map(({ day, value, interval }) => ({ at: day, value, interval }))}
            annotations={block.marks.map((mark) => ({ at: mark.day, words: words(mark.words) }))}
          />
        </div>
      )
  }
}

/** The blocks of a report; title and answer stand in the frame of the page around it. */
export const ReportView = ({ report }: { report: Report }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <article>
      <p className="mb-4 text-small text-quiet">
        <bdi>{report.brand}</bdi>
        {report.period !== null && (
          <>
            {' · '}
            {format.date(report.period.from)} – {format.date(report.period.to)}
          </>
        )}
        {' · '}
        {t('report:madeAt', { when: format.date(report.madeAt) })}
      </p>
      {report.blocks.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a report never changes while it is shown
        <Block key={index} block={block} />
      ))}
    </article>
  )
}
