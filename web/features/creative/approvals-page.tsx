/** What waits for approval, and what was decided lately. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ApprovalRequest } from '../../../contract/approvals.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { RoomTabs } from './room-tabs.tsx'

const addressOf = (brandId: string, { subjectKind, subjectId }: ApprovalRequest) =>
  subjectKind === 'publication' ? `/b/${brandId}/publications/${subjectId}` : `/b/${brandId}/creative/deliverables/${subjectId}`

export const ApprovalsPage = () => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const list = useQuery(api.approvals.list.queryOptions({ input: { ...at, limit: 100 }, refetchInterval: 15_000 }))
  const requests = list.data?.requests ?? []
  const open = requests.filter(({ state }) => state === 'open')
  const done = requests.filter(({ state }) => state === 'approved' || state === 'changes').slice(0, 20)
  return (
    <Page
      question={t('creative:ui.approvals.question')}
      answer={
        list.data && t('creative:ui.approvals.answer', { count: open.length, mine: open.filter(({ mayDecide }) => mayDecide).length })
      }
      acts={
        <Link
          to={`/b/${brandId}/approvals`}
          className="inline-flex min-h-9 items-center rounded-md border border-line-strong bg-raised px-3 hover:bg-sunk coarse:min-h-11"
        >
          {t('creative:ui.approvals.policy')}
        </Link>
      }
    >
      <RoomTabs />
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && open.length === 0 && (
        <EmptyState title={t('approvals:ui.queueEmpty')}>
          <p>{t('approvals:ui.queueEmptyBody')}</p>
        </EmptyState>
      )}
      <Requests requests={open} />
      {done.length > 0 && (
        <div className="mt-8">
          <Section title={t('creative:ui.approvals.done')}>
            <Requests requests={done} />
          </Section>
        </div>
      )}
    </Page>
  )
}

const Requests = ({ requests }: { requests: ApprovalRequest[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <ul className="divide-y divide-line">
      {requests.map((request) => (
        <li key={request.id} className="py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Link className="font-medium underline underline-offset-4" to={addressOf(brandId, request)}>
              <bdi>{request.title}</bdi>
            </Link>
            <span className="text-small text-quiet">
              {t(`approvals:ui.kind.${request.subjectKind}`)} · {t(`approvals:ui.state.${request.state}`)}
            </span>
          </div>
          {request.excerpt !== '' && (
            <p className="line-clamp-2" dir="auto">
              {request.excerpt}
            </p>
          )}
          <p className="text-small text-quiet">
            {request.waitsFor !== null && `${say(request.waitsFor)} `}
            {t('approvals:ui.askedBy', { name: request.askedBy, when: format.dateTime(request.askedAt) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
