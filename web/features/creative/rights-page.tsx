/** The rights of all files that were written down, those that end first on top. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { RightBox } from './right-box.tsx'
import { RoomTabs } from './room-tabs.tsx'

export const RightsPage = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const rights = useQuery(api.creative.rights.list.queryOptions({ input: at }))
  const blocked = rights.data?.filter(({ standing }) => standing === 'expired' || standing === 'no-consent').length ?? 0
  const answer =
    rights.data === undefined
      ? undefined
      : rights.data.length === 0
        ? t('creative:ui.right.answer.none')
        : blocked > 0
          ? t('creative:ui.right.answer.blocked', { count: blocked })
          : t('creative:ui.right.answer.fine')
  return (
    <Page question={t('creative:ui.right.question')} answer={answer}>
      <RoomTabs />
      {rights.isPending && <Skeleton lines={5} />}
      {rights.isError && <ErrorState error={rights.error} onRetry={() => void rights.refetch()} />}
      {rights.data?.length === 0 && (
        <EmptyState title={t('creative:ui.right.empty')}>
          <p>{t('creative:ui.right.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {rights.data?.map((right) => (
          <li key={right.mediaId} className="flex flex-wrap items-start gap-4 py-4">
            <img
              src={`/api/workspaces/${at.workspaceId}/brands/${at.brandId}/media/${right.mediaId}`}
              alt={right.alt}
              className="size-24 rounded-md border border-line bg-sunk object-cover"
            />
            <div className="min-w-0 flex-1">
              {right.alt !== '' && <p dir="auto">{right.alt}</p>}
              <RightBox mediaId={right.mediaId} alt={right.alt} right={right} mayWrite={can('write-posts')} />
            </div>
          </li>
        ))}
      </ul>
    </Page>
  )
}
