/** Jumps in words, with what speaks for and against each: engagement, posts, campaigns, other accounts. Never "bought". */
import type { AccountGrowth } from '../../../../contract/audience-quality.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { FoundJump, GrowthDay, MeasuredGrowth } from '../measure/growth.ts'

type Told = Extract<AccountGrowth['result'], { kind: 'growth' }>['jumps'][number]

export interface Around {
  posts: Told['posts']
  /** Names of campaigns that ran in those days. */
  campaigns: string[]
}

const shownRows = 60
/** From here on a jump is likely, below it is a hint. */
export const likely = 0.5

export const jumpWords = ({
  kind,
  explained,
  evidence,
  followers,
  probability,
}: Pick<FoundJump, 'kind' | 'explained' | 'evidence' | 'followers' | 'probability'>): Sentence => {
  const values = { followers: Math.abs(Math.round(followers)) }
  if (explained) return say('audience:growth.kind.explained', values)
  if (kind === 'burst') return say(`audience:growth.kind.${probability >= likely ? 'burst' : 'hint'}`, values)
  if (kind === 'purge') return say(`audience:growth.kind.purge.${evidence.scope}`, values)
  return say(`audience:growth.kind.${kind}`, values)
}

const evidenceWords = ({ evidence, kind }: FoundJump, { posts, campaigns }: Around): Sentence[] => {
  const { engagement, panel, documented } = evidence
  const words = (key: string, values: Record<string, string | number> = {}) => say(`audience:growth.evidence.${key}`, values)
  const said: Sentence[] = []
  if (kind === 'burst')
    said.push(
      engagement.explained === null
        ? words('engagementUnknown')
        : words(engagement.explained > 0.5 ? 'engagementRose' : 'engagementUsual', { ratio: Math.round(100 * engagement.ratio) / 100 }),
    )
  said.push(posts.length === 0 ? words('noPosts') : words('posts', { count: posts.length }))
  const paid = posts.filter((post) => post.paid === true).length
  if (paid > 0) said.push(words('paid', { count: paid }))
  said.push(campaigns.length === 0 ? words('noCampaigns') : words('campaigns', { names: campaigns.join(' · ').slice(0, 300) }))
  said.push(panel.others === 0 ? words('noOthers') : words('others', { moved: panel.moved, others: panel.others }))
  if (documented) said.push(words('documented'))
  return said
}

const answerOf = (jumps: readonly FoundJump[], from: string): Sentence => {
  const open = jumps.filter(({ kind, explained, probability }) => kind === 'burst' && !explained && probability >= likely)
  if (open.length === 0) return say('audience:growth.answer.none', { from })
  const followers = Math.round(open.reduce((sum, jump) => sum + jump.followers, 0))
  return say('audience:growth.answer.some', { count: open.length, followers, from })
}

/** Pure. `around` in the order of the jumps. */
export const decideGrowth = (measured: MeasuredGrowth, days: readonly GrowthDay[], around: readonly Around[]): AccountGrowth => {
  const cannotTell = ['who', 'offline', 'slow'].map((key) => say(`audience:growth.cannotTell.${key}`))
  if (measured.kind === 'too-little-data')
    return { answer: say('audience:growth.answer.thin', { have: measured.have, need: measured.need }), result: measured, cannotTell }
  const series = days.flatMap(({ day, followers }) => (followers === null ? [] : [{ day, followers }]))
  return {
    answer: answerOf(measured.jumps, series[0]?.day ?? ''),
    result: {
      kind: 'growth',
      series,
      others: measured.others,
      jumps: measured.jumps.map((jump, i): Told => {
        const beside = around[i] ?? { posts: [], campaigns: [] }
        const rows = days.filter(({ day }) => day >= jump.from && day <= jump.to)
        return {
          kind: jump.kind,
          explained: jump.explained,
          from: jump.from,
          to: jump.to,
          words: jumpWords(jump),
          change: {
            value: jump.change,
            interval: jump.interval,
            level: measured.level,
            n: measured.n,
            evidence: {
              method: say('audience:growth.method', { windows: jump.evidence.windows }),
              period: { from: jump.from, to: jump.to },
              n: measured.n,
              assumptions: [{ words: say('audience:growth.assume.habit'), holds: null }],
              rows: {
                columns: ['day', 'followers', 'posts', 'engagements'].map((key) => say(`audience:growth.column.${key}`)),
                cells: rows.slice(0, shownRows).map(({ day, followers, posts, engagements }) => [day, followers, posts, engagements]),
                total: rows.length,
              },
              page: 'growth',
            },
          },
          followers: jump.followers,
          probability: jump.probability,
          evidence: evidenceWords(jump, beside),
          posts: beside.posts,
        }
      }),
    },
    cannotTell,
  }
}
