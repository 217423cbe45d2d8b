/** The ways people take before they buy: the commonest, how many touches, how many days. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import type { AskedPeriod } from './period.tsx'

export const Journeys = ({ period }: { period: AskedPeriod }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useSay()
  const { at } = useBrand()
  const journeys = useQuery(api.attribution.journeys.queryOptions({ input: { ...at, ...period } }))
  if (journeys.isPending) return <Skeleton height={320} />
  if (journeys.isError) return <ErrorState error={journeys.error} onRetry={() => void journeys.refetch()} />
  const { data } = journeys
  if (data.kind !== 'journeys')
    return (
      <EmptyState title={t('attribution:ui.empty')}>
        <p>{say(data.words)}</p>
      </EmptyState>
    )
  const number = (value: number) => format.number(value)
  return (
    <>
      {data.medianLagDays !== null && (
        <p className="mb-6">
          {t('attribution:ui.median')} <Supported of={data.medianLagDays} title={t('attribution:ui.median')} />
        </p>
      )}
      <Section title={t('attribution:ui.paths')}>
        <Table
          caption={t('attribution:ui.paths')}
          hideCaption
          rows={data.paths}
          rowKey={({ path }) => path.join('>')}
          columns={[
            {
              key: 'path',
              rowHeader: true,
              head: t('attribution:ui.path'),
              cell: ({ path }) => path.map((step) => `\u2068${step}\u2069`).join(format.locale.startsWith('ar') ? ' ‹ ' : ' › '),
            },
            { key: 'n', number: true, head: t('attribution:ui.conversions'), cell: ({ conversions }) => number(conversions) },
            { key: 'nulls', number: true, head: t('attribution:ui.nulls'), cell: ({ nulls }) => number(nulls) },
            { key: 'share', number: true, head: t('attribution:ui.share'), cell: ({ share }) => format.percent(share) },
          ]}
        />
      </Section>
      <div className="grid gap-x-8 sm:grid-cols-2">
        <Section title={t('attribution:ui.lags')}>
          <Table
            caption={t('attribution:ui.lags')}
            hideCaption
            rows={data.lags}
            rowKey={({ fromDay }) => String(fromDay)}
            columns={[
              {
                key: 'days',
                rowHeader: true,
                head: t('attribution:ui.days'),
                cell: ({ fromDay, toDay }) =>
                  toDay === null ? `${number(fromDay)}+` : toDay === fromDay ? number(fromDay) : `${number(fromDay)} – ${number(toDay)}`,
              },
              { key: 'n', number: true, head: t('attribution:ui.conversions'), cell: ({ conversions }) => number(conversions) },
            ]}
          />
        </Section>
        <Section title={t('attribution:ui.lengths')}>
          <Table
            caption={t('attribution:ui.lengths')}
            hideCaption
            rows={data.lengths}
            rowKey={({ touches }) => String(touches)}
            columns={[
              {
                key: 'touches',
                rowHeader: true,
                head: t('attribution:ui.lengths'),
                cell: ({ touches }) => `${number(touches)}${touches === 10 ? '+' : ''}`,
              },
              { key: 'n', number: true, head: t('attribution:ui.conversions'), cell: ({ conversions }) => number(conversions) },
            ]}
          />
        </Section>
      </div>
      {data.late.words !== null && <Note kind="fact">{say(data.late.words)}</Note>}
    </>
  )
}
