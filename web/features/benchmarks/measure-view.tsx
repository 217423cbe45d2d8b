/** One measure of all accounts: our place in words, a picture with ranges, and a table whose numbers open. */
import { useTranslation } from 'react-i18next'
import type { Measured } from '../../../contract/benchmarks.ts'
import { IntervalPlot } from '../../charts/interval-plot.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'

export const MeasureView = ({ of: { measure, unit, answer, pooled, rows } }: { of: Measured }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const title = t(`benchmarks:measure.${measure}`)
  const nameOf = ({ name, competitorId }: Measured['rows'][number]) => (competitorId === null ? t('benchmarks:ui.ours', { name }) : name)
  const known = rows.flatMap((row) => (row.estimate === null ? [] : [{ label: nameOf(row), estimate: row.estimate }]))
  const ends = known.flatMap(({ estimate }) => estimate.interval)
  const scale = [Math.min(...ends), Math.max(...ends)] as const
  return (
    <Section title={title} note={say(answer)}>
      {known.length > 1 && (
        <IntervalPlot
          title={title}
          words={`${t('benchmarks:ui.chart', { measure: title })}. ${say(answer)}`}
          unit={title}
          rows={known}
          kind={unit}
          {...(unit === 'change' ? { noDifference: 0 } : {})}
        />
      )}
      <Table
        caption={t('benchmarks:ui.table', { measure: title })}
        hideCaption
        columns={[
          { key: 'account', head: t('benchmarks:ui.competitor'), cell: (row) => <bdi>{nameOf(row)}</bdi>, rowHeader: true },
          {
            key: 'estimate',
            head: title,
            cell: ({ estimate, missing, name }) =>
              estimate === null ? (
                <span className="text-quiet">{missing === null ? t('benchmarks:ui.unknown') : say(missing)}</span>
              ) : (
                <Supported of={estimate} title={`${title}: ${name}`} kind={unit} scale={scale} />
              ),
          },
          {
            key: 'place',
            head: t('benchmarks:ui.place'),
            cell: ({ place }) =>
              place === null
                ? '–'
                : place.interval[0] === place.interval[1]
                  ? format.number(place.interval[0])
                  : place.interval.map((end) => format.number(end)).join('–'),
            number: true,
          },
        ]}
        rows={rows}
        rowKey={({ competitorId }) => competitorId ?? 'own'}
      />
      {pooled && <p className="mt-2 text-small text-quiet">{t('benchmarks:ui.pooled')}</p>}
    </Section>
  )
}
