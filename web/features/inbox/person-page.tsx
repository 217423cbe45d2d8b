/** Everything one person said to the brand, across networks; identities are joined and parted by hand. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Identity, IdentityKey } from '../../../contract/inbox-people.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'
import { FindPerson } from './find-person.tsx'
import { RoomTabs } from './room-tabs.tsx'
import type { PersonSearch } from './routes.tsx'
import { Row } from './row.tsx'
import { SaidRow } from './thread.tsx'

export const PersonPage = () => {
  const { t } = useTranslation()
  const { network, id } = useSearch({ strict: false }) as PersonSearch
  if (network === undefined || id === undefined)
    return (
      <Page question={t('inbox:ui.person.findQuestion')}>
        <RoomTabs />
        <FindPerson label={t('inbox:ui.person.find')} />
      </Page>
    )
  return <OnePerson identity={{ network, authorId: id }} />
}

const OnePerson = ({ identity }: { identity: IdentityKey }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const read = useQuery(api.inbox.person.queryOptions({ input: { ...at, ...identity } }))
  const onError = (error: unknown) => notifyProblem(say(problemOf(error).sentence))
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.key() })
  const join = useMutation({
    mutationFn: ({ network, authorId }: IdentityKey) => client.inbox.joinPeople({ ...at, one: identity, other: { network, authorId } }),
    onSuccess: readAgain,
    onError,
  })
  const part = useMutation({
    mutationFn: ({ network, authorId }: IdentityKey) => client.inbox.partPeople({ ...at, network, authorId }),
    onSuccess: readAgain,
    onError,
  })
  if (read.isPending) return <Skeleton lines={8} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { identities, messages, conversations, alike, personId } = read.data
  const name = identities[0]?.displayName ?? ''
  const total = identities.reduce((sum, one) => sum + one.messages, 0)
  const networkName = (one: Identity) => accounts.data?.find(({ network }) => network === one.network)?.network ?? one.network
  const since = identities.map(({ firstAt }) => firstAt).toSorted((a, b) => a.localeCompare(b))[0] ?? ''
  return (
    <Page
      question={t('inbox:ui.person.question', { name })}
      answer={t('inbox:ui.person.answer', { count: total, since: format.date(since), networks: identities.length })}
    >
      <RoomTabs />
      <Section title={t('inbox:ui.person.identities')} note={t('inbox:ui.person.identitiesNote')}>
        <ul>
          {identities.map((one) => (
            <li
              key={`${one.network}/${one.authorId}`}
              className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2"
            >
              <span>
                <bdi>{networkName(one)}</bdi> · <bdi dir="ltr">@{one.handle}</bdi> ·{' '}
                <span className="text-quiet">{t('inbox:ui.person.wrote', { count: one.messages, last: format.relative(one.lastAt) })}</span>
              </span>
              {personId !== null && can('write-posts') && (
                <Button size="small" aria-label={t('inbox:ui.person.partOf', { handle: one.handle })} onClick={() => part.mutate(one)}>
                  {t('inbox:ui.person.part')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {alike.map((one) => (
          <div key={`${one.network}/${one.authorId}`} className="mt-3">
            <Note kind="fact">
              {t('inbox:ui.person.alike', { handle: `@${one.handle}`, network: one.network })}{' '}
              {can('write-posts') && (
                <Button size="small" busy={join.isPending} onClick={() => join.mutate(one)}>
                  {t('inbox:ui.person.join')}
                </Button>
              )}
            </Note>
          </div>
        ))}
        {can('write-posts') && (
          <div className="mt-3">
            <FindPerson label={t('inbox:ui.person.joinWith')} without={identities} onChoose={(one) => join.mutate(one)} />
          </div>
        )}
      </Section>
      <Section title={t('inbox:ui.tabs.conversations')}>
        <ol>
          {conversations.map((one) => (
            <Row key={one.id} conversation={one} account={accounts.data?.find(({ id }) => id === one.accountId) ?? null} />
          ))}
        </ol>
      </Section>
      <Section
        title={t('inbox:ui.person.said')}
        note={messages.length < total ? t('inbox:ui.person.newest', { count: messages.length, total }) : undefined}
      >
        {messages.length === 0 && <EmptyState title={t('inbox:ui.empty.title')} />}
        <ol className="grid gap-3">
          {messages.map((message) => (
            <li key={message.id}>
              <SaidRow message={{ ...message, earlier: [] }} />
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}
