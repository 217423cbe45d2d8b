/** A brief's money: one line for each currency, quotes and payment stages; a record, exact to the last digit. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Brief, type Cost, type CostInput, costStates } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { MoneyText } from './money.tsx'

const fields = ['budget', 'accepted', 'planned', 'paid', 'work', 'left'] as const

export const BriefMoney = ({ brief }: { brief: Brief }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<{ kind: Cost['kind']; cost: Cost | null } | null>(null)
  return (
    <Section
      title={t('creative:ui.money.title')}
      note={t('creative:ui.money.note')}
      acts={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => setOpen({ kind: 'quote', cost: null })}>
            {t('creative:ui.money.addQuote')}
          </Button>
          <Button size="small" onClick={() => setOpen({ kind: 'payment', cost: null })}>
            {t('creative:ui.money.addPayment')}
          </Button>
        </span>
      }
    >
      <Table
        caption={t('creative:ui.money.title')}
        hideCaption
        rows={brief.money}
        rowKey={({ currency }) => currency}
        columns={[
          { key: 'currency', head: t('creative:ui.money.currency'), rowHeader: true, cell: ({ currency }) => <bdi>{currency}</bdi> },
          ...fields.map((field) => ({
            key: field,
            head: t(`creative:ui.money.${field}`),
            number: true,
            cell: (line: Brief['money'][number]) => {
              const amount = line[field]
              return amount === null ? '–' : <MoneyText of={{ amount, currency: line.currency }} />
            },
          })),
        ]}
      />
      {brief.costs.length === 0 ? (
        <p className="mt-3 text-quiet">{t('creative:ui.money.none')}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {brief.costs.map((cost) => (
            <li key={cost.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
              <span>
                <bdi>{cost.label}</bdi>
                <span className="block text-small text-quiet">
                  {[
                    t(`creative:ui.money.kind.${cost.kind}`),
                    t(`creative:ui.money.states.${cost.state}`),
                    ...(cost.personName === null ? [] : [cost.personName]),
                    ...(cost.paidOn !== null
                      ? [format.date(cost.paidOn)]
                      : cost.dueOn === null
                        ? []
                        : [t('creative:ui.due', { day: format.date(cost.dueOn) })]),
                  ].join(' · ')}
                </span>
              </span>
              <span className="flex items-center gap-3">
                <MoneyText of={cost} />
                <Button
                  size="small"
                  look="quiet"
                  aria-label={`${t('creative:ui.capacity.change')}: ${cost.label}`}
                  onClick={() => setOpen({ kind: cost.kind, cost })}
                >
                  {t('creative:ui.capacity.change')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {open !== null && <CostDialog brief={brief} kind={open.kind} cost={open.cost} onClose={() => setOpen(null)} />}
    </Section>
  )
}

interface CostDialogProps {
  brief: Brief
  kind: Cost['kind']
  cost: Cost | null
  onClose: () => void
}

const CostDialog = ({ brief, kind, cost, onClose }: CostDialogProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const settings = useQuery(api.creative.settings.read.queryOptions({ input: at }))
  const people = useQuery(api.creative.people.list.queryOptions({ input: at }))
  const [input, setInput] = useState<CostInput>({
    kind,
    label: cost?.label ?? '',
    amount: cost?.amount ?? '',
    currency: cost?.currency ?? brief.currency,
    personId: cost?.personId ?? null,
    state: cost?.state ?? costStates[kind][0],
    dueOn: cost?.dueOn ?? null,
    paidOn: cost?.paidOn ?? null,
  })
  const set = (change: Partial<CostInput>) => setInput({ ...input, ...change })
  const save = useMutation({
    mutationFn: () =>
      cost === null
        ? client.creative.costs.add({ ...at, briefId: brief.id, ...input })
        : client.creative.costs.change({ ...at, briefId: brief.id, costId: cost.id, ...input }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={t(kind === 'quote' ? 'creative:ui.money.addQuote' : 'creative:ui.money.addPayment')}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label={t('creative:ui.money.label')}
          required
          maxLength={160}
          value={input.label}
          onChange={({ target }) => set({ label: target.value })}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('creative:ui.money.amount')}
            required
            dir="ltr"
            inputMode="decimal"
            pattern="\d+(\.\d{1,4})?"
            value={input.amount}
            onChange={({ target }) => set({ amount: target.value })}
          />
          <Select
            label={t('creative:ui.money.currency')}
            value={input.currency}
            onChange={(currency) => set({ currency })}
            choices={(settings.data?.currencies ?? [input.currency]).map((value) => ({ value, label: value }))}
          />
        </div>
        <Select
          label={t('creative:ui.money.whom')}
          value={input.personId ?? 'none'}
          onChange={(id) => set({ personId: id === 'none' ? null : id })}
          choices={[
            { value: 'none', label: t('creative:ui.form.noPerson') },
            ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          label={t('creative:ui.money.state')}
          value={input.state}
          onChange={(state) => set({ state })}
          choices={costStates[kind].map((value) => ({ value: value as CostInput['state'], label: t(`creative:ui.money.states.${value}`) }))}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('creative:ui.money.due')}
            optional={t('ui.optional')}
            type="date"
            dir="ltr"
            value={input.dueOn ?? ''}
            onChange={({ target }) => set({ dueOn: target.value === '' ? null : target.value })}
          />
          {input.state === 'paid' && (
            <TextField
              label={t('creative:ui.money.paidOn')}
              required
              type="date"
              dir="ltr"
              value={input.paidOn ?? ''}
              onChange={({ target }) => set({ paidOn: target.value === '' ? null : target.value })}
            />
          )}
        </div>
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={save.isPending}>
            {t('creative:ui.form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
