/** What channels cost beside what models credit them with and what holdouts measured; and writing costs down. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CostInput, costKinds, type MoneyRow } from '../../../contract/attribution.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { writeValue } from '../../ui/estimate.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { CampaignPicker } from '../links/index.ts'
import type { AskedPeriod } from './period.tsx'

const Costs = ({ period }: { period: AskedPeriod }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const refresh = { onSuccess: () => queries.invalidateQueries({ queryKey: api.attribution.key() }) }
  const costs = useQuery(api.attribution.costs.queryOptions({ input: { ...at, ...period } }))
  const add = useMutation(api.attribution.addCost.mutationOptions(refresh))
  const remove = useMutation(api.attribution.removeCost.mutationOptions(refresh))
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const [kind, setKind] = useState<CostInput['kind']>('media')
  const [campaignId, setCampaignId] = useState<string | null>(null)
  const campaigns = useQuery(api.links.campaigns.queryOptions({ input: at }))
  const [cost, setCost] = useState({ channel: '', amount: '', currency: 'EUR', startsOn: today, endsOn: today, note: '' })
  const field = (key: keyof typeof cost, label: string, type = 'text', more: Record<string, unknown> = {}) => (
    <TextField
      className="w-40"
      label={label}
      type={type}
      required={key !== 'note' && key !== 'channel'}
      value={cost[key]}
      onChange={({ target }) => setCost({ ...cost, [key]: target.value })}
      {...more}
    />
  )
  return (
    <Section title={t('attribution:ui.money.costs')}>
      {costs.isError && <ErrorState error={costs.error} onRetry={() => void costs.refetch()} />}
      {(costs.data ?? []).length > 0 && (
        <Table
          caption={t('attribution:ui.money.costs')}
          hideCaption
          rows={costs.data ?? []}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'channel',
              rowHeader: true,
              head: t('attribution:money.column.channel'),
              cell: ({ channel }) => <bdi>{channel ?? t('attribution:ui.money.all')}</bdi>,
            },
            {
              key: 'campaign',
              head: t('links:ui.new.campaign'),
              cell: ({ campaignId: of }) => <bdi>{campaigns.data?.find(({ id }) => id === of)?.name ?? '–'}</bdi>,
            },
            { key: 'kind', head: t('attribution:ui.money.kind'), cell: (one) => t(`attribution:ui.money.${one.kind}`) },
            {
              key: 'days',
              head: t('attribution:ui.effect.days'),
              cell: ({ startsOn, endsOn }) => `${format.calendarDay(startsOn)} – ${format.calendarDay(endsOn)}`,
            },
            {
              key: 'amount',
              number: true,
              head: t('attribution:ui.money.amount'),
              cell: ({ amount, currency }) => writeValue(format, { currency: currency }, amount),
            },
            {
              key: 'remove',
              head: <span className="sr-only">{t('attribution:ui.money.remove')}</span>,
              cell: ({ id }) =>
                can('publish') && (
                  <Button size="small" onClick={() => remove.mutate({ ...at, costId: id })}>
                    {t('attribution:ui.money.remove')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {can('publish') && (
        <form
          className="mt-4 flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const { channel, amount, ...rest } = cost
            add.mutate({
              ...at,
              cost: {
                ...rest,
                kind,
                campaignId,
                amount: Number(amount),
                currency: rest.currency.toUpperCase(),
                channel: channel.trim() === '' ? null : channel.trim(),
              },
            })
          }}
        >
          <Select
            className="w-36"
            label={t('attribution:ui.money.kind')}
            value={kind}
            onChange={setKind}
            choices={costKinds.map((value) => ({ value, label: t(`attribution:ui.money.${value}`) }))}
          />
          {field('channel', t('attribution:money.column.channel'))}
          <CampaignPicker className="w-44" value={campaignId} onChange={setCampaignId} />
          {field('amount', t('attribution:ui.money.amount'), 'number', { dir: 'ltr', min: 0.01, step: 'any' })}
          {field('currency', t('attribution:ui.money.currency'), 'text', { dir: 'ltr', maxLength: 3, pattern: '[A-Za-z]{3}' })}
          {field('startsOn', t('attribution:ui.from'), 'date')}
          {field('endsOn', t('attribution:ui.to'), 'date')}
          {field('note', t('attribution:ui.money.note'))}
          <Button type="submit" busy={add.isPending}>
            {t('attribution:ui.money.add')}
          </Button>
        </form>
      )}
      {add.isError && <ErrorState error={add.error} />}
      {remove.isError && <ErrorState error={remove.error} />}
    </Section>
  )
}

export const Money = ({ period }: { period: AskedPeriod }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const money = useQuery({
    ...api.attribution.money.queryOptions({ input: { ...at, ...period } }),
    refetchInterval: ({ state }) => (state.data?.kind === 'computing' ? 800 : false),
  })
  if (money.isPending || money.data?.kind === 'computing') return <Skeleton height={280} />
  if (money.isError) return <ErrorState error={money.error} onRetry={() => void money.refetch()} />
  const { data } = money
  const amount = (value: number, currency: string) => (value === 0 ? '–' : writeValue(format, { currency: currency }, value))
  const returned = (value: MoneyRow['creditedReturn'], row: MoneyRow, key: string) =>
    value === null ? (
      '–'
    ) : (
      <Supported
        inline
        title={`${row.channel}, ${t(`attribution:money.column.${key}`)}`}
        of={{ value: value.value, interval: value.interval, level: data.level, n: data.evidence.n, evidence: data.evidence }}
      />
    )
  return (
    <>
      {data.rows.length === 0 ? (
        <EmptyState title={t('attribution:ui.money.empty')}>
          <p>{t('attribution:ui.money.emptyBody')}</p>
        </EmptyState>
      ) : (
        <Section title={t('attribution:ui.money.table')}>
          <p className="mb-3 font-medium">{say(data.headline)}</p>
          <Table
            caption={t('attribution:ui.money.table')}
            hideCaption
            rows={data.rows}
            rowKey={({ channel, currency }) => `${channel}/${currency}`}
            columns={[
              {
                key: 'channel',
                rowHeader: true,
                head: t('attribution:money.column.channel'),
                cell: ({ channel }) => <bdi>{channel || t('attribution:ui.money.all')}</bdi>,
              },
              { key: 'media', number: true, head: t('attribution:money.column.media'), cell: (row) => amount(row.media, row.currency) },
              { key: 'fees', number: true, head: t('attribution:money.column.fees'), cell: (row) => amount(row.fees, row.currency) },
              { key: 'work', number: true, head: t('attribution:money.column.work'), cell: (row) => amount(row.work, row.currency) },
              {
                key: 'hours',
                number: true,
                head: t('attribution:money.column.hours'),
                cell: ({ hours }) => (hours === null ? '–' : format.number(Math.round(hours * 10) / 10)),
              },
              {
                key: 'credited',
                number: true,
                head: t('attribution:money.column.credited'),
                cell: (row) =>
                  row.credited === null ? (
                    '–'
                  ) : (
                    <Supported
                      inline
                      kind={{ currency: row.currency }}
                      title={`${row.channel}, ${t('attribution:money.column.credited')}`}
                      of={{
                        value: row.credited.value,
                        interval: row.credited.interval,
                        level: data.level,
                        n: data.evidence.n,
                        evidence: data.evidence,
                      }}
                    />
                  ),
              },
              {
                key: 'range',
                number: true,
                head: t('attribution:money.column.range'),
                cell: (row) =>
                  row.credited === null
                    ? '–'
                    : `${writeValue(format, { currency: row.currency }, row.credited.least)} – ${writeValue(format, { currency: row.currency }, row.credited.most)}`,
              },
              {
                key: 'return',
                number: true,
                head: t('attribution:money.column.return'),
                cell: (row) => returned(row.creditedReturn, row, 'return'),
              },
              {
                key: 'measured',
                number: true,
                head: t('attribution:money.column.measured'),
                cell: (row) => returned(row.measured, row, 'measured'),
              },
            ]}
          />
          <div className="mt-4 grid gap-2">
            {data.notes.map((note) => (
              <Note key={note.key} kind="fact">
                {say(note)}
              </Note>
            ))}
          </div>
        </Section>
      )}
      <Costs period={period} />
    </>
  )
}
