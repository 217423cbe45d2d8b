/** All candidates of a brand, with what became of their claims. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { lanes, VerdictSign } from './summary.tsx'

export const CandidatesPage = () => {
  const { t } = useTranslation()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const format = useFormat()
  const list = useQuery(api.vetting.list.queryOptions({ input: at }))
  const to = (path: string) => () => void navigate({ to: `/b/${brandId}/vetting/${path}` })
  const candidates = list.data ?? []
  const contradicted = candidates.reduce((sum, { counts }) => sum + counts.contradicted, 0)
  return (
    <Page
      question={t('vetting:ui.question')}
      answer={
        list.data &&
        (candidates.length === 0 ? t('vetting:ui.answerNone') : t('vetting:ui.answer', { count: candidates.length, contradicted }))
      }
      acts={
        <>
          {can('manage-brands') && (
            <Button look="next" onClick={to('new')}>
              {t('vetting:ui.add')}
            </Button>
          )}
          <Button onClick={to('track-record')}>{t('vetting:ui.record')}</Button>
        </>
      }
    >
      {list.isPending && <Skeleton lines={5} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && candidates.length === 0 && (
        <EmptyState title={t('vetting:ui.empty')}>
          <p>{t('vetting:ui.emptyBody')}</p>
        </EmptyState>
      )}
      {candidates.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {candidates.map(({ id, name, kind, counts, keepUntil }) => (
            <li key={id} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
              <div className="min-w-0">
                <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/vetting/${id}`}>
                  <bdi>{name}</bdi>
                </Link>
                <span className="ms-2 text-small text-quiet">{t(`vetting:kind.${kind}`)}</span>
                <p className="text-small text-quiet">{t('vetting:dossier.keep', { day: format.calendarDay(keepUntil) })}</p>
              </div>
              <dl className="flex items-center gap-4">
                {lanes
                  .filter((lane) => lane !== 'unchecked' || counts.unchecked > 0)
                  .map((lane) => (
                    <div key={lane} className="flex items-center gap-1.5" title={t(`vetting:lane.${lane}`)}>
                      <dt>
                        <span className="sr-only">{t(`vetting:lane.${lane}`)}</span>
                        <VerdictSign lane={lane} />
                      </dt>
                      <dd className="tabular-nums">{format.number(counts[lane])}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
