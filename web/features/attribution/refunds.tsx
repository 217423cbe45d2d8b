/** What came back of orders: how much, what still waits for its order, and writing one down by hand. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { writeValue } from '../../ui/estimate.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Note } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

const NewRefund = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const queries = useQueryClient()
  const empty = { order: '', amount: '', currency: '' }
  const [form, setForm] = useState(empty)
  const set = (change: Partial<typeof empty>) => setForm({ ...form, ...change })
  const add = useMutation(
    api.events.addRefunds.mutationOptions({
      onSuccess: async () => {
        setForm(empty)
        await Promise.all([
          queries.invalidateQueries({ queryKey: api.events.key() }),
          queries.invalidateQueries({ queryKey: api.attribution.key() }),
        ])
      },
    }),
  )
  const problem = add.isError ? problemOf(add.error) : null
  const needsCurrency = problem?.where === 'refunds.0.currency'
  return (
    <form
      className="mt-4 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const moment = new Date().toISOString()
        add.mutate({
          ...at,
          refunds: [
            {
              id: `hand ${moment}`,
              order: form.order,
              at: moment,
              amount: form.amount.trim() === '' ? null : Number(form.amount),
              currency: form.currency.trim() === '' ? null : form.currency.trim().toUpperCase(),
            },
          ],
        })
      }}
    >
      <TextField
        className="w-44"
        dir="ltr"
        required
        maxLength={200}
        label={t('attribution:ui.refund.order')}
        value={form.order}
        onChange={({ target }) => set({ order: target.value })}
      />
      <TextField
        className="w-44"
        dir="ltr"
        type="number"
        min={0.01}
        step="any"
        label={t('attribution:ui.money.amount')}
        hint={t('attribution:ui.refund.whole')}
        value={form.amount}
        onChange={({ target }) => set({ amount: target.value })}
      />
      <TextField
        className="w-32"
        dir="ltr"
        maxLength={3}
        pattern="[A-Za-z]{3}"
        label={t('attribution:ui.money.currency')}
        problem={needsCurrency ? say(problem.sentence) : null}
        value={form.currency}
        onChange={({ target }) => set({ currency: target.value })}
      />
      <Button type="submit" busy={add.isPending}>
        {t('attribution:ui.refund.add')}
      </Button>
      {add.isError && !needsCurrency && <ErrorState error={add.error} />}
    </form>
  )
}

export const Refunds = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const found = useQuery(api.events.refunds.queryOptions({ input: at }))
  const { data } = found
  return (
    <Section title={t('attribution:ui.refund.title')} note={t('attribution:ui.refund.note')}>
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {data !== undefined && (
        <>
          {data.refunds.length === 0 && <p className="text-quiet">{t('attribution:ui.refund.none')}</p>}
          {data.amounts.map(({ currency, amount, orders }) => (
            <p key={currency} className="font-medium">
              {t('attribution:ui.refund.back', { amount: writeValue(format, { currency: currency }, amount), count: orders })}
            </p>
          ))}
          {data.waiting > 0 && <Note kind="fact">{t('attribution:money.note.waiting', { count: data.waiting })}</Note>}
          {data.otherCurrency > 0 && <Note kind="warning">{t('attribution:money.note.otherCurrency', { count: data.otherCurrency })}</Note>}
          {data.refunds.length > 0 && (
            <Table
              caption={t('attribution:ui.refund.title')}
              hideCaption
              rows={data.refunds.slice(0, 20)}
              rowKey={({ order, at: moment, source, amount }) => `${order}/${moment}/${source}/${amount}`}
              columns={[
                {
                  key: 'order',
                  rowHeader: true,
                  head: t('attribution:ui.refund.order'),
                  cell: ({ order }) => <bdi dir="ltr">{order}</bdi>,
                },
                { key: 'at', head: t('attribution:holdout.column.day'), cell: ({ at: moment }) => format.date(moment) },
                {
                  key: 'amount',
                  number: true,
                  head: t('attribution:ui.money.amount'),
                  cell: ({ amount, currency }) =>
                    amount === null || currency === null
                      ? t('attribution:ui.refund.all')
                      : writeValue(format, { currency: currency }, amount),
                },
                { key: 'source', head: t('attribution:ui.refund.source'), cell: ({ source }) => <bdi>{source}</bdi> },
                { key: 'state', head: t('attribution:ui.refund.state'), cell: ({ state }) => t(`attribution:ui.refund.is.${state}`) },
              ]}
            />
          )}
        </>
      )}
      {can('import') && <NewRefund />}
    </Section>
  )
}
