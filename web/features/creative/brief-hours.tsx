/** Hours of work on a brief: logged by day and person, taken back when they were a slip. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brief } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { MoneyText } from './money.tsx'

export const BriefHours = ({ brief }: { brief: Brief }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const remove = useMutation({
    mutationFn: (hoursId: string) => client.creative.hours.remove({ ...at, briefId: brief.id, hoursId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.creative.key() }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const sum = brief.hours.reduce((total, { hours }) => total + hours, 0)
  return (
    <Section
      title={t('creative:ui.hours.title')}
      note={sum === 0 ? t('creative:ui.hours.none') : t('creative:ui.hours.sum', { hours: format.number(sum) })}
    >
      {brief.hours.length > 0 && (
        <ul className="mb-4 divide-y divide-line border-y border-line">
          {brief.hours.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5">
              <span>
                {format.date(one.day)} · <bdi>{one.personName}</bdi>
                {one.deliverableId !== null && (
                  <span className="text-quiet"> · {brief.deliverables.find(({ id }) => id === one.deliverableId)?.title}</span>
                )}
              </span>
              <span className="flex items-center gap-3">
                {one.cost !== null && (
                  <span className="text-small text-quiet">
                    <MoneyText of={one.cost} />
                  </span>
                )}
                <span>
                  {format.number(one.hours)} {t('creative:ui.hoursUnit')}
                </span>
                {can('write-posts') && (
                  <IconButton
                    label={t('creative:ui.hours.remove', { hours: one.hours, name: one.personName })}
                    icon={<Trash2 size={16} aria-hidden />}
                    onClick={() => remove.mutate(one.id)}
                  />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {can('write-posts') && <LogForm brief={brief} />}
    </Section>
  )
}

const LogForm = ({ brief }: { brief: Brief }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const people = useQuery(api.creative.people.list.queryOptions({ input: at }))
  const today = useNow().toISOString().slice(0, 10)
  const [personId, setPersonId] = useState<string | null>(null)
  const [deliverableId, setDeliverableId] = useState('none')
  const [day, setDay] = useState(today)
  const [hours, setHours] = useState('1')
  const who = personId ?? people.data?.[0]?.id ?? null
  const log = useMutation({
    mutationFn: () =>
      client.creative.hours.log({
        ...at,
        briefId: brief.id,
        personId: who ?? '',
        deliverableId: deliverableId === 'none' ? null : deliverableId,
        day,
        hours: Number(hours),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.creative.key() }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    log.mutate()
  }
  if (people.data?.length === 0) return <p className="text-quiet">{t('creative:ui.hours.noPeople')}</p>
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
        <Select
          label={t('creative:ui.hours.who')}
          value={who}
          onChange={setPersonId}
          choices={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={t('creative:ui.hours.for')}
          value={deliverableId}
          onChange={setDeliverableId}
          choices={[
            { value: 'none', label: t('creative:ui.hours.whole') },
            ...brief.deliverables.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <TextField
          label={t('creative:ui.hours.day')}
          type="date"
          dir="ltr"
          required
          max={today}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
        <TextField
          label={t('creative:ui.hours.hours')}
          type="number"
          dir="ltr"
          required
          min={0.25}
          max={24}
          step={0.25}
          value={hours}
          onChange={({ target }) => setHours(target.value)}
        />
      </div>
      {log.error !== null && (
        <div role="alert">
          <Note kind="problem">{say(problemOf(log.error).sentence)}</Note>
        </div>
      )}
      <div>
        <Button type="submit" busy={log.isPending} disabled={who === null}>
          {t('creative:ui.hours.log')}
        </Button>
      </div>
    </form>
  )
}
