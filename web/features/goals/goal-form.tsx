/** Setting a goal, or changing it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoalInput } from '../../../contract/goals.ts'
import { followedMetrics, weeklyMetrics } from '../../../contract/metrics.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand, useSession } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { useAccounts } from '../accounts/index.ts'
import { readNumber, StrategyParts } from '../strategy/index.ts'

const brand = 'brand'
const isWeekly = (metric: string) => (weeklyMetrics as readonly string[]).includes(metric)

export const NewGoalPage = () => {
  const { user } = useSession()
  return (
    <GoalForm start={{ title: '', metric: 'followers', accountId: null, target: 0, horizon: 'short', due: '', owner: user?.name ?? '' }} />
  )
}

export const EditGoalPage = () => {
  const { at } = useBrand()
  const { goalId = '' } = useParams({ strict: false }) as { goalId?: string }
  const read = useQuery(api.goals.read.queryOptions({ input: { ...at, goalId } }))
  if (read.isPending) return <Skeleton lines={6} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { title, metric, accountId, target, horizon, due, owner } = read.data.goal
  return <GoalForm start={{ title, metric, accountId, target, horizon, due, owner }} goalId={goalId} />
}

const GoalForm = ({ start, goalId }: { start: GoalInput; goalId?: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const accounts = useAccounts()
  const [draft, setDraft] = useState(start)
  const set = (change: Partial<GoalInput>) => setDraft((before) => ({ ...before, ...change }))
  const own = accounts.data ?? []
  const accountId = draft.accountId ?? (isWeekly(draft.metric) ? null : (own[0]?.id ?? null))
  const save = useMutation({
    mutationFn: () => {
      const goal = { ...draft, accountId }
      return goalId === undefined ? client.goals.create({ ...at, goal }) : client.goals.update({ ...at, goalId, goal })
    },
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.goals.key() })
      await navigate({ to: `/b/${brandId}/strategy/goals/${id}` })
    },
  })
  const problem = save.isError ? problemOf(save.error) : null
  const beside = (where: string) => (problem?.where === where ? say(problem.sentence) : null)
  return (
    <Page question={t('goals:ui.questionNew')}>
      <StrategyParts />
      <form
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextField
          label={t('goals:ui.title')}
          required
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('goals:ui.metric')}
            value={draft.metric}
            onChange={(metric) => set({ metric })}
            choices={followedMetrics.map((value) => ({ value, label: t(`forecast:ui.metric.${value}`) }))}
          />
          <Select
            label={t('goals:ui.account')}
            value={accountId ?? brand}
            problem={beside('accountId')}
            onChange={(next) => set({ accountId: next === brand ? null : next })}
            choices={[
              ...(isWeekly(draft.metric) ? [{ value: brand, label: t('goals:ui.brand') }] : []),
              ...own.map(({ id, handle }) => ({ value: id, label: `\u2068@${handle}\u2069` })),
            ]}
          />
          <TextField
            label={t('goals:ui.target')}
            inputMode="decimal"
            required
            defaultValue={draft.target === 0 ? '' : draft.target}
            problem={beside('target')}
            onChange={(event) => set({ target: readNumber(event.target.value) ?? 0 })}
          />
          <TextField
            label={t('goals:ui.due')}
            type="date"
            dir="ltr"
            required
            value={draft.due}
            problem={beside('due')}
            onChange={(event) => set({ due: event.target.value })}
          />
          <Select
            label={t('goals:ui.horizon')}
            value={draft.horizon}
            onChange={(horizon) => set({ horizon })}
            choices={(['short', 'long'] as const).map((value) => ({ value, label: t(`goals:ui.horizonOf.${value}`) }))}
          />
          <TextField
            label={t('goals:ui.owner')}
            maxLength={120}
            value={draft.owner}
            onChange={(event) => set({ owner: event.target.value })}
          />
        </div>
        {problem !== null && problem.where === null && (
          <div role="alert">
            <Note kind="problem">{say(problem.sentence)}</Note>
          </div>
        )}
        <Button type="submit" look="next" className="justify-self-start" busy={save.isPending}>
          {t('goals:ui.save')}
        </Button>
      </form>
    </Page>
  )
}
