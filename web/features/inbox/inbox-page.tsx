/** The inbox: conversations of all accounts, who has waited longest on top when asked, and what of them cannot be read. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationStates } from '../../../contract/inbox-shapes.ts'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useAccounts } from '../accounts/index.ts'
import { CoverageNotes } from './coverage.tsx'
import { Lapsing } from './lapsing.tsx'
import { RoomTabs } from './room-tabs.tsx'
import type { InboxSearch } from './routes.tsx'
import { Row } from './row.tsx'
import { useKeys } from './use-keys.ts'
import { useLive } from './use-live.ts'

/** The server counts no further. */
const countedAtMost = 1000

export const InboxPage = () => {
  const { t } = useTranslation()
  const { at, brandId, workspaceId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as InboxSearch
  const filter = (next: InboxSearch) => void navigate({ to: `/b/${brandId}/inbox`, search: next as Record<string, unknown>, replace: true })
  const accounts = useAccounts()
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId }, staleTime: 60_000 }))
  const labels = useQuery(api.inbox.labels.queryOptions({ input: at }))
  const [chosen, setChosen] = useState(-1)
  useLive()
  const show = search.show ?? 'all'
  const inbox = useInfiniteQuery(
    api.inbox.conversations.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...at,
        ...(search.account === undefined ? {} : { accountId: search.account }),
        ...(search.assignee === undefined ? {} : { assignee: search.assignee }),
        ...(search.label === undefined ? {} : { label: search.label }),
        ...(search.post === undefined ? {} : { publishedPostId: search.post }),
        ...(show === 'all' ? {} : show === 'longest' ? { waiting: true } : { state: show }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      refetchInterval: 60_000,
    }),
  )
  const conversations = inbox.data?.pages.flatMap((page) => page.conversations) ?? []
  const counts = inbox.data?.pages[0]?.counts
  const waits = counts === undefined ? null : (counts.new ?? 0) + (counts.open ?? 0)
  const go = (to: number) => {
    const next = Math.max(0, Math.min(conversations.length - 1, to))
    setChosen(next)
    document.querySelectorAll<HTMLElement>('[data-conversation]')[next]?.focus()
  }
  useKeys({ j: () => go(chosen + 1), k: () => go(chosen - 1) })
  return (
    <Page
      question={t('inbox:ui.question')}
      answer={
        waits === null
          ? undefined
          : waits === 0
            ? t('inbox:ui.answerNone')
            : waits >= countedAtMost
              ? t('inbox:ui.answerAtLeast')
              : t('inbox:ui.answer', { count: waits })
      }
    >
      <RoomTabs />
      <div className="no-print mb-4 flex flex-wrap items-end gap-x-6 gap-y-2">
        <Select
          label={t('inbox:ui.only')}
          className="min-w-56"
          value={show}
          onChange={(next) => filter({ ...search, show: next } as InboxSearch)}
          choices={[
            { value: 'all', label: t('inbox:ui.everything') },
            { value: 'longest', label: t('inbox:ui.waitingLongest') },
            ...conversationStates.map((state) => ({
              value: state,
              label: `${t(`inbox:ui.state.${state}`)} (${(counts?.[state] ?? 0) >= countedAtMost ? '1000+' : (counts?.[state] ?? 0)})`,
            })),
          ]}
        />
        <Select
          label={t('inbox:ui.account')}
          className="min-w-56"
          value={search.account ?? 'all'}
          onChange={(account) => filter({ ...search, account: account === 'all' ? undefined : account } as InboxSearch)}
          choices={[
            { value: 'all', label: t('inbox:ui.allAccounts') },
            ...(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: `@${handle}` })),
          ]}
        />
        <Select
          label={t('inbox:ui.assignee')}
          className="min-w-48"
          value={search.assignee ?? ''}
          onChange={(name) => filter({ ...search, assignee: name === '' ? undefined : name } as InboxSearch)}
          choices={[
            { value: '', label: t('inbox:ui.everybody') },
            ...[
              ...new Set([...(members.data ?? []).map(({ name }) => name), ...(search.assignee === undefined ? [] : [search.assignee])]),
            ].map((name) => ({ value: name, label: name })),
          ]}
        />
        {((labels.data ?? []).length > 0 || search.label !== undefined) && (
          <Select
            label={t('inbox:ui.labels')}
            className="min-w-48"
            value={search.label ?? ''}
            onChange={(label) => filter({ ...search, label: label === '' ? undefined : label } as InboxSearch)}
            choices={[
              { value: '', label: t('inbox:ui.allLabels') },
              ...(labels.data ?? []).map(({ label, n }) => ({ value: label, label: `${label} (${n})` })),
            ]}
          />
        )}
        {search.post !== undefined && (
          <Button size="small" onClick={() => filter({ ...search, post: undefined } as InboxSearch)}>
            {t('inbox:ui.allPosts')}
          </Button>
        )}
      </div>
      <Lapsing />
      <CoverageNotes />
      {inbox.isPending && <Skeleton lines={6} />}
      {inbox.isError && <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && conversations.length === 0 && (
        <EmptyState title={t('inbox:ui.empty.title')}>{t('inbox:ui.empty.words')}</EmptyState>
      )}
      <ol>
        {conversations.map((conversation) => (
          <Row
            key={conversation.id}
            conversation={conversation}
            account={accounts.data?.find(({ id }) => id === conversation.accountId) ?? null}
          />
        ))}
      </ol>
      {inbox.hasNextPage && (
        <Button className="mt-4" busy={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
          {t('inbox:ui.older')}
        </Button>
      )}
      {conversations.length > 0 && <p className="no-print mt-6 text-small text-quiet">{t('inbox:ui.keys')}</p>}
    </Page>
  )
}
