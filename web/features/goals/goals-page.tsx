/** All goals of the brand, the nearest first, each with where it stands. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StrategyParts } from '../strategy/index.ts'

export const GoalsPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const goals = useQuery(api.goals.list.queryOptions({ input: at }))
  const open = goals.data?.filter(({ state }) => state === 'open') ?? []
  // Each outlook is a forecast of its own; the list does not wait for them.
  const outlooks = useQueries({
    queries: open.map(({ id }) => ({ ...api.goals.read.queryOptions({ input: { ...at, goalId: id } }), staleTime: 60_000 })),
  })
  const add = can('write-posts') && (
    <Button look="next" onClick={() => void navigate({ to: `/b/${brandId}/strategy/goals/new` })}>
      {t('goals:ui.new')}
    </Button>
  )
  return (
    <Page question={t('goals:ui.question')} answer={goals.data && t('goals:ui.answer', { count: open.length })} acts={add}>
      <StrategyParts />
      {goals.isPending && <Skeleton lines={5} />}
      {goals.isError && <ErrorState error={goals.error} onRetry={() => void goals.refetch()} />}
      {goals.data?.length === 0 && (
        <EmptyState title={t('goals:ui.empty')}>
          <p>{t('goals:ui.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {goals.data?.map((goal) => {
          const outlook = outlooks[open.findIndex(({ id }) => id === goal.id)]?.data?.outlook
          return (
            <li key={goal.id} className="py-3">
              <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/strategy/goals/${goal.id}`}>
                <bdi>{goal.title}</bdi>
              </Link>
              <span className="ms-2 text-small text-quiet">
                {goal.state === 'open'
                  ? t('goals:ui.line', {
                      metric: t(`forecast:ui.metric.${goal.metric}`),
                      target: format.number(goal.target),
                      due: format.date(goal.due),
                    })
                  : t(`goals:ui.state.${goal.state}`)}
              </span>
              {goal.state === 'open' && <p className="text-quiet">{outlook === undefined ? '…' : say(outlook.answer)}</p>}
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
