/** Within which time the brand answers, by account, and the hours in which that time runs. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxSettings } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'

/** The targets that are offered, in minutes; another one, set through the API, stays as it is. */
const offered = [30, 60, 120, 240, 480, 1440, 2880]
const weekdays = [1, 2, 3, 4, 5, 6, 7]

export const Targets = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const read = useQuery(api.inbox.settings.queryOptions({ input: at }))
  return (
    <Section title={t('inbox:ui.targets.title')} note={t('inbox:ui.targets.note')}>
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined && <TargetsForm settings={read.data} />}
    </Section>
  )
}

const TargetsForm = ({ settings }: { settings: InboxSettings }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can, brand } = useBrand()
  const accounts = useAccounts()
  const [targets, setTargets] = useState(settings.targets)
  const [hours, setHours] = useState(settings.hours)
  const [holidays, setHolidays] = useState(settings.holidays)
  const [day, setDay] = useState('')
  const save = useMutation({
    mutationFn: () => client.inbox.saveSettings({ ...at, settings: { targets, hours, holidays } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.inbox.key() })
      notify(t('ui.saved'))
    },
  })
  const minutesOf = (accountId: string | null) => targets.find((one) => one.accountId === accountId)?.minutes ?? null
  const setMinutes = (accountId: string | null, minutes: number | null) =>
    setTargets([...targets.filter((one) => one.accountId !== accountId), ...(minutes === null ? [] : [{ accountId, minutes }])])
  const choicesFor = (own: number | null, none: string) => [
    { value: '', label: none },
    ...[...new Set([...offered, ...(own === null ? [] : [own])])]
      .toSorted((a, b) => a - b)
      .map((minutes) => ({
        value: String(minutes),
        label:
          minutes % 60 === 0 ? t('inbox:ui.targets.hours', { count: minutes / 60 }) : t('inbox:ui.targets.minutes', { count: minutes }),
      })),
  ]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const disabled = !can('write-posts')
  return (
    <form className="grid gap-5" onSubmit={submit}>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        {[null, ...(accounts.data ?? []).map(({ id }) => id)].map((accountId) => {
          const own = minutesOf(accountId)
          const handle = accounts.data?.find(({ id }) => id === accountId)?.handle
          return (
            <Select
              key={accountId ?? 'brand'}
              label={accountId === null ? t('inbox:ui.targets.brand') : t('inbox:ui.targets.account', { handle: `@${handle ?? ''}` })}
              className="min-w-56"
              disabled={disabled}
              value={own === null ? '' : String(own)}
              onChange={(value) => setMinutes(accountId, value === '' ? null : Number(value))}
              choices={choicesFor(own, t(accountId === null ? 'inbox:ui.targets.none' : 'inbox:ui.targets.asBrand'))}
            />
          )
        })}
      </div>
      <fieldset>
        <legend className="font-medium">{t('inbox:ui.targets.hoursTitle', { zone: brand.timeZone })}</legend>
        <p className="mb-2 text-small text-quiet">{t(hours.length === 0 ? 'inbox:ui.targets.always' : 'inbox:ui.targets.only')}</p>
        <div className="grid gap-1">
          {weekdays.map((weekday) => {
            const own = hours.filter((one) => one.weekday === weekday)
            const change = (from: string, to: string) =>
              setHours([...hours.filter((one) => one.weekday !== weekday), { weekday, from, to }])
            return (
              <div key={weekday} className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <div className="min-w-36">
                  <Checkbox
                    label={format.weekday(weekday)}
                    checked={own.length > 0}
                    disabled={disabled}
                    onChange={(on) => (on ? change('09:00', '17:00') : setHours(hours.filter((one) => one.weekday !== weekday)))}
                  />
                </div>
                {own.map((span) => (
                  <span key={`${span.from}${span.to}`} className="flex items-center gap-2">
                    <TextField
                      hideLabel
                      label={t('inbox:ui.targets.from', { day: format.weekday(weekday) })}
                      type="time"
                      dir="ltr"
                      required
                      disabled={disabled}
                      value={span.from}
                      onChange={({ target }) => target.value !== '' && change(target.value, span.to)}
                    />
                    <TextField
                      hideLabel
                      label={t('inbox:ui.targets.to', { day: format.weekday(weekday) })}
                      type="time"
                      dir="ltr"
                      required
                      disabled={disabled}
                      value={span.to === '24:00' ? '23:59' : span.to}
                      onChange={({ target }) => target.value !== '' && change(span.from, target.value)}
                    />
                  </span>
                ))}
              </div>
            )
          })}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('inbox:ui.targets.holiday')}
          type="date"
          dir="ltr"
          disabled={disabled}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
        <Button
          disabled={disabled || day === ''}
          onClick={() => {
            setHolidays([...new Set([...holidays, day])].toSorted((a, b) => a.localeCompare(b)))
            setDay('')
          }}
        >
          {t('inbox:ui.add')}
        </Button>
        {holidays.map((one) => (
          <Button
            key={one}
            size="small"
            disabled={disabled}
            aria-label={t('inbox:ui.targets.dropHoliday', { day: one })}
            onClick={() => setHolidays(holidays.filter((other) => other !== one))}
          >
            {format.calendarDay(one)} ×
          </Button>
        ))}
      </div>
      {save.error !== null && (
        <div role="alert">
          <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
        </div>
      )}
      {!disabled && (
        <div>
          <Button look="next" type="submit" busy={save.isPending}>
            {t('ui.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
