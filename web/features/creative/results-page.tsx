/** Cost and result: what each kind of work cost, and what its posts earned for an hour of it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CostGroup, costGroupings } from '../../../contract/creative.ts'
import { api } from '../../api.ts'
import { IntervalPlot } from '../../charts/interval-plot.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { MoneyText } from './money.tsx'
import { RoomTabs } from './room-tabs.tsx'

const spans = ['30', '90', '180', '365'] as const

export const ResultsPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const [by, setBy] = useState<(typeof costGroupings)[number]>('format')
  const [days, setDays] = useState<(typeof spans)[number]>('180')
  const results = useQuery(
    api.creative.results.queryOptions({ input: { ...at, by, days: Number(days) }, placeholderData: keepPreviousData }),
  )
  const { data } = results
  const nameOf = ({ key, name }: CostGroup) =>
    key === '—' || name === '—' ? t('creative:ui.results.none') : name === null ? t(`creative:ui.format.${key}`) : name
  const known = data?.groups.flatMap((group) => ('kind' in group.perHour ? [] : [{ label: nameOf(group), estimate: group.perHour }])) ?? []
  const show = (of: CostGroup['perHour'], title: string) =>
    'kind' in of ? (
      <span className="text-small text-quiet">
        {t('creative:ui.results.thin', {
          have: format.number(of.have),
          need: format.number(of.need),
          unit: t(`creative:ui.results.unit.${of.unit}`),
        })}
      </span>
    ) : (
      <Supported of={of} title={title} />
    )
  const returnedColumn = {
    key: 'returned',
    head: t('creative:ui.results.returned'),
    cell: (group: CostGroup) => {
      if (group.returned === null) return '–'
      const title = `${t('creative:ui.results.returned')}: ${nameOf(group)}`
      return (
        <>
          {show(group.returned.conversions, title)}
          {group.returned.value.map(({ currency, of }) => (
            <span key={currency} className="block">
              <Supported of={of} title={title} kind={{ currency }} />
            </span>
          ))}
        </>
      )
    },
  }
  return (
    <Page question={t('creative:ui.results.question')} answer={data && say(data.answer)}>
      <RoomTabs />
      <div className="mb-6 flex flex-wrap gap-3">
        <Select
          className="min-w-36"
          label={t('creative:ui.results.by')}
          value={by}
          onChange={setBy}
          choices={costGroupings.map((value) => ({ value, label: t(`creative:ui.results.bys.${value}`) }))}
        />
        <Select
          className="min-w-36"
          label={t('creative:ui.results.days')}
          value={days}
          onChange={setDays}
          choices={spans.map((value) => ({ value, label: t('creative:ui.results.lastDays', { count: Number(value) }) }))}
        />
      </div>
      {results.isPending && <Skeleton height={280} />}
      {results.isError && <ErrorState error={results.error} onRetry={() => void results.refetch()} />}
      {data !== undefined && (
        <>
          {known.length > 1 && (
            <Section title={t('creative:ui.results.title')}>
              <IntervalPlot
                title={t('creative:ui.results.title')}
                words={t('creative:ui.results.words')}
                unit={t('creative:ui.results.axis')}
                rows={known}
              />
            </Section>
          )}
          <Table
            caption={t('creative:ui.results.question')}
            hideCaption
            rows={data.groups}
            rowKey={({ key }) => key}
            columns={[
              { key: 'kind', head: t('creative:ui.results.kind'), rowHeader: true, cell: (group) => <bdi>{nameOf(group)}</bdi> },
              { key: 'pieces', head: t('creative:ui.results.pieces'), number: true, cell: ({ pieces }) => format.number(pieces) },
              { key: 'hours', head: t('creative:ui.results.hours'), number: true, cell: ({ hours }) => format.number(hours) },
              {
                key: 'money',
                head: t('creative:ui.results.money'),
                number: true,
                cell: ({ money }) =>
                  money.length === 0
                    ? '–'
                    : money.map((one) => (
                        <span key={one.currency} className="block">
                          <MoneyText of={one} />
                        </span>
                      )),
              },
              {
                key: 'perPiece',
                head: t('creative:ui.results.perPiece'),
                cell: (group) => show(group.hoursPerPiece, `${t('creative:ui.results.perPiece')}: ${nameOf(group)}`),
              },
              {
                key: 'perPost',
                head: t('creative:ui.results.perPost'),
                cell: (group) => show(group.perPost, `${t('creative:ui.results.perPost')}: ${nameOf(group)}`),
              },
              {
                key: 'perHour',
                head: t('creative:ui.results.perHour'),
                cell: (group) => show(group.perHour, `${t('creative:ui.results.perHour')}: ${nameOf(group)}`),
              },
              ...(data.groups.some(({ returned }) => returned !== null) ? [returnedColumn] : []),
            ]}
          />
          <p className="mt-4 max-w-prose text-quiet">{t('creative:ui.results.note')}</p>
        </>
      )}
    </Page>
  )
}
