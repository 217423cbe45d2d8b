/** Posts with their newest numbers, side by side. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type PostMetric, postMetrics } from '../../../contract/metrics.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Table } from '../../ui/table.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'
import { Count } from './count.tsx'

/** The numbers most worth a column, first the one that orders the list; at most five that any post has. */
const columnsOf = (posts: PublishedPost[], orderedBy: string): PostMetric[] => {
  const worth: PostMetric[] = [
    'impressions',
    'reach',
    'views',
    'engagements',
    'reactions',
    'comments',
    'shares',
    'clicks',
    'saves',
    'video-views',
  ]
  const present = [...worth, ...postMetrics.filter((metric) => !worth.includes(metric))].filter((metric) =>
    posts.some((post) => post.metrics[metric] !== undefined),
  )
  const first = present.filter((metric) => metric === orderedBy)
  return [...first, ...present.filter((metric) => metric !== orderedBy)].slice(0, 5)
}

export const PostTable = ({ posts, orderedBy }: { posts: PublishedPost[]; orderedBy: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  const accounts = useAccounts({ withRemoved: true })
  return (
    <Table
      caption={t('results:ui.posts')}
      hideCaption
      rows={posts}
      rowKey={(post) => post.id}
      columns={[
        {
          key: 'post',
          head: t('results:ui.post'),
          rowHeader: true,
          cell: (post: PublishedPost) => {
            const account = accounts.data?.find(({ id }) => id === post.accountId)
            return (
              <div className="min-w-52 max-w-md">
                <Link
                  to={`/b/${brandId}/results/${post.id}`}
                  className="line-clamp-2 underline decoration-line-strong underline-offset-4 hover:decoration-ink"
                  dir="auto"
                >
                  {post.text === '' ? t('results:ui.noText') : post.text}
                </Link>
                <span className="text-small text-quiet">
                  {account !== undefined && (
                    <>
                      <AccountName account={account} /> ·{' '}
                    </>
                  )}
                  {t(`results:format.${post.format}`)}
                  {post.paid === true && ` · ${t('results:ui.paid')}`}
                </span>
              </div>
            )
          },
        },
        {
          key: 'published',
          head: t('results:ui.published'),
          cell: (post: PublishedPost) => (
            <time dateTime={post.publishedAt} className="whitespace-nowrap">
              {format.date(post.publishedAt)}
              <span className="block text-small text-quiet">
                {post.timeKnown ? format.time(post.publishedAt) : t('results:ui.dayOnly')}
              </span>
            </time>
          ),
        },
        ...columnsOf(posts, orderedBy).map((metric) => ({
          key: metric,
          head: t(`results:metric.${metric}`),
          number: true,
          cell: (post: PublishedPost) => <Count postId={post.id} metric={metric} of={post.metrics[metric]} />,
        })),
      ]}
    />
  )
}
