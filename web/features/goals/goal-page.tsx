/** One goal: will we get there, how sure is that, and what would have to change. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Goal, GoalOutlook } from '../../../contract/goals.ts'
import { api, client, queryClient } from '../../api.ts'
import { FanLine } from '../../charts/fan-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { useMarks } from '../marks/index.ts'
import { StrategyParts } from '../strategy/index.ts'

type Outlook = Extract<GoalOutlook, { kind: 'outlook' }>

const Found = ({ goal, outlook }: { goal: Goal; outlook: Outlook }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { change, pace, points } = outlook
  const history = outlook.history.slice(-365).map(({ day, value }) => ({ at: day, value }))
  const marks = useMarks({
    from: history[0]?.at,
    to: points.at(-1)?.day,
    metric: goal.metric,
    ...(goal.accountId === null ? {} : { accountId: goal.accountId }),
  })
  return (
    <>
      <dl className="mb-6 grid gap-x-10 gap-y-3 sm:grid-cols-3">
        <div>
          <dt className="text-small text-quiet">{t('goals:ui.chance')}</dt>
          <dd className="font-medium">{format.percent(outlook.chance, 0)}</dd>
        </div>
        <div>
          <dt className="text-small text-quiet">{t('goals:ui.pace')}</dt>
          <dd>
            <Supported of={pace.seen} title={t('goals:ui.pace')} />
          </dd>
          <dd className="text-small text-quiet">
            {t('goals:ui.needed', { needed: format.number(pace.needed, { maximumSignificantDigits: 3 }) })}
          </dd>
        </div>
      </dl>
      <p className="mb-6 max-w-prose">
        {say({
          key: change.key,
          values: Object.fromEntries(
            Object.entries(change.values).map(([name, value]) => [
              name,
              typeof value === 'number' ? format.number(value, { maximumSignificantDigits: 3 }) : value,
            ]),
          ),
        })}
      </p>
      <Section title={t('goals:ui.picture')}>
        <FanLine
          title={t(`forecast:ui.metric.${goal.metric}`)}
          unit={t(`forecast:ui.metric.${goal.metric}`)}
          words={t('goals:ui.pictureWords', { target: format.number(goal.target) })}
          goal={goal.target}
          goalName={format.number(goal.target)}
          history={history}
          future={points.map(({ day, ...point }) => ({ at: day, ...point }))}
          annotations={[...marks, { at: goal.due, words: format.date(goal.due) }]}
          n={pace.seen.n}
        />
      </Section>
    </>
  )
}

export const GoalPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { goalId = '' } = useParams({ strict: false }) as { goalId?: string }
  const read = useQuery(api.goals.read.queryOptions({ input: { ...at, goalId } }))
  const end = useMutation({
    mutationFn: (met: boolean) => client.goals.end({ ...at, goalId, met }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.goals.key() }),
  })
  const { data } = read
  const goal = data?.goal
  return (
    <Page
      question={t('goals:ui.questionOne')}
      answer={data && say(data.outlook.answer)}
      acts={
        goal?.state === 'open' &&
        can('write-posts') && (
          <>
            <Button onClick={() => void navigate({ to: `/b/${brandId}/strategy/goals/${goalId}/edit` })}>{t('goals:ui.change')}</Button>
            <Button busy={end.isPending} onClick={() => end.mutate(true)}>
              {t('goals:ui.markMet')}
            </Button>
            <Button look="quiet" busy={end.isPending} onClick={() => end.mutate(false)}>
              {t('goals:ui.giveUp')}
            </Button>
          </>
        )
      }
    >
      <StrategyParts />
      {read.isPending && <Skeleton height={360} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {end.isError && <ErrorState error={end.error} />}
      {goal !== undefined && (
        <p className="mb-6 text-quiet">
          <bdi className="font-medium text-ink">{goal.title}</bdi> ·{' '}
          {t('goals:ui.line', {
            metric: t(`forecast:ui.metric.${goal.metric}`),
            target: format.number(goal.target),
            due: format.date(goal.due),
          })}{' '}
          ·{' '}
          {goal.baseline === null
            ? t('goals:ui.fromUnknown')
            : t('goals:ui.from', { value: format.number(goal.baseline.value), day: format.date(goal.baseline.day) })}
          {goal.owner !== '' && <> · {t('goals:ui.ownedBy', { owner: goal.owner })}</>}
        </p>
      )}
      {goal !== undefined && goal.state !== 'open' && (
        <div className="mb-6">
          <Note kind="fact">{t('goals:ui.closedNote', { state: t(`goals:ui.state.${goal.state}`) })}</Note>
        </div>
      )}
      {goal !== undefined && data?.outlook.kind === 'outlook' && <Found goal={goal} outlook={data.outlook} />}
      {data !== undefined && data.changes.length > 0 && (
        <Section title={t('goals:ui.changes')}>
          <ul className="max-w-prose divide-y divide-line border-y border-line">
            {data.changes.map(({ at: changedAt, by, before, after }) => (
              <li key={changedAt} className="py-2">
                {t('goals:ui.changedTo', {
                  before: format.number(before.target),
                  beforeDue: format.calendarDay(before.due),
                  after: format.number(after.target),
                  afterDue: format.calendarDay(after.due),
                })}
                <span className="block text-small text-quiet">
                  {format.date(changedAt)} · <bdi>{by}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
