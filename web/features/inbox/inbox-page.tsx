/** The inbox: what people say to the brand, newest first, and what of it cannot be read. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Check, ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contract/inbox.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'
import type { InboxSearch } from './routes.tsx'

export const InboxPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as InboxSearch
  const filter = (next: InboxSearch) => void navigate({ to: `/b/${brandId}/inbox`, search: next as Record<string, unknown>, replace: true })
  const accounts = useAccounts()
  const inbox = useInfiniteQuery(
    api.inbox.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...at,
        ...(search.account === undefined ? {} : { accountId: search.account }),
        ...(search.post === undefined ? {} : { publishedPostId: search.post }),
        ...(search.unseen ? { unseen: true } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      refetchInterval: 20_000,
    }),
  )
  const messages = inbox.data?.pages.flatMap((page) => page.messages) ?? []
  const newest = inbox.data?.pages[0]
  const markSeen = useMutation({
    mutationFn: async (messageIds: string[]) => {
      await client.inbox.markSeen({ ...at, messageIds })
      await queryClient.invalidateQueries({ queryKey: api.inbox.key() })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const unseen = messages.filter(({ seenAt }) => seenAt === null).map(({ id }) => id)
  const blind = newest?.coverage.filter(({ readable, lastProblem }) => !readable || lastProblem !== null) ?? []
  const nameOf = (accountId: string) => accounts.data?.find(({ id }) => id === accountId)
  return (
    <Page
      question={t('inbox:ui.question')}
      answer={newest && (newest.unseen === 0 ? t('inbox:ui.answerNone') : t('inbox:ui.answer', { count: newest.unseen }))}
      acts={
        can('write-posts') &&
        unseen.length > 0 && (
          <Button busy={markSeen.isPending} icon={<Check size={16} aria-hidden />} onClick={() => markSeen.mutate(unseen.slice(0, 500))}>
            {t('inbox:ui.markAll')}
          </Button>
        )
      }
    >
      <div className="no-print mb-4 flex flex-wrap items-end gap-x-6 gap-y-2">
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
        <Checkbox
          checked={search.unseen ?? false}
          onChange={(on) => filter({ ...search, unseen: on ? true : undefined } as InboxSearch)}
          label={t('inbox:ui.onlyUnseen')}
        />
        {search.post !== undefined && (
          <Button size="small" onClick={() => filter({ ...search, post: undefined } as InboxSearch)}>
            {t('inbox:ui.allPosts')}
          </Button>
        )}
      </div>
      {blind.length > 0 && (
        <div className="mb-4 grid gap-2">
          {blind.map(({ accountId, lastReadAt, readable }) => {
            const account = nameOf(accountId)
            return (
              account !== undefined && (
                <Note key={accountId} kind="fact">
                  <AccountName account={account} />:{' '}
                  {t(readable ? 'inbox:ui.stale' : 'inbox:ui.unreadable', {
                    when: lastReadAt === null ? t('inbox:ui.never') : format.relative(lastReadAt),
                  })}
                </Note>
              )
            )
          })}
        </div>
      )}
      {inbox.isPending && <Skeleton lines={6} />}
      {inbox.isError && <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && messages.length === 0 && (
        <EmptyState title={t('inbox:ui.empty.title')}>{t('inbox:ui.empty.words')}</EmptyState>
      )}
      <ol>
        {messages.map((message) => {
          const account = nameOf(message.accountId)
          return (
            <MessageRow
              key={message.id}
              message={message}
              account={account === undefined ? null : <AccountName account={account} />}
              onSeen={can('write-posts') ? () => markSeen.mutate([message.id]) : null}
            />
          )
        })}
      </ol>
      {inbox.hasNextPage && (
        <Button className="mt-4" busy={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
          {t('inbox:ui.older')}
        </Button>
      )}
    </Page>
  )
}

const MessageRow = ({ message, account, onSeen }: { message: Message; account: ReactNode; onSeen: (() => void) | null }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  const isNew = message.seenAt === null
  return (
    <li className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p>
          {isNew && <span className="me-2 rounded bg-ink px-1.5 text-small text-paper">{t('inbox:ui.new')}</span>}
          <b dir="auto" className="font-medium">
            {message.author.displayName}
          </b>{' '}
          <span className="text-small text-quiet">
            <bdi dir="ltr">@{message.author.handle}</bdi> · {t(`inbox:ui.kind.${message.kind}`)} · {account}
          </span>
        </p>
        <time dateTime={message.sentAt} className="text-small text-quiet" title={format.fullDateTime(message.sentAt)}>
          {format.relative(message.sentAt)}
        </time>
      </div>
      <p dir="auto" className="mt-1 max-w-prose whitespace-pre-wrap">
        {message.text}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
        {message.postExcerpt !== null && message.publishedPostId !== null && (
          <Link to={`/b/${brandId}/results/${message.publishedPostId}`} className="text-quiet underline underline-offset-4">
            {t('inbox:ui.on')} <bdi>“{message.postExcerpt}”</bdi>
          </Link>
        )}
        {message.permalink !== null && /^https?:/.test(message.permalink) && (
          <a
            href={message.permalink}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 underline underline-offset-4"
          >
            {t('inbox:ui.openThere')}
            <ExternalLink size={13} aria-hidden className="points" />
          </a>
        )}
        {isNew && onSeen !== null && (
          <Button size="small" look="quiet" onClick={onSeen}>
            {t('inbox:ui.markSeen')}
          </Button>
        )}
      </div>
    </li>
  )
}
