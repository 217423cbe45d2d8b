/** Reads an export that a candidate downloaded from a network, by the readers of the imports: what its posts brought, and followers where the file tells. */
import { openAnyExport } from '../imports/index.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { ExportedPost } from '../../../channels/exports/reader.ts'
import type { Day, PostRow } from './measure/claims.ts'

const mostRows = 20_000
const parts = ['reactions', 'comments', 'shares', 'saves', 'clicks'] as const

export type ReadHanded =
  | { kind: 'read'; network: string | null; posts: PostRow[]; history: Day[]; rejected: number }
  | { kind: 'refused'; reason: Sentence }

/** The lifetime number of a metric where the file has one, else the sum of its days. */
const valueOf = ({ metrics }: ExportedPost, wanted: string): number | null => {
  const these = metrics.filter(({ metric }) => metric === wanted)
  const whole = these.find(({ window }) => window === 'lifetime')
  if (whole !== undefined) return whole.value
  return these.length === 0 ? null : these.reduce((sum, { value }) => sum + value, 0)
}

const engagementsOf = (post: ExportedPost): number | null => {
  const told = valueOf(post, 'engagements')
  if (told !== null) return told
  const known = parts.flatMap((part) => valueOf(post, part) ?? [])
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** A row of a post may come once a day: they are one post. */
const joinPosts = (posts: readonly { id: string | null; row: PostRow }[]): PostRow[] => {
  const joined = new Map<string, PostRow>()
  const add = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : a + b)
  for (const [index, { id, row }] of posts.entries()) {
    const key = id ?? `row ${index}`
    const before = joined.get(key)
    joined.set(
      key,
      before === undefined
        ? row
        : { ...before, reach: add(before.reach, row.reach), engagements: add(before.engagements ?? null, row.engagements ?? null) },
    )
  }
  return [...joined.values()]
}

/** Nothing is kept of texts and links. Cost: the file once and again, some 100,000 rows a second. */
export const readHandedExport = async (
  file: { name: string; bytes: Uint8Array },
  { timeZone }: { timeZone: string },
): Promise<ReadHanded> => {
  const opened = await openAnyExport({
    fileName: file.name,
    open: async function* () {
      yield file.bytes
    },
  })
  if (opened.kind === 'refused') return opened
  const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone })
  const posts: { id: string | null; row: PostRow }[] = []
  const followers = new Map<string, number>()
  let rejected = 0
  for await (const event of opened.rows({ timeZone })) {
    if (event.kind === 'cut') return { kind: 'refused', reason: event.sentence }
    if (event.kind === 'rejected') rejected += 1
    if (event.kind !== 'post') continue
    const { post } = event
    const day = dayIn.format(post.publishedAt)
    posts.push({
      id: post.networkPostId ?? post.permalink,
      row: { day, reach: valueOf(post, 'reach'), sales: null, engagements: engagementsOf(post) },
    })
    const count = post.accountMetrics.find(({ metric }) => metric === 'followers')
    if (count !== undefined) followers.set(day, count.value)
    if (posts.length > mostRows) return { kind: 'refused', reason: say('vetting:table.long', { most: mostRows }) }
  }
  if (posts.length === 0) return { kind: 'refused', reason: say('vetting:table.empty') }
  return {
    kind: 'read',
    network: opened.network,
    posts: joinPosts(posts),
    history: [...followers].map(([day, value]) => ({ day, followers: value, posts: null, engagements: null })),
    rejected,
  }
}
