/** Who engages, and how: people, returning ones, concentration, depth, signs of pods; and growth that nothing explains. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { TooLittleData } from './metrics.ts'
import { Unit } from './report.ts'
import { Sentence } from './sentence.ts'

const Figure = z.object({
  key: z.enum(['people', 'returning', 'retained', 'topShare', 'effective', 'deep', 'turns', 'engagedFollowers']),
  label: Sentence,
  /** What it says, in a sentence. */
  words: Sentence,
  unit: Unit,
  estimate: Supported.nullable(),
  /** Why there is no estimate. */
  missing: Sentence.nullable(),
})

const Pod = z.object({
  handles: z.array(z.string()),
  /** Posts under which three or more of them met; how often a pair met, and what chance would bring. */
  posts: z.int(),
  together: z.number(),
  expected: z.number(),
  words: Sentence,
})

export const Quality = z.object({
  answer: Sentence,
  from: z.iso.date(),
  to: z.iso.date(),
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('quality'), figures: z.array(Figure), pods: z.array(Pod), podsWords: Sentence }),
    TooLittleData,
  ]),
  /** New and known people, week by week (the Monday). */
  weeks: z.array(z.object({ week: z.iso.date(), people: z.int(), known: z.int() })),
  cannotTell: z.array(Sentence),
})
export type Quality = z.infer<typeof Quality>

export const jumpKinds = ['burst', 'purge', 'glitch', 'definition-change'] as const
const Jump = z.object({
  kind: z.enum(jumpKinds),
  /** Explained: engagement accounts for it. */
  explained: z.boolean(),
  from: z.iso.date(),
  to: z.iso.date(),
  words: Sentence,
  /** Relative change beyond habit, and the same in followers. */
  change: Supported,
  followers: z.number(),
  probability: z.number(),
  /** What speaks for and against: posts, engagement, campaigns, other accounts. */
  evidence: z.array(Sentence),
  posts: z.array(
    z.object({ id: z.uuid(), day: z.iso.date(), text: z.string(), engagements: z.number().nullable(), paid: z.boolean().nullable() }),
  ),
})

export const AccountGrowth = z.object({
  answer: Sentence,
  result: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('growth'),
      jumps: z.array(Jump),
      series: z.array(z.object({ day: z.iso.date(), followers: z.number() })),
      others: z.int(),
    }),
    TooLittleData,
  ]),
  cannotTell: z.array(Sentence),
})
export type AccountGrowth = z.infer<typeof AccountGrowth>
