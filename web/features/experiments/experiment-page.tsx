/** One experiment: what its rule says now, the result, the drawn calendar with its deviations, and who decided what. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment } from '../../../contract/experiments.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { ChangesDuring } from '../pulse/index.ts'
import { DrawnCalendar } from './drawn-calendar.tsx'
import { Forecast } from './forecast.tsx'
import { Result } from './result.tsx'

export const ExperimentPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const say = useSay()
  const { experimentId = '' } = useParams({ strict: false }) as { experimentId?: string }
  const known = useQuery(api.experiments.get.queryOptions({ input: { ...at, experimentId }, refetchInterval: 60_000 }))
  const { data } = known
  return (
    <Page
      question={data?.title ?? t('experiments:ui.question')}
      answer={data && (data.result === null ? data.hypothesis : say(data.result.verdict.words))}
      acts={data && <Acts experiment={data} />}
    >
      {known.isPending && <Skeleton lines={8} />}
      {known.isError && <ErrorState error={known.error} onRetry={() => void known.refetch()} />}
      {data !== undefined && (
        <>
          <ChangesDuring experimentId={data.id} />
          <Rule experiment={data} />
          {data.state === 'draft' && <Forecast plan={data} />}
          {data.result !== null && <Result result={data.result} slots={data.slots} seed={data.seed} />}
          {data.slots.length > 0 && <DrawnCalendar experiment={data} />}
          <Log experiment={data} />
        </>
      )}
    </Page>
  )
}

const Rule = ({ experiment }: { experiment: Experiment }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { rule, varied, metric, arms } = experiment
  const facts: [string, string, boolean?][] = [
    [t('experiments:ui.varied'), t(`experiments:ui.variedOf.${varied}`)],
    [t('experiments:ui.arms'), format.list(arms.map(({ name }) => name)), false],
    [t('experiments:ui.metric'), t(`experiments:ui.metricOf.${metric}`)],
    [t('experiments:ui.methodLabel'), `${t(`experiments:ui.methodOf.${rule.method}`)}, ${format.percent(rule.level, 0)}`],
    [t('experiments:ui.effect'), format.change(rule.smallestRatio - 1)],
    [t('experiments:ui.weeks'), format.number(rule.weeks)],
    ...(experiment.seed === null ? [] : [[t('experiments:ui.seed'), experiment.seed] as [string, string]]),
  ]
  return (
    <Section title={t('experiments:ui.rule')} note={experiment.hypothesis}>
      <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
        {facts.map(([name, value, isolated = true]) => (
          <div key={name}>
            <dt className="text-small text-quiet">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{isolated ? <bdi>{value}</bdi> : value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const Acts = ({ experiment }: { experiment: Experiment }) => {
  const { t } = useTranslation()
  const say = useSay()
  const navigate = useNavigate()
  const { at, brandId, can } = useBrand()
  const [ending, setEnding] = useState<'stop' | 'decide' | null>(null)
  const [reason, setReason] = useState('')
  const one = { ...at, experimentId: experiment.id }
  const done = async () => {
    setEnding(null)
    setReason('')
    await queryClient.invalidateQueries({ queryKey: api.experiments.key() })
  }
  const start = useMutation({
    mutationFn: () => client.experiments.start(one),
    onSuccess: done,
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const end = useMutation({
    mutationFn: () => (ending === 'stop' ? client.experiments.stop({ ...one, reason }) : client.experiments.decide({ ...one, reason })),
    onSuccess: done,
  })
  if (!can('publish') || experiment.state === 'decided') return null
  return (
    <>
      {experiment.state === 'draft' && (
        <>
          <Button look="next" busy={start.isPending} title={t('experiments:ui.startNote')} onClick={() => start.mutate()}>
            {t('experiments:ui.start')}
          </Button>
          <Button onClick={() => void navigate({ to: `/b/${brandId}/experiments/${experiment.id}/edit` })}>
            {t('experiments:ui.edit')}
          </Button>
        </>
      )}
      {experiment.state === 'running' && <Button onClick={() => setEnding('stop')}>{t('experiments:ui.stop')}</Button>}
      {experiment.state !== 'draft' && (
        <Button look="next" onClick={() => setEnding('decide')}>
          {t('experiments:ui.decide')}
        </Button>
      )}
      <Dialog
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={t(`experiments:ui.${ending ?? 'stop'}`)}
        acts={
          <>
            <Button onClick={() => setEnding(null)}>{t('experiments:ui.cancel')}</Button>
            <Button look="next" busy={end.isPending} disabled={reason.trim() === ''} onClick={() => end.mutate()}>
              {t(`experiments:ui.${ending ?? 'stop'}`)}
            </Button>
          </>
        }
      >
        <TextArea
          label={t('experiments:ui.reason')}
          hint={t('experiments:ui.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          problem={end.isError ? say(problemOf(end.error).sentence) : null}
        />
      </Dialog>
    </>
  )
}

const Log = ({ experiment }: { experiment: Experiment }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = (numbers: Record<string, unknown> | null) =>
    typeof numbers?.['verdict'] === 'string'
      ? t('experiments:ui.logNumbers', {
          verdict: t(`experiments:ui.verdictOf.${numbers['verdict']}`),
          n: Number(numbers['n']),
        })
      : null
  return (
    <Section title={t('experiments:ui.log')}>
      <ol className="grid gap-2">
        {experiment.log.map((entry) => (
          <li key={`${entry.at}-${entry.act}`}>
            <bdi className="font-medium">{entry.by}</bdi> {t(`experiments:ui.act.${entry.act}`)}
            <span className="ms-2 text-small text-quiet">
              {format.dateTime(entry.at)}
              {shown(entry.numbers) !== null && ` · ${shown(entry.numbers)}`}
            </span>
            {entry.reason !== '' && (
              <p className="text-quiet" dir="auto">
                {entry.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
