/** What conversions credit to the posts of a kind of work: those whose last recorded touch was one of them, with an interval over posts. */
import { Temporal } from 'temporal-polyfill'
import type { CostGroup } from '../../../contract/creative.ts'
import type { Supported } from '../../../contract/evidence.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { conversionsBy } from '../events/index.ts'
import { listBetween } from '../publishing/index.ts'
import { fewestPosts, sumWithInterval } from './measure/earned.ts'
import type { Scope } from './store/people.ts'

export type ReturnedOf = (posts: readonly PublishedPost[]) => CostGroup['returned']

interface Credited {
  conversions: number
  value: Map<string, number>
}

/**
 * Reads the conversions of a period once, then answers for any posts. Only posts that went out from here can be followed; one that went to several accounts
 * counts once. Null for all where no conversion of the period is known: that is not zero. Cost: one index look-up a conversion.
 */
export const readReturned = async (services: Services, scope: Scope, period: { from: string; to: string }): Promise<ReturnedOf> => {
  const { db } = services.database
  const at = {
    from: new Date(`${period.from}T00:00:00Z`),
    to: new Date(`${Temporal.PlainDate.from(period.to).add({ days: 1 }).toString()}T00:00:00Z`),
  }
  const [groups, publications] = await Promise.all([conversionsBy(db, scope, 'post', at), listBetween(db, scope, at.from, at.to)])
  if (groups.length === 0) return () => null
  const credited = new Map<string, Credited>()
  for (const { key, conversions, currency, value } of groups) {
    if (key === null) continue
    const of = credited.get(key) ?? { conversions: 0, value: new Map<string, number>() }
    of.conversions += conversions
    if (currency !== null && value !== null) of.value.set(currency, (of.value.get(currency) ?? 0) + value)
    credited.set(key, of)
  }
  const postOf = new Map(publications.map(({ id, postId }) => [id, postId]))
  return (posts) => {
    const followed = new Map<string, PublishedPost>()
    for (const post of posts) {
      const id = post.publicationId === null ? undefined : postOf.get(post.publicationId)
      if (id !== undefined && !followed.has(id)) followed.set(id, post)
    }
    const ids = [...followed.keys()]
    if (ids.length < fewestPosts)
      return { conversions: { kind: 'too-little-data', have: ids.length, need: fewestPosts, unit: 'posts' }, value: [] }
    const support = (read: (of: Credited) => number, isCount: boolean): Supported => ({
      ...sumWithInterval(
        ids.map((id) => {
          const of = credited.get(id)
          return of === undefined ? 0 : read(of)
        }),
        isCount,
      ),
      evidence: {
        method: say('creative:method.returned'),
        period,
        n: ids.length,
        assumptions: [
          { words: say('creative:method.lastTouch'), holds: null },
          { words: say('creative:method.notEffect'), holds: null },
        ],
        rows: {
          columns: [say('creative:column.post'), say('creative:column.day'), say('creative:column.credited')],
          cells: ids.slice(-200).map((id) => {
            const [post, of] = [followed.get(id), credited.get(id)]
            return [post?.text.slice(0, 60) ?? null, post?.publishedAt.slice(0, 10) ?? null, of === undefined ? 0 : read(of)]
          }),
          total: ids.length,
        },
        page: 'attribution',
      },
    })
    const currencies = [...new Set(ids.flatMap((id) => [...(credited.get(id)?.value.keys() ?? [])]))].toSorted()
    return {
      conversions: support(({ conversions }) => conversions, true),
      value: currencies.map((currency) => ({ currency, of: support(({ value }) => value.get(currency) ?? 0, false) })),
    }
  }
}
