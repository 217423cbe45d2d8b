/** Feeds that are followed, and what they brought: nothing enters the register without a person's yes. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feed, FeedItem, ItemDecision, NewFeed } from '../../../contract/feeds.ts'
import { type ChangeKind, changeKinds } from '../../../contract/register.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { PulseParts } from './parts.tsx'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.pulse.key() })

const Item = ({ item }: { item: FeedItem }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const [kind, setKind] = useState<ChangeKind>('limit-changed')
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const decide = useMutation({
    mutationFn: (decision: ItemDecision) => client.pulse.decideItem({ ...at, itemId: item.id, decision }),
    onSettled: refresh,
  })
  return (
    <li className="py-4">
      <p className="text-small text-quiet">
        <bdi>{item.platform}</bdi>
        {item.day !== null && <> · {format.calendarDay(item.day)}</>}
      </p>
      <p dir="auto" className="font-medium [overflow-wrap:anywhere]">
        {item.link === null ? (
          item.title
        ) : (
          <a className="underline underline-offset-4" href={item.link} target="_blank" rel="noreferrer noopener">
            {item.title}
          </a>
        )}
      </p>
      {item.summary !== '' && (
        <p dir="auto" className="line-clamp-3 max-w-prose text-quiet [overflow-wrap:anywhere]">
          {item.summary}
        </p>
      )}
      {can('write-posts') && (
        <div className="mt-2 flex flex-wrap items-end gap-3">
          <Select
            label={t('pulse:ui.register.kind')}
            value={kind}
            onChange={setKind}
            choices={changeKinds.map((value) => ({ value, label: t(`pulse:ui.register.kinds.${value}`) }))}
          />
          <Button busy={decide.isPending} onClick={() => decide.mutate({ take: true, kind, day: item.day ?? today })}>
            {t('pulse:ui.feeds.take')}
          </Button>
          <Button look="quiet" busy={decide.isPending} onClick={() => decide.mutate({ take: false })}>
            {t('pulse:ui.feeds.drop')}
          </Button>
        </div>
      )}
      {decide.isError && <ErrorState error={decide.error} />}
    </li>
  )
}

const Followed = ({ feed }: { feed: Feed }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const remove = useMutation({ mutationFn: () => client.pulse.removeFeed({ ...at, feedId: feed.id }), onSuccess: refresh })
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <p dir="auto" className="font-medium">
          {feed.title}
        </p>
        <p className="text-small text-quiet [overflow-wrap:anywhere]">
          <bdi>{feed.platform}</bdi> · <bdi>{feed.url}</bdi>
          {feed.readAt !== null && <> · {t('pulse:ui.feeds.readAt', { at: format.dateTime(feed.readAt) })}</>}
        </p>
        {feed.problem !== null && <Note kind="warning">{say(feed.problem)}</Note>}
      </div>
      {can('write-posts') && (
        <Button size="small" look="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t('pulse:ui.feeds.unfollow')}
        </Button>
      )}
    </li>
  )
}

const none = 'none'

const NewFeedForm = ({ networks }: { networks: string[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const empty: NewFeed = { url: '', platform: '', network: null }
  const [feed, setFeed] = useState(empty)
  const add = useMutation({
    mutationFn: () => client.pulse.followFeed({ ...at, feed }),
    onSuccess: async () => {
      setFeed(empty)
      await refresh()
    },
  })
  const problem = add.isError ? problemOf(add.error) : null
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <div className="sm:col-span-2">
        <TextField
          label={t('pulse:ui.feeds.url')}
          type="url"
          dir="ltr"
          required
          maxLength={2000}
          value={feed.url}
          problem={problem === null ? null : say(problem.sentence)}
          onChange={(event) => setFeed({ ...feed, url: event.target.value })}
        />
      </div>
      <TextField
        label={t('pulse:ui.register.platform')}
        required
        maxLength={80}
        value={feed.platform}
        onChange={(event) => setFeed({ ...feed, platform: event.target.value })}
      />
      <Select
        label={t('pulse:ui.register.network')}
        value={feed.network ?? none}
        onChange={(network) => setFeed({ ...feed, network: network === none ? null : network })}
        choices={[{ value: none, label: t('pulse:ui.register.noNetwork') }, ...networks.map((value) => ({ value, label: value }))]}
      />
      <Button type="submit" look="next" className="justify-self-start" busy={add.isPending}>
        {t('pulse:ui.feeds.follow')}
      </Button>
    </form>
  )
}

export const FeedsPage = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const feeds = useQuery(api.pulse.feeds.queryOptions({ input: at }))
  const register = useQuery(api.pulse.register.queryOptions({ input: at }))
  const { data } = feeds
  return (
    <Page question={t('pulse:ui.feeds.question')} answer={data && t('pulse:ui.feeds.answer', { count: data.waiting.length })}>
      <PulseParts />
      {feeds.isPending && <Skeleton lines={5} />}
      {feeds.isError && <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />}
      {data?.feeds.length === 0 && (
        <EmptyState title={t('pulse:ui.feeds.empty')}>
          <p>{t('pulse:ui.feeds.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="mb-8 divide-y divide-line border-y border-line empty:hidden">
        {data?.waiting.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {data !== undefined && (
        <Section title={t('pulse:ui.feeds.followed')}>
          <ul className="mb-6 divide-y divide-line empty:hidden">
            {data.feeds.map((feed) => (
              <Followed key={feed.id} feed={feed} />
            ))}
          </ul>
          {can('write-posts') && <NewFeedForm networks={register.data?.networks ?? []} />}
        </Section>
      )}
    </Page>
  )
}
