/** The strategy as it stands, beside those who are really heard from. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AudienceEvidence } from '../../../contract/strategy.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useLanguageName } from '../../languages/language-name.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { StrategyDocument } from './document.tsx'
import { StrategyParts } from './parts.tsx'

/** Hours as small bars; the words say the same. */
const Hours = ({ hours }: { hours: number[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(...hours)
  const words = t('strategy:ui.hoursWords', { zone: format.timeZone, hour: format.hour(hours.indexOf(most)) })
  return (
    <figure className="m-0 max-w-md">
      <div dir="ltr" aria-hidden className="flex h-14 items-end gap-0.5 rtl:flex-row-reverse">
        {hours.map((count, hour) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
          <span key={hour} className="flex-1 rounded-t-sm bg-data" style={{ blockSize: `${(100 * count) / Math.max(1, most)}%` }} />
        ))}
      </div>
      <div dir="ltr" aria-hidden className="flex justify-between text-small text-quiet rtl:flex-row-reverse">
        {[0, 6, 12, 18, 23].map((hour) => (
          <span key={hour}>{format.hour(hour)}</span>
        ))}
      </div>
      <figcaption className="text-small text-quiet">{words}</figcaption>
    </figure>
  )
}

const Heard = ({ audience }: { audience: AudienceEvidence }) => {
  const { t } = useTranslation()
  const nameOf = useLanguageName()
  const format = useFormat()
  return (
    <Section
      title={t('strategy:ui.heard')}
      note={t('strategy:ui.heardNote', { count: audience.n, people: format.number(audience.people) })}
    >
      {audience.n > 0 && audience.scripts.length === 0 && <p className="text-quiet">{t('strategy:ui.heardThin')}</p>}
      <dl className="mb-5 grid gap-2">
        {audience.scripts
          .filter(({ share }) => share.value > 0)
          .map(({ script, share }) => (
            <div key={script ?? 'none'} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <dt>{t(`strategy:ui.script.${script ?? 'none'}`)}</dt>
              <dd>
                <Supported of={share} kind="percent" scale={[0, 1]} title={t(`strategy:ui.script.${script ?? 'none'}`)} />
              </dd>
            </div>
          ))}
        {audience.languages.map(({ language, share }) => {
          const title = t('strategy:ui.language', { language: language === null ? t('strategy:ui.languageNone') : nameOf(language) })
          return (
            <div key={language ?? 'none'} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <dt>{title}</dt>
              <dd>
                <Supported of={share} kind="percent" scale={[0, 1]} title={title} />
              </dd>
            </div>
          )
        })}
        {audience.returning !== null && (
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <dt>{t('strategy:ui.returning')}</dt>
            <dd>
              <Supported of={audience.returning} kind="percent" scale={[0, 1]} title={t('strategy:ui.returning')} />
            </dd>
          </div>
        )}
      </dl>
      {audience.n > 0 && <Hours hours={audience.hours} />}
    </Section>
  )
}

/** Goals belong to the strategy; each has a page of its own. */
const Goals = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const goals = useQuery(api.goals.list.queryOptions({ input: at }))
  const open = goals.data?.filter(({ state }) => state === 'open') ?? []
  if (open.length === 0) return null
  return (
    <Section title={t('strategy:ui.goals')}>
      <ul className="grid gap-1">
        {open.map(({ id, title, metric, target, due }) => (
          <li key={id}>
            <Link className="underline underline-offset-4" to={`/b/${brandId}/strategy/goals/${id}`}>
              <bdi>{title}</bdi>
            </Link>
            <span className="block text-small text-quiet">
              {t('goals:ui.line', { metric: t(`forecast:ui.metric.${metric}`), target: format.number(target), due: format.date(due) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const StrategyPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const strategy = useQuery(api.strategy.read.queryOptions({ input: at }))
  const { data } = strategy
  const edit = () => void navigate({ to: `/b/${brandId}/strategy/edit` })
  const current = data?.current ?? null
  return (
    <Page
      question={t('strategy:ui.question')}
      answer={
        data === undefined
          ? undefined
          : current === null
            ? t('strategy:ui.answerNone')
            : t('strategy:ui.answer', { number: current.number, by: current.savedBy, when: format.date(current.savedAt) })
      }
      acts={
        current !== null &&
        can('write-posts') && (
          <Button look="next" onClick={edit}>
            {t('strategy:ui.edit')}
          </Button>
        )
      }
    >
      <StrategyParts />
      {strategy.isPending && <Skeleton lines={8} />}
      {strategy.isError && <ErrorState error={strategy.error} onRetry={() => void strategy.refetch()} />}
      {data !== undefined && current === null && (
        <div className="mb-8">
          <EmptyState
            title={t('strategy:ui.empty')}
            act={
              can('write-posts') && (
                <Button look="next" onClick={edit}>
                  {t('strategy:ui.write')}
                </Button>
              )
            }
          >
            <p>{t('strategy:ui.emptyBody')}</p>
          </EmptyState>
        </div>
      )}
      {current !== null && (
        <StrategyDocument content={current.content} personas={data?.personas ?? []}>
          <Goals />
        </StrategyDocument>
      )}
      {data !== undefined && <Heard audience={data.audience} />}
    </Page>
  )
}
