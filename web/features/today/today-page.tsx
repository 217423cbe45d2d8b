/** Today: what needs you, what changed, what to try next, each with its reason and a way to its evidence. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TodayItem } from '../../../contract/today.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { addressOf } from './place.ts'

const kinds = ['act', 'changed', 'suggestion'] as const

export const TodayPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const today = useQuery(api.today.read.queryOptions({ input: at, refetchInterval: 30_000 }))
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
      {today.data !== undefined && (
        <p className="mt-4 text-small text-quiet">
          {today.data.lastResultAt === null
            ? t('today:ui.noResults')
            : t('today:ui.fresh', { when: format.relative(today.data.lastResultAt) })}
        </p>
      )}
    </Page>
  )
}

const Item = ({ item, first }: { item: TodayItem; first: boolean }) => {
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <li className={`flex items-start gap-3 border-b border-line py-3 ${first ? 'border-s-4 border-s-accent ps-3' : ''}`}>
      <div className="min-w-0 flex-1">
        <Link to={addressOf(brandId, item.place)} className="font-medium underline-offset-4 hover:underline">
          {say(item.what)}
          <ChevronRight size={16} aria-hidden className="points ms-1 inline-block align-[-3px] text-quiet" />
        </Link>
        <p className="text-quiet">{say(item.why)}</p>
        {item.estimate !== null && (
          <p className="mt-1">
            <Supported of={item.estimate} title={say(item.what)} kind="change" noDifference={0} />
          </p>
        )}
      </div>
      {item.occurredAt !== null && (
        <time dateTime={item.occurredAt} className="shrink-0 pt-0.5 text-small text-quiet">
          {format.relative(item.occurredAt)}
        </time>
      )}
    </li>
  )
}
