/** What time for conversations earned: days switched on and off by chance, compared as they were drawn. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trial } from '../../../contract/inbox-time.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'
import { TrialDialog } from './trial-dialog.tsx'

export const Trials = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const [open, setOpen] = useState(false)
  const read = useQuery(api.inbox.trials.queryOptions({ input: at }))
  const add = can('publish') && <Button onClick={() => setOpen(true)}>{t('inbox:ui.trials.add')}</Button>
  return (
    <Section title={t('inbox:ui.trials.title')} note={t('inbox:ui.trials.note')} acts={read.data?.length ? add : undefined}>
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.length === 0 && (
        <EmptyState title={t('inbox:ui.trials.empty')} act={add}>
          {t('inbox:ui.trials.example')}
        </EmptyState>
      )}
      <ul className="grid gap-4">
        {read.data?.map((trial) => (
          <OneTrial key={trial.id} trial={trial} />
        ))}
      </ul>
      {open && <TrialDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

const OneTrial = ({ trial }: { trial: Trial }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const stop = useMutation({
    mutationFn: () => client.inbox.stopTrial({ ...at, trialId: trial.id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.inbox.key() }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const { effect, hoursOn, hoursOff, today, state } = trial
  const hours = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const goes = state === 'planned' || state === 'running'
  return (
    <li className="rounded-box border border-line px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="max-w-prose">
          <h3 className="font-medium">
            <bdi>{trial.name}</bdi> · <bdi dir="ltr">@{accounts.data?.find(({ id }) => id === trial.accountId)?.handle}</bdi>
          </h3>
          <p className="text-small text-quiet">
            {t(`inbox:ui.trials.state.${state}`)} · {format.calendarDay(trial.startsOn)} – {format.calendarDay(trial.endsOn)} ·{' '}
            {t(`inbox:ui.trials.metric.${trial.metric}`)}
          </p>
        </div>
        {goes && can('publish') && (
          <Button
            size="small"
            busy={stop.isPending}
            aria-label={t('inbox:ui.trials.stopOf', { name: trial.name })}
            onClick={() => stop.mutate()}
          >
            {t('inbox:ui.trials.stop')}
          </Button>
        )}
      </div>
      <p className="mt-2 max-w-prose">{say(trial.answer)}</p>
      {effect !== null && (
        <p className="mt-2">
          {t('inbox:ui.trials.effect')} <Supported of={effect} noDifference={0} title={t('inbox:ui.trials.effect')} />
        </p>
      )}
      {hoursOn !== null && hoursOff !== null && (
        <p className="mt-1 text-small text-quiet">{t('inbox:ui.trials.worked', { on: hours(hoursOn), off: hours(hoursOff) })}</p>
      )}
      {today !== null && <p className="mt-2 font-medium">{t(`inbox:ui.trials.today.${today ? 'on' : 'off'}`)}</p>}
    </li>
  )
}
