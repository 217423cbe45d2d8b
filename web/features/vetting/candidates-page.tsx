/** All candidates of a brand, with what became of their claims. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

export const CandidatesPage = () => {
  const { t } = useTranslation()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
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
          {candidates.map(({ id, name, kind, counts }) => (
            <li key={id} className="py-3">
              <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/vetting/${id}`}>
                <bdi>{name}</bdi>
              </Link>
              <span className="ms-2 text-small text-quiet">{t(`vetting:kind.${kind}`)}</span>
              <p className="text-quiet">{t('vetting:dossier.answer', { ...counts, unproven: counts.unproven + counts.unchecked })}</p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
