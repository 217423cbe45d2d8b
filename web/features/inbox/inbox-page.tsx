/** The inbox: conversations of all accounts, who has waited longest on top when asked, and what of them cannot be read. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Conversation, conversationStates } from '../../../contract/inbox.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'
import { CoverageNotes } from './coverage.tsx'
import type { InboxSearch } from './routes.tsx'
import { useKeys } from './use-keys.ts'
import { useLive } from './use-live.ts'

/** The server counts no further. */
const countedAtMost = 1000

export const InboxPage = () => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as InboxSearch
  const filter = (next: InboxSearch) => void navigate({ to: `/b/${brandId}/inbox`, search: next as Record<string, unknown>, replace: true })
  const accounts = useAccounts()
  const [chosen, setChosen] = useState(-1)
  useLive()
  const show = search.show ?? 'all'
  const inbox = useInfiniteQuery(
    api.inbox.conversations.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...at,
        ...(search.account === undefined ? {} : { accountId: search.account }),
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
        {search.post !== undefined && (
          <Button size="small" onClick={() => filter({ ...search, post: undefined } as InboxSearch)}>
            {t('inbox:ui.allPosts')}
          </Button>
        )}
      </div>
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

type Account = NonNullable<ReturnType<typeof useAccounts>['data']>[number]

const Row = ({ conversation, account }: { conversation: Conversation; account: Account | null }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  const { author, state, heldBy, waitingSince } = conversation
  const marks = [
    ...(conversation.isQuestion ? [t('inbox:ui.question_mark')] : []),
    ...(conversation.hasLink ? [t('inbox:ui.link')] : []),
    ...(conversation.isRepeatAuthor ? [t('inbox:ui.repeat')] : []),
    ...(heldBy === null ? [] : [t('inbox:ui.held', { name: heldBy })]),
  ]
  return (
    <li className="border-b border-line">
      <Link
        data-conversation
        to={`/b/${brandId}/inbox/${conversation.id}`}
        className="block py-3 focus-visible:outline-2 focus-visible:outline-offset-2"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            <span className="me-2 rounded border border-line px-1.5 text-small">{t(`inbox:ui.state.${state}`)}</span>
            <b dir="auto" className="font-medium">
              {author.displayName}
            </b>{' '}
            <span className="text-small text-quiet">
              <bdi dir="ltr">@{author.handle}</bdi> · {account !== null && <AccountName account={account} />}
            </span>
          </span>
          <time dateTime={conversation.newestAt} className="text-small text-quiet">
            {waitingSince === null
              ? format.relative(conversation.newestAt)
              : t('inbox:ui.waitsSince', { when: format.relative(waitingSince) })}
          </time>
        </span>
        <span dir="auto" className="mt-1 block max-w-prose">
          {conversation.excerpt}
        </span>
        {(marks.length > 0 || conversation.labels.length > 0) && (
          <span className="mt-1 block text-small text-quiet">
            {[...marks, ...conversation.labels].map((mark, index) => (
              <bdi key={mark}>
                {index > 0 && ' · '}
                {mark}
              </bdi>
            ))}
          </span>
        )}
      </Link>
    </li>
  )
}
