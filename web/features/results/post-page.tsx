/** One post: what it earned, how that grew, and every reading behind it. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PostMetric, postMetrics } from '../../../contract/metrics.ts'
import type { PublishedPost, Reading } from '../../../contract/results.ts'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { type Format, useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { PostPillar } from '../strategy/index.ts'
import { AccountName, useAccounts } from '../accounts/index.ts'
import { Count } from './count.tsx'

export const PostPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { postId } = useParams({ strict: false }) as { postId: string }
  const found = useQuery(api.results.readPost.queryOptions({ input: { ...at, postId }, refetchInterval: 20_000 }))
  if (found.data !== undefined) return <OnePost post={found.data.post} history={found.data.history} />
  return (
    <Page question={t('results:ui.oneQuestion')}>
      {found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  )
}

/** Day, year and time: a reading may be years old. */
const moment = (format: Format, at: string): string => `${format.date(at)}, ${format.time(at)}`

const worth: PostMetric[] = ['engagements', 'reach', 'impressions', 'views', 'reactions']

const OnePost = ({ post, history }: { post: PublishedPost; history: Reading[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  const accounts = useAccounts({ withRemoved: true })
  const account = accounts.data?.find(({ id }) => id === post.accountId)
  const known = postMetrics.filter((metric) => post.metrics[metric] !== undefined)
  const main = worth.find((metric) => post.metrics[metric] !== undefined) ?? known[0]
  const value = main === undefined ? undefined : post.metrics[main]
  const answer =
    main === undefined || value === undefined
      ? t('results:ui.oneAnswer.none')
      : t('results:ui.oneAnswer.some', {
          metric: t(`results:metric.${main}`),
          value: format.number(value.value),
          when: format.date(value.observedAt),
        })
  return (
    <Page question={t('results:ui.oneQuestion')} answer={answer}>
      <article className="mb-8 max-w-prose border-s-2 border-line-strong ps-4">
        <p dir="auto" className="whitespace-pre-wrap">
          {post.text === '' ? t('results:ui.noText') : post.text}
        </p>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small text-quiet">
          {account !== undefined && <AccountName account={account} />}
          <span>{t(`results:format.${post.format}`)}</span>
          <time dateTime={post.publishedAt}>
            {post.timeKnown ? format.fullDateTime(post.publishedAt) : `${format.date(post.publishedAt)} (${t('results:ui.dayOnly')})`}
          </time>
          <span>{t(`results:origin.${post.origin}`)}</span>
        </p>
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small">
          {post.permalink !== null && /^https?:/.test(post.permalink) && (
            <a
              href={post.permalink}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 underline underline-offset-4"
            >
              {t('results:ui.openThere')}
              <ExternalLink size={13} aria-hidden className="points" />
            </a>
          )}
          {post.publicationId !== null && (
            <Link to={`/b/${brandId}/publications/${post.publicationId}`} className="underline underline-offset-4">
              {t('results:ui.publication')}
            </Link>
          )}
          <Link to={`/b/${brandId}/inbox`} search={{ post: post.id } as Record<string, unknown>} className="underline underline-offset-4">
            {t('results:ui.replies')}
          </Link>
        </p>
      </article>
      <PostPillar kind="published" postId={post.id} />
      {main !== undefined && <Growth history={history} metrics={known} first={main} />}
      {known.length > 0 && (
        <Section title={t('results:ui.numbers')} note={t('results:ui.missing')}>
          <Table
            caption={t('results:ui.numbers')}
            hideCaption
            rows={known}
            rowKey={(metric) => metric}
            columns={[
              {
                key: 'metric',
                head: t('results:ui.metricHead'),
                rowHeader: true,
                cell: (metric: PostMetric) => t(`results:metric.${metric}`),
              },
              {
                key: 'value',
                head: t('results:ui.value'),
                number: true,
                cell: (metric: PostMetric) => <Count postId={post.id} metric={metric} of={post.metrics[metric]} />,
              },
              {
                key: 'at',
                head: t('results:ui.asOf'),
                number: true,
                cell: (metric: PostMetric) => moment(format, post.metrics[metric]?.observedAt ?? post.publishedAt),
              },
            ]}
          />
        </Section>
      )}
      {history.length > 0 && (
        <Section title={t('results:ui.history')} note={t('results:ui.historyNote')}>
          <Table
            caption={t('results:ui.history')}
            hideCaption
            rows={history.toReversed()}
            rowKey={(_, index) => String(index)}
            columns={[
              {
                key: 'metric',
                head: t('results:ui.metricHead'),
                rowHeader: true,
                cell: (reading: Reading) => t(`results:metric.${reading.metric}`),
              },
              { key: 'value', head: t('results:ui.value'), number: true, cell: (reading: Reading) => format.number(reading.value) },
              {
                key: 'window',
                head: t('results:ui.window'),
                cell: (reading: Reading) => (reading.day === null ? t('results:ui.lifetime') : format.date(reading.day)),
              },
              { key: 'seen', head: t('results:ui.seen'), number: true, cell: (reading: Reading) => moment(format, reading.observedAt) },
              {
                key: 'until',
                head: t('results:ui.until'),
                number: true,
                cell: (reading: Reading) => moment(format, reading.lastObservedAt),
              },
              { key: 'from', head: t('results:ui.from'), cell: (reading: Reading) => t(`results:origin.${reading.origin}`) },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}

/** The readings of one number over time; a value that stood still is drawn to its last sight. */
const pointsOf = (history: Reading[], metric: PostMetric) =>
  history
    .filter((reading) => reading.metric === metric && reading.window === 'lifetime')
    .flatMap(({ observedAt, lastObservedAt, value }) =>
      observedAt === lastObservedAt
        ? [{ at: observedAt, value }]
        : [
            { at: observedAt, value },
            { at: lastObservedAt, value },
          ],
    )

const Growth = ({ history, metrics, first }: { history: Reading[]; metrics: PostMetric[]; first: PostMetric }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [metric, setMetric] = useState(first)
  const points = pointsOf(history, metric)
  const [start, end] = [points[0], points.at(-1)]
  const name = t(`results:metric.${metric}`)
  return (
    <Section title={t('results:ui.growth')}>
      <Select
        className="mb-3 max-w-60"
        hideLabel
        label={t('results:ui.metricHead')}
        value={metric}
        onChange={setMetric}
        choices={metrics.map((one) => ({ value: one, label: t(`results:metric.${one}`) }))}
      />
      {start === undefined || end === undefined || points.length < 2 ? (
        <p className="text-quiet">{t('results:ui.oneReading')}</p>
      ) : (
        <BandLine
          title={name}
          unit={name}
          points={points}
          words={t('results:ui.growthWords', {
            metric: name,
            first: format.number(start.value),
            last: format.number(end.value),
            from: format.date(start.at),
            to: format.date(end.at),
            count: points.length,
          })}
        />
      )}
    </Section>
  )
}
