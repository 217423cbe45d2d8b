/** A brief as a post suggests it: its words as the message, and one deliverable for each account it is meant for. Pure. */
import type { Version } from '../../../contract/calendar.ts'
import type { BriefInput, DeliverableInput } from '../../../contract/creative.ts'
import type { Publication } from '../../../contract/publishing.ts'

/** Cost: O(publications). */
export const suggestBrief = ({
  post,
  versions,
  publications,
  currency,
}: {
  post: { id: string; title: string }
  versions: Version[]
  publications: Pick<Publication, 'accountId' | 'accountHandle' | 'scheduledAt'>[]
  currency: string
}): { brief: BriefInput; deliverables: DeliverableInput[] } => {
  const base = versions.find(({ accountId }) => accountId === null) ?? versions[0]
  const text = base?.content.text ?? ''
  const first = publications.flatMap(({ scheduledAt }) => scheduledAt ?? []).toSorted()[0]
  const dueOn = first === undefined ? null : new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10)
  const [firstLine = ''] = text.split('\n')
  const title = (post.title === '' ? firstLine : post.title).slice(0, 120)
  return {
    brief: {
      title: title === '' ? '—' : title,
      postId: post.id,
      campaignId: null,
      pillar: null,
      objective: '',
      audience: '',
      message: text.slice(0, 5000),
      references: [],
      currency,
      budget: null,
      dueOn,
    },
    deliverables: publications.map(({ accountId, accountHandle }) => {
      const content = (versions.find((version) => version.accountId === accountId) ?? base)?.content
      const format = content?.format ?? 'photo'
      const isText = format === 'text' || format === 'poll' || format === 'link'
      const isFilm = format === 'video' || format === 'reel' || format === 'live' || format === 'document'
      return {
        title: `${title.slice(0, 100)} · @${accountHandle}`.slice(0, 160),
        kind: isText ? 'text' : isFilm ? 'link' : 'picture',
        format,
        accountId,
        personId: null,
        dueOn,
        expectedHours: null,
      }
    }),
  }
}
