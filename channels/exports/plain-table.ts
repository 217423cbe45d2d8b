/** A table of posts that anybody can write by hand: the columns are known by their plain names, in English and Arabic. */
import { createHash } from 'node:crypto'
import type { Format } from '../../contract/content.ts'
import { formats } from '../../contract/content.ts'
import { defineTable } from './table-reader.ts'

const words: [RegExp, Format][] = [
  [/reel|short/, 'reel'],
  [/carousel|album|gallery/, 'carousel'],
  [/stor(y|ies)/, 'story'],
  [/video/, 'video'],
  [/live/, 'live'],
  [/photo|image|picture/, 'photo'],
  [/link/, 'link'],
  [/poll/, 'poll'],
  [/document|pdf/, 'document'],
  [/text|status/, 'text'],
]

const readFormat = (text: string): Format | null => {
  const name = text.trim().toLowerCase()
  return formats.find((format) => format === name) ?? words.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** A post without an id is known by what it said and when: the same row in a later file is the same post. */
const makeId = (post: { publishedAt: Date; text: string; format: string; permalink: string | null }): string =>
  post.permalink ??
  `row-${createHash('sha256').update(`${post.publishedAt.toISOString()}\n${post.format}\n${post.text}`).digest('hex').slice(0, 24)}`

export const plainTable = defineTable({
  format: 'plain-posts',
  network: null,
  name: { en: 'A plain table of posts', ar: 'جدول منشورات بسيط' },
  usualDateOrder: 'month-first',
  decimalOf: () => '.',
  readFormat,
  lifetime: ['lifetime', 'total', 'all time'],
  makeId,
  // "date, views" alone is a series of days, not a list of posts: where the time is only a date, something must say that rows are posts.
  accepts: (names, kinds) =>
    ['published_at', 'published at', 'publish time', 'publish_time', 'published', 'تاريخ النشر', 'وقت النشر'].some((name) =>
      names.has(name),
    ) || ['post-id', 'permalink', 'text', 'title', 'format'].some((kind) => kinds.has(kind)),
  needs: [['published-at'], ['metric', 'account-metric']],
  columns: [
    {
      means: { kind: 'published-at' },
      headers: [
        'published_at',
        'published at',
        'publish time',
        'publish_time',
        'published',
        'date',
        'datetime',
        'time',
        'created_at',
        'created_time',
        'timestamp',
        'تاريخ النشر',
        'وقت النشر',
      ],
    },
    { means: { kind: 'post-id' }, headers: ['id', 'post_id', 'post id', 'network_post_id', 'tweet id', 'معرّف المنشور'] },
    { means: { kind: 'permalink' }, headers: ['permalink', 'url', 'link', 'post url', 'post_url', 'tweet permalink', 'الرابط'] },
    { means: { kind: 'text' }, headers: ['text', 'caption', 'message', 'description', 'content', 'tweet text', 'النص'] },
    { means: { kind: 'title' }, headers: ['title', 'العنوان'] },
    { means: { kind: 'format' }, headers: ['format', 'type', 'post_type', 'post type', 'media_type', 'الصيغة', 'النوع'] },
    { means: { kind: 'language' }, headers: ['language', 'اللغة'] },
    { means: { kind: 'account-id' }, headers: ['account_id', 'account id', 'page_id', 'page id'] },
    { means: { kind: 'account-name' }, headers: ['account', 'account_name', 'account name', 'page', 'page_name', 'page name', 'الحساب'] },
    { means: { kind: 'account-handle' }, headers: ['handle', 'username', 'account_username'] },
    { means: { kind: 'account-metric', metric: 'followers' }, headers: ['followers', 'follower_count', 'المتابعون'] },
    { means: { kind: 'metric', metric: 'impressions' }, headers: ['impressions', 'مرات الظهور'] },
    { means: { kind: 'metric', metric: 'reach' }, headers: ['reach', 'الوصول'] },
    { means: { kind: 'metric', metric: 'views' }, headers: ['views', 'المشاهدات'] },
    { means: { kind: 'metric', metric: 'engagements' }, headers: ['engagements', 'engagement', 'interactions', 'التفاعل', 'التفاعلات'] },
    { means: { kind: 'metric', metric: 'reactions' }, headers: ['reactions', 'likes', 'favorites', 'الإعجابات'] },
    { means: { kind: 'metric', metric: 'comments' }, headers: ['comments', 'replies', 'التعليقات'] },
    { means: { kind: 'metric', metric: 'shares' }, headers: ['shares', 'reposts', 'retweets', 'المشاركات'] },
    { means: { kind: 'metric', metric: 'saves' }, headers: ['saves', 'saved', 'bookmarks', 'مرات الحفظ'] },
    { means: { kind: 'metric', metric: 'clicks' }, headers: ['clicks', 'total_clicks', 'النقرات'] },
    { means: { kind: 'metric', metric: 'link-clicks' }, headers: ['link_clicks', 'link clicks', 'نقرات الرابط'] },
    { means: { kind: 'metric', metric: 'video-views' }, headers: ['video_views', 'video views'] },
    { means: { kind: 'metric', metric: 'watch-seconds' }, headers: ['watch_seconds', 'seconds viewed', 'watch time (sec)'] },
    { means: { kind: 'metric', metric: 'follows' }, headers: ['follows', 'new_followers'] },
    { means: { kind: 'metric', metric: 'negative-feedback' }, headers: ['negative_feedback'] },
    { means: { kind: 'metric', metric: 'sales' }, headers: ['sales', 'المبيعات'] },
    { means: { kind: 'paid-share' }, headers: ['paid', 'promoted', 'boosted'] },
  ],
})
