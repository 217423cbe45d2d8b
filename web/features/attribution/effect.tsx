/** What something really brings: planning to leave it out, fixing that, and the plain answer at its end. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Holdout, holdoutUnits, type HoldoutWish } from '../../../contract/attribution.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { HoldoutResultView } from './holdout-result.tsx'

const Planner = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const [wish, setWish] = useState({ unit: 'weeks' as HoldoutWish['unit'], channel: '', wished: '20', mostDays: '56', mostShare: '30' })
  const [title, setTitle] = useState('')
  const [startsOn, setStartsOn] = useState(today)
  const plan = useMutation(api.attribution.planHoldout.mutationOptions())
  const begin = useMutation(
    api.attribution.beginHoldout.mutationOptions({
      onSuccess: () => {
        plan.reset()
        return queries.invalidateQueries({ queryKey: api.attribution.holdouts.key() })
      },
    }),
  )
  const asked = {
    unit: wish.unit,
    channel: wish.channel.trim() === '' ? null : wish.channel.trim(),
    wished: Number(wish.wished) / 100,
    mostDays: Number(wish.mostDays),
    mostShare: Number(wish.mostShare) / 100,
  }
  const change = (next: Partial<typeof wish>) => {
    plan.reset()
    setWish({ ...wish, ...next })
  }
  const { data } = plan
  const field = (key: 'wished' | 'mostDays' | 'mostShare', min: number, max: number) => (
    <TextField
      className="w-44"
      type="number"
      dir="ltr"
      required
      min={min}
      max={max}
      label={t(`attribution:ui.effect.${key}`)}
      value={wish[key]}
      onChange={({ target }) => change({ [key]: target.value })}
    />
  )
  return (
    <Section title={t('attribution:ui.effect.planTitle')} note={t('attribution:ui.effect.planNote')}>
      <form
        className="mb-4 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          plan.mutate({ ...at, wish: asked })
        }}
      >
        <Select
          className="w-64"
          label={t('attribution:ui.effect.unit')}
          value={wish.unit}
          onChange={(unit) => change({ unit })}
          choices={holdoutUnits.map((value) => ({ value, label: t(`attribution:ui.effect.${value}`) }))}
        />
        <TextField
          className="w-56"
          label={t('attribution:ui.effect.what')}
          hint={t('attribution:ui.effect.whatHint')}
          value={wish.channel}
          onChange={({ target }) => change({ channel: target.value })}
        />
        {field('wished', 1, 95)}
        {field('mostDays', 7, 84)}
        {wish.unit === 'region' && field('mostShare', 5, 50)}
        <Button type="submit" look="next" busy={plan.isPending}>
          {t('attribution:ui.effect.plan')}
        </Button>
      </form>
      {plan.isError && <ErrorState error={plan.error} />}
      {data !== undefined && (
        <div className="grid gap-4" aria-live="polite">
          <Note kind={data.kind === 'design' ? 'good' : 'warning'}>{say(data.words)}</Note>
          {data.kind !== 'too-little-data' && (
            <>
              {can('publish') && (
                <form
                  className="flex flex-wrap items-end gap-3"
                  onSubmit={(event) => {
                    event.preventDefault()
                    begin.mutate({ ...at, wish: asked, title, startsOn })
                  }}
                >
                  <TextField
                    label={t('attribution:ui.effect.title')}
                    required
                    value={title}
                    onChange={({ target }) => setTitle(target.value)}
                  />
                  <TextField
                    type="date"
                    required
                    min={today}
                    label={t('attribution:ui.effect.startsOn')}
                    hint={t('attribution:ui.effect.fixed')}
                    value={startsOn}
                    onChange={({ target }) => setStartsOn(target.value)}
                  />
                  <Button type="submit" busy={begin.isPending}>
                    {t('attribution:ui.effect.begin')}
                  </Button>
                </form>
              )}
              {begin.isError && <ErrorState error={begin.error} />}
              <Table
                caption={t('attribution:ui.effect.tried')}
                rows={data.tried}
                rowKey={({ days, units, blockDays }, at) => `${days}/${blockDays}/${units.join()}/${at}`}
                columns={[
                  {
                    key: 'units',
                    rowHeader: true,
                    head: t('attribution:ui.effect.unit'),
                    cell: ({ units, blockDays }) =>
                      units.length > 0 ? (
                        <bdi>{units.join(', ')}</bdi>
                      ) : blockDays === null ? (
                        t('attribution:ui.effect.channel')
                      ) : (
                        t('attribution:ui.effect.blocks', { days: blockDays })
                      ),
                  },
                  { key: 'days', number: true, head: t('attribution:ui.effect.days'), cell: ({ days }) => format.number(days) },
                  { key: 'share', number: true, head: t('attribution:ui.effect.share'), cell: ({ share }) => format.percent(share) },
                  {
                    key: 'smallest',
                    number: true,
                    head: t('attribution:ui.effect.smallest'),
                    cell: ({ smallest, smallestInterval: [low, high] }) =>
                      `${format.percent(smallest)} (${format.percent(low)} – ${format.percent(high)})`,
                  },
                  { key: 'power', number: true, head: t('attribution:ui.effect.power'), cell: ({ power }) => format.percent(power) },
                  {
                    key: 'placebos',
                    number: true,
                    head: t('attribution:ui.effect.placebos'),
                    cell: ({ placebos }) => format.number(placebos),
                  },
                ]}
              />
            </>
          )}
        </div>
      )}
    </Section>
  )
}

const One = ({ holdout }: { holdout: Holdout }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h3 className="font-semibold">
          <bdi>{holdout.title}</bdi>
        </h3>
        <span className="text-quiet">
          {format.calendarDay(holdout.startsOn)} – {format.calendarDay(holdout.endsOn)}
        </span>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('attribution:ui.effect.open')}
        </Button>
      </div>
      {open && <HoldoutResultView holdoutId={holdout.id} />}
    </li>
  )
}

export const Effect = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const holdouts = useQuery(api.attribution.holdouts.queryOptions({ input: at }))
  if (holdouts.isPending) return <Skeleton height={280} />
  if (holdouts.isError) return <ErrorState error={holdouts.error} onRetry={() => void holdouts.refetch()} />
  return (
    <>
      {holdouts.data.length === 0 ? (
        <div className="mb-6">
          <EmptyState title={t('attribution:ui.effect.none')}>
            <p>{t('attribution:ui.effect.noneBody')}</p>
          </EmptyState>
        </div>
      ) : (
        <ul className="mb-8">
          {holdouts.data.map((holdout) => (
            <One key={holdout.id} holdout={holdout} />
          ))}
        </ul>
      )}
      <Planner />
    </>
  )
}
