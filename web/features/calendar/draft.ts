/** The post being written, as plain data: base text, versions per account, accounts; and what changes them. */
import type { Version } from '../../../contract/calendar.ts'
import type { PostContent } from '../../../contract/content.ts'

export interface Draft {
  title: string
  base: PostContent
  /** Own versions, by account. */
  own: Record<string, PostContent>
  accountIds: string[]
}

const emptyContent = (language: string): PostContent => ({ text: '', language, format: 'text', link: null, media: [] })

export const emptyDraft = (language: string, accountIds: string[]): Draft => ({
  title: '',
  base: emptyContent(language),
  own: {},
  accountIds,
})

/** The draft that a stored post is. */
export const draftOf = (post: { title: string; versions: Version[]; publications: { accountId: string }[] }, language: string): Draft => ({
  title: post.title,
  base: post.versions.find(({ accountId }) => accountId === null)?.content ?? emptyContent(language),
  own: Object.fromEntries(post.versions.flatMap(({ accountId, content }) => (accountId === null ? [] : [[accountId, content]]))),
  accountIds: post.publications.map(({ accountId }) => accountId),
})

/** What goes to the server: the base and the own versions of chosen accounts. */
export const inputOf = (draft: Draft): { title: string; versions: Version[]; accountIds: string[] } => ({
  title: draft.title,
  versions: [
    { accountId: null, content: draft.base },
    ...draft.accountIds.flatMap((accountId) => (draft.own[accountId] === undefined ? [] : [{ accountId, content: draft.own[accountId] }])),
  ],
  accountIds: draft.accountIds,
})

/** What would go to an account. */
export const contentFor = (draft: Draft, accountId: string): PostContent => draft.own[accountId] ?? draft.base

/** A link makes a text post a link post, and taking it away a text post again; other formats stay. */
export const withLink = (content: PostContent, link: string): PostContent => {
  const next = link.trim() === '' ? null : link.trim()
  const format = next === null ? (content.format === 'link' ? 'text' : content.format) : content.format === 'text' ? 'link' : content.format
  return { ...content, link: next, format }
}

/** Pictures make a text post a photo, several make it a carousel, and none make it what its link says. */
export const withMedia = (content: PostContent, media: PostContent['media']): PostContent => {
  const isPictured = content.format === 'photo' || content.format === 'carousel' || content.format === 'text' || content.format === 'link'
  const bare = content.link === null ? 'text' : 'link'
  const format = !isPictured ? content.format : media.length === 0 ? bare : media.length === 1 ? 'photo' : 'carousel'
  return { ...content, media, format }
}

/** True when both would be stored alike. */
export const isSame = (a: Draft, b: Draft): boolean => JSON.stringify(inputOf(a)) === JSON.stringify(inputOf(b))
