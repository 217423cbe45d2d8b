/** Writing an experiment down: hypothesis, arms, metric, the rule; and how long it would take, before anything starts. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExperimentPlanInput, experimentMethods, experimentMetrics, variedThings } from '../../../contract/experiments.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { useAccounts, writeHandle } from '../accounts/index.ts'
import { ArmFields } from './arm-fields.tsx'
import { Forecast } from './forecast.tsx'

const empty: ExperimentPlanInput = {
  title: '',
  hypothesis: '',
  accountId: '',
  varied: 'time',
  arms: [
    { name: 'A', hour: 9, format: 'photo', text: '' },
    { name: 'B', hour: 19, format: 'video', text: '' },
  ],
  metric: 'engagement-rate',
  rule: { method: 'fixed', level: 0.95, smallestRatio: 1.2, weeks: 8 },
  schedule: { weekdays: [1, 2, 3, 4, 5, 6, 7], hour: 12 },
}

export const NewExperimentPage = () => <PlanForm start={empty} />

export const EditExperimentPage = () => {
  const { at } = useBrand()
  const { experimentId = '' } = useParams({ strict: false }) as { experimentId?: string }
  const known = useQuery(api.experiments.get.queryOptions({ input: { ...at, experimentId } }))
  if (known.isPending) return <Skeleton lines={8} />
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  const { title, hypothesis, accountId, varied, arms, metric, rule, schedule } = known.data
  return <PlanForm start={{ title, hypothesis, accountId, varied, arms, metric, rule, schedule }} experimentId={experimentId} />
}

const PlanForm = ({ start, experimentId }: { start: ExperimentPlanInput; experimentId?: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const accounts = useAccounts()
  const [draft, setDraft] = useState(start)
  const set = (change: Partial<ExperimentPlanInput>) => setDraft((before) => ({ ...before, ...change }))
  const setRule = (change: Partial<ExperimentPlanInput['rule']>) => set({ rule: { ...draft.rule, ...change } })
  const own = accounts.data ?? []
  const plan = { ...draft, accountId: draft.accountId || (own[0]?.id ?? '') }
  const save = useMutation({
    mutationFn: () =>
      experimentId === undefined ? client.experiments.create({ ...at, plan }) : client.experiments.update({ ...at, experimentId, plan }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.experiments.key() })
      await navigate({ to: `/b/${brandId}/experiments/${id}` })
    },
  })
  const toggle = (day: number) => (on: boolean) =>
    set({
      schedule: {
        ...draft.schedule,
        weekdays: on ? [...draft.schedule.weekdays, day].toSorted((a, b) => a - b) : draft.schedule.weekdays.filter((one) => one !== day),
      },
    })
  return (
    <Page question={t('experiments:ui.questionNew')}>
      <form
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextField
          label={t('experiments:ui.title')}
          required
          maxLength={120}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextArea
          label={t('experiments:ui.hypothesis')}
          hint={t('experiments:ui.hypothesisHint')}
          required
          rows={2}
          value={draft.hypothesis}
          onChange={(event) => set({ hypothesis: event.target.value })}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label={t('experiments:ui.account')}
            value={plan.accountId}
            onChange={(accountId) => set({ accountId })}
            choices={own.map(({ id, handle }) => ({ value: id, label: writeHandle(handle) }))}
          />
          <Select
            label={t('experiments:ui.varied')}
            value={draft.varied}
            onChange={(varied) => set({ varied })}
            choices={variedThings.map((value) => ({ value, label: t(`experiments:ui.variedOf.${value}`) }))}
          />
          <Select
            label={t('experiments:ui.metric')}
            value={draft.metric}
            onChange={(metric) => set({ metric })}
            choices={experimentMetrics.map((value) => ({ value, label: t(`experiments:ui.metricOf.${value}`) }))}
          />
        </div>
        <ArmFields varied={draft.varied} arms={draft.arms} onChange={(arms) => set({ arms })} />
        <fieldset>
          <legend className="font-medium">{t('experiments:ui.days')}</legend>
          <div className="flex flex-wrap gap-x-5">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Checkbox
                key={day}
                label={format.weekday(day, 'short')}
                checked={draft.schedule.weekdays.includes(day)}
                onChange={toggle(day)}
              />
            ))}
          </div>
        </fieldset>
        {draft.varied !== 'time' && (
          <Select
            label={t('experiments:ui.hour')}
            className="max-w-40"
            value={String(draft.schedule.hour)}
            onChange={(hour) => set({ schedule: { ...draft.schedule, hour: Number(hour) } })}
            choices={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: format.hour(hour) }))}
          />
        )}
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-2 font-medium">{t('experiments:ui.rule')}</legend>
          <Select
            label={t('experiments:ui.methodLabel')}
            value={draft.rule.method}
            onChange={(method) => setRule({ method })}
            choices={experimentMethods.map((value) => ({ value, label: t(`experiments:ui.methodOf.${value}`) }))}
          />
          <Select
            label={t('experiments:ui.level')}
            value={String(draft.rule.level)}
            onChange={(level) => setRule({ level: Number(level) })}
            choices={[0.8, 0.9, 0.95, 0.99].map((value) => ({ value: String(value), label: format.percent(value, 0) }))}
          />
          <TextField
            label={t('experiments:ui.effect')}
            type="number"
            min={1}
            max={900}
            required
            value={String(Math.round(100 * (draft.rule.smallestRatio - 1)))}
            onChange={(event) => setRule({ smallestRatio: 1 + Number(event.target.value) / 100 })}
          />
          <TextField
            label={t('experiments:ui.weeks')}
            type="number"
            min={1}
            max={52}
            required
            value={String(draft.rule.weeks)}
            onChange={(event) => setRule({ weeks: Math.round(Number(event.target.value)) })}
          />
        </fieldset>
        {plan.accountId !== '' && <Forecast plan={plan} />}
        <Section title={t('experiments:ui.save')} note={t('experiments:ui.startNote')}>
          {save.isError && (
            <div role="alert" className="mb-3">
              <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
            </div>
          )}
          <Button type="submit" look="next" busy={save.isPending} disabled={plan.accountId === '' || draft.schedule.weekdays.length === 0}>
            {t('experiments:ui.save')}
          </Button>
        </Section>
      </form>
    </Page>
  )
}
