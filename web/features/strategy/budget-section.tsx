/** Hours and money of the month against the budget, and noting what went into it. */
import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StrategyCheck } from '../../../contract/strategy.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { readNumber } from './read-number.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.strategy.key() })

export const BudgetSection = ({ budget }: { budget: StrategyCheck['budget'] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const money = (amount: number, currency: string) => format.number(amount, { style: 'currency', currency, maximumFractionDigits: 2 })
  const { wanted } = budget
  const against = (spent: string, limit: string | null) =>
    limit === null ? t('strategy:ui.check.spentOnly', { spent }) : t('strategy:ui.check.of', { spent, wanted: limit })
  const currencies = new Set([...budget.money.map(({ currency }) => currency), ...(wanted?.currency ? [wanted.currency] : [])])
  const takeBack = useMutation({ mutationFn: (spentId: string) => client.strategy.unspend({ ...at, spentId }), onSuccess: refresh })
  return (
    <Section title={t('strategy:ui.check.budget')}>
      {budget.fromRooms.inboxHours + budget.fromRooms.creativeHours > 0 && (
        <p className="mb-2 text-quiet">
          {t('strategy:ui.check.rooms', {
            inbox: format.number(budget.fromRooms.inboxHours),
            creative: format.number(budget.fromRooms.creativeHours),
          })}
        </p>
      )}
      {budget.entries.length === 0 && <p className="mb-2 text-quiet">{t('strategy:ui.check.noSpent')}</p>}
      <dl className="mb-3 flex flex-wrap gap-x-10 gap-y-1">
        <div>
          <dt className="text-small text-quiet">{t('strategy:ui.hours')}</dt>
          <dd className="font-medium">
            {against(format.number(budget.hours), typeof wanted?.hours === 'number' ? format.number(wanted.hours) : null)}
          </dd>
        </div>
        {[...currencies].map((currency) => (
          <div key={currency}>
            <dt className="text-small text-quiet">{t('strategy:ui.money')}</dt>
            <dd className="font-medium">
              {against(
                money(budget.money.find((one) => one.currency === currency)?.amount ?? 0, currency),
                wanted?.currency === currency && wanted.money !== null ? money(wanted.money, currency) : null,
              )}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="mb-4 divide-y divide-line">
        {budget.entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
            <span>
              {format.date(entry.day)} · <bdi>{entry.what}</bdi>{' '}
              <span className="text-quiet">{t('strategy:ui.check.by', { name: entry.by })}</span>
            </span>
            <span className="flex items-center gap-3">
              {entry.hours !== null && <span>{t('strategy:ui.hoursShort', { count: entry.hours })}</span>}
              {entry.money !== null && entry.currency !== null && <bdi>{money(entry.money, entry.currency)}</bdi>}
              {can('write-posts') && (
                <IconButton
                  label={`${t('strategy:ui.check.takeBack')}: ${entry.what}`}
                  icon={<Trash2 size={15} aria-hidden />}
                  onClick={() => takeBack.mutate(entry.id)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {can('write-posts') && <NoteSpent currency={wanted?.currency ?? ''} month={budget.month} />}
    </Section>
  )
}

const NoteSpent = ({ currency: usual, month }: { currency: string; month: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brand } = useBrand()
  const [day, setDay] = useState(() => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: brand.timeZone }).format(new Date())
    return today.startsWith(month.slice(0, 7)) ? today : month
  })
  const [what, setWhat] = useState('')
  const [hours, setHours] = useState('')
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState(usual)
  const note = useMutation({
    mutationFn: () =>
      client.strategy.spend({
        ...at,
        day,
        what,
        hours: readNumber(hours),
        money: readNumber(amount),
        currency: readNumber(amount) === null || currency === '' ? null : currency.toUpperCase(),
      }),
    onSuccess: async () => {
      setWhat('')
      setHours('')
      setAmount('')
      await refresh()
    },
  })
  return (
    <details>
      <summary className="cursor-pointer underline underline-offset-4">{t('strategy:ui.check.note')}</summary>
      <form
        className="mt-3 grid max-w-3xl gap-3 sm:grid-cols-[9rem_1fr_6rem_7rem_6rem_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          note.mutate()
        }}
      >
        <TextField
          label={t('strategy:ui.check.day')}
          type="date"
          dir="ltr"
          required
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <TextField
          label={t('strategy:ui.check.what')}
          required
          maxLength={300}
          value={what}
          onChange={(event) => setWhat(event.target.value)}
        />
        <TextField label={t('strategy:ui.hours')} inputMode="decimal" value={hours} onChange={(event) => setHours(event.target.value)} />
        <TextField label={t('strategy:ui.money')} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
        <TextField
          label={t('strategy:ui.currency')}
          dir="ltr"
          maxLength={3}
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
        />
        <Button type="submit" className="self-end" busy={note.isPending}>
          {t('strategy:ui.check.add')}
        </Button>
      </form>
      {note.isError && (
        <div role="alert" className="mt-2">
          <Note kind="problem">{say(problemOf(note.error).sentence)}</Note>
        </div>
      )}
    </details>
  )
}
