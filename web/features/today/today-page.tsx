/** Today: what needs you, what changed, what to try next, each with its reason and a way to its evidence. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { todayViews, urgencies } from '../../../contract/today.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Item } from './item.tsx'

const steps = Object.keys(urgencies) as (keyof typeof urgencies)[]
const kinds = ['act', 'changed', 'suggestion'] as const

export const TodayPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const [view, setView] = useState<(typeof todayViews)[number]>('mine')
  const [withAway, setWithAway] = useState(false)
  const today = useQuery(
    api.today.read.queryOptions({ input: { ...at, view, withAway }, refetchInterval: 30_000, placeholderData: (before) => before }),
  )
  const items = today.data?.items ?? []
  return (
    <Page
      question={t('today:ui.question')}
      answer={today.data && say(today.data.headline)}
      acts={
        can('write-posts') && (
          <Link
            to={`/b/${brandId}/posts/new`}
            className="inline-flex min-h-9 coarse:min-h-11 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 hover:bg-sunk"
          >
            <PenLine size={16} aria-hidden />
            {t('ui.newPost')}
          </Link>
        )
      }
    >
      {today.isPending && <Skeleton lines={5} />}
      {today.isError && <ErrorState error={today.error} onRetry={() => void today.refetch()} />}
      {today.data !== undefined && (today.data.others > 0 || view === 'everyone') && (
        <fieldset className="mb-4 flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t('today:ui.view.label')}</legend>
          {todayViews.map((one) => (
            <Button key={one} size="small" look={one === view ? 'plain' : 'quiet'} aria-pressed={one === view} onClick={() => setView(one)}>
              {t(`today:ui.view.${one}`)}
            </Button>
          ))}
          {today.data.others > 0 && <span className="text-small text-quiet">{t('today:ui.others', { count: today.data.others })}</span>}
        </fieldset>
      )}
      {kinds.map((kind) => {
        const ofKind = items.filter((item) => item.kind === kind).toSorted((a, b) => a.rank - b.rank)
        return (
          ofKind.length > 0 && (
            <Section key={kind} title={t(`today:ui.kind.${kind}`)}>
              <ol className="grid">
                {ofKind.map((item, index) => (
                  <Item key={item.id} item={item} first={kind === 'act' && index === 0} />
                ))}
              </ol>
            </Section>
          )
        )
      })}
      {today.data !== undefined && today.data.lastResultAt === null && !items.some(({ kind }) => kind === 'act') && (
        <EmptyState
          title={t('today:ui.empty.title')}
          act={
            <>
              <Link className="underline underline-offset-4" to={`/b/${brandId}/accounts`}>
                {t('ui.rooms.accounts')}
              </Link>
              <Link className="underline underline-offset-4" to={`/b/${brandId}/imports`}>
                {t('ui.rooms.imports')}
              </Link>
            </>
          }
        >
          {t('today:ui.empty.words')}
        </EmptyState>
      )}
      {today.data !== undefined && (today.data.away > 0 || withAway) && (
        <Button size="small" look="quiet" className="mt-3" aria-pressed={withAway} onClick={() => setWithAway(!withAway)}>
          {withAway ? t('today:ui.hideAway') : t('today:ui.showAway', { count: today.data.away })}
        </Button>
      )}
      {items.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer text-small text-quiet">{t('today:ui.order')}</summary>
          <p className="mt-2 max-w-prose text-small text-quiet">{t('today:ui.orderWords')}</p>
          <ol className="mt-2 grid list-decimal gap-1 ps-6 text-small">
            {steps.map((step) => (
              <li key={step}>{t(`today:step.${step}`)}</li>
            ))}
          </ol>
        </details>
      )}
      {today.data !== undefined && (
        <p className="mt-4 text-small text-quiet">
          {today.data.lastResultAt === null
            ? t('today:ui.noResults')
            : t('today:ui.fresh', { when: format.relative(today.data.lastResultAt) })}{' '}
          <Link to={`/b/${brandId}/alerts`} className="underline underline-offset-4">
            {t('alerts:ui.link')}
          </Link>
        </p>
      )}
    </Page>
  )
}
