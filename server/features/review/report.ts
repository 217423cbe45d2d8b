/** A weekly review as a document for a link, a PDF and a mail: what people left out is not in it. */
import type { Words } from '../../../contract/evidence.ts'
import type { Report, ReportBlock } from '../../../contract/report.ts'
import { type Review, type ReviewItem, reviewSections } from '../../../contract/review.ts'
import { say } from '../../../contract/sentence.ts'

const said = ({ own, words }: Pick<ReviewItem, 'own' | 'words'>): Words => (own === null ? words : { text: own })

const estimatesOf = (items: ReviewItem[], noDifference: number | null): ReportBlock[] => {
  const measured = items.flatMap(({ estimate, unit, own, words }) => {
    if (estimate === null) return []
    const { evidence, ...bare } = estimate
    return [{ label: said({ own, words }), estimate: bare, unit, note: evidence.method }]
  })
  return measured.length === 0 ? [] : [{ kind: 'estimates', items: measured, noDifference }]
}

const sectionBlocks = (review: Review): ReportBlock[] =>
  reviewSections.flatMap((section): ReportBlock[] => {
    const items = review.items.filter((item) => item.section === section && !item.hidden)
    if (items.length === 0) return []
    return [
      { kind: 'heading', words: say(`review:section.${section}`) },
      { kind: 'list', items: items.map(said) },
      ...estimatesOf(items, section === 'changed' ? 0 : null),
    ]
  })

const decisionBlocks = ({ decisions }: Review): ReportBlock[] =>
  decisions.length === 0
    ? []
    : [
        { kind: 'heading', words: say('review:document.decided') },
        {
          kind: 'table',
          caption: say('review:document.decided'),
          columns: ['what', 'because', 'checkOn'].map((key) => ({ head: say(`review:document.${key}`), number: false })),
          rows: decisions.map(({ words, because, checkOn }): Words[] => [
            { text: words },
            { text: because },
            say('review:document.day', { day: checkOn }),
          ]),
        },
      ]

/** Pure. Cost: O(items). */
export const writeReport = (review: Review, { brand, now }: { brand: string; now: Date }): Report => ({
  title: say('review:document.title', { from: review.from, to: review.to }),
  answer: review.headline,
  brand,
  period: { from: review.from, to: review.to },
  madeAt: now.toISOString(),
  blocks: [
    ...(review.note === '' ? [] : [{ kind: 'paragraph' as const, words: { text: review.note } }]),
    ...sectionBlocks(review),
    ...decisionBlocks(review),
  ],
})
