/** What the brand does, held against what it wrote: weeks, mix, gaps, budget, and what a follower is worth. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { StrategyCheck } from '../../../contract/strategy.ts'
import { api } from '../../api.ts'
import { WeekBars } from '../../charts/week-bars.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton, Note } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { BudgetSection } from './budget-section.tsx'
import { StrategyParts } from './parts.tsx'

const Weeks = ({ weeks, kept }: Pick<StrategyCheck, 'weeks' | 'kept'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = weeks.slice(0, -1).map(({ done }) => done)
  const whole = weeks.slice(0, -1).filter(({ wanted }) => wanted !== null).length
  return (
    <Section title={t('strategy:ui.check.weeks')} note={t('strategy:ui.check.weeksNote')}>
      <WeekBars
        title={t('strategy:ui.check.weeks')}
        unit={t('strategy:ui.check.posts')}
        wanted={t('strategy:ui.check.wanted')}
        words={t('strategy:ui.check.weeksWords', {
          low: format.number(Math.min(...counts)),
          high: format.number(Math.max(...counts)),
          now: format.number(weeks.at(-1)?.done ?? 0),
        })}
        weeks={weeks.map(({ monday, done, planned, wanted }) => ({ at: monday, value: done, planned, wanted }))}
      />
      <p className="mt-3">
        {kept === null ? (
          <span className="text-quiet">{t('strategy:ui.check.keptThin', { count: whole })}</span>
        ) : (
          <>
            {t('strategy:ui.check.kept')}: <Supported of={kept} kind="percent" scale={[0, 1]} title={t('strategy:ui.check.kept')} />
          </>
        )}
      </p>
    </Section>
  )
}

const Mix = ({ mix }: Pick<StrategyCheck, 'mix'>) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <Section title={t('strategy:ui.check.mix')} note={say(mix.answer)}>
      {mix.parts.length > 0 && mix.parts.some(({ share }) => share !== null) && (
        <Table
          caption={t('strategy:ui.check.mix')}
          hideCaption
          rows={mix.parts}
          rowKey={({ pillarId }) => pillarId}
          columns={[
            { key: 'name', head: t('strategy:ui.pillarName'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
            {
              key: 'share',
              head: t('strategy:ui.check.isShare'),
              cell: ({ share, wanted, name }) =>
                share === null ? (
                  '–'
                ) : (
                  <span className="inline-flex">
                    <Supported of={share} kind="percent" scale={[0, 1]} title={`${name}: ${t('strategy:ui.check.share')}`} />
                    <span className="sr-only">
                      {t('strategy:ui.check.wanted')} {format.percent(wanted, 0)}
                    </span>
                  </span>
                ),
            },
            { key: 'wanted', head: t('strategy:ui.check.wanted'), number: true, cell: ({ wanted }) => format.percent(wanted, 0) },
            { key: 'drift', head: t('strategy:ui.check.drift'), cell: ({ drift }) => t(`strategy:ui.check.driftOf.${drift}`) },
          ]}
        />
      )}
      {mix.note !== null && (
        <div className="mt-3">
          <Note kind="warning">{say(mix.note)}</Note>
        </div>
      )}
      {mix.unsorted > 0 && mix.parts.length > 0 && (
        <p className="mt-2">
          <Link to={`/b/${brandId}/strategy/posts`} className="underline underline-offset-4">
            {t('strategy:ui.check.sortMore', { count: mix.unsorted })}
          </Link>
        </p>
      )}
    </Section>
  )
}

const Gaps = ({ gaps }: Pick<StrategyCheck, 'gaps'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <Section title={t('strategy:ui.check.gaps')}>
      {gaps.length === 0 ? (
        <p className="text-quiet">{t('strategy:ui.check.noGaps')}</p>
      ) : (
        <ul className="grid gap-1">
          {gaps.map((gap) => (
            <li key={`${gap.accountId}${gap.from}`} className="flex flex-wrap gap-x-3">
              {t('strategy:ui.check.gap', { ...gap, wanted: format.number(gap.wanted) })}
              <Link to={`/b/${brandId}/posts/new`} className="underline underline-offset-4">
                {t('strategy:ui.check.plan')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Worth = ({ worth }: Pick<StrategyCheck, 'worth'>) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  return (
    <Section title={t('strategy:ui.check.worth')} note={say(worth.answer)}>
      {worth.accounts.length > 0 && (
        <Table
          caption={t('strategy:ui.check.worthNote')}
          rows={worth.accounts}
          rowKey={({ accountId }) => accountId}
          columns={[
            { key: 'account', head: t('strategy:ui.check.account'), rowHeader: true, cell: ({ handle }) => <bdi dir="ltr">@{handle}</bdi> },
            {
              key: 'followers',
              head: t('strategy:column.followers'),
              number: true,
              cell: ({ followers }) => (followers === null ? '–' : format.number(followers)),
            },
            {
              key: 'engaged',
              head: t('strategy:ui.check.engaged'),
              cell: ({ engaged, handle }) =>
                engaged === null ? '–' : <Supported of={engaged} kind="percent" title={`@${handle}: ${t('strategy:ui.check.engaged')}`} />,
            },
            {
              key: 'money',
              head: t('strategy:ui.check.money'),
              number: true,
              cell: ({ perEngaged }) =>
                perEngaged === null ? (
                  <span className="text-quiet">{t('strategy:ui.check.moneyNone')}</span>
                ) : (
                  <Supported of={perEngaged} kind={{ currency: perEngaged.currency }} title={t('strategy:ui.check.money')} />
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}

export const CheckPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const check = useQuery(api.strategy.check.queryOptions({ input: at }))
  const { data } = check
  return (
    <Page question={t('strategy:ui.check.question')} answer={data && say(data.answer)}>
      <StrategyParts />
      {check.isPending && <Skeleton height={320} />}
      {check.isError && <ErrorState error={check.error} onRetry={() => void check.refetch()} />}
      {data !== undefined && (
        <>
          <Weeks weeks={data.weeks} kept={data.kept} />
          <Gaps gaps={data.gaps} />
          <Mix mix={data.mix} />
          <Worth worth={data.worth} />
          <BudgetSection budget={data.budget} />
        </>
      )}
    </Page>
  )
}
