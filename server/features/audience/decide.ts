/** An audit in words: the share, what it was made from, examples with reasons, and what it cannot tell. */
import type { Audit } from '../../../contract/audience.ts'
import { say } from '../../../contract/sentence.ts'
import type { Drawn } from './draw.ts'
import type { Measured } from './measure.ts'

const percent = (share: number): number => Math.round(1000 * share) / 10

export const decideAudit = (
  about: { id: string; accountId: string | null; name: string; at: Date },
  drawn: Drawn,
  measured: Measured,
  change: Audit['change'],
): Audit => {
  const day = about.at.toISOString().slice(0, 10)
  const shared = {
    id: about.id,
    accountId: about.accountId,
    name: about.name,
    createdAt: about.at.toISOString(),
    listed: drawn.listed,
    duplicates: drawn.duplicates,
    gone: drawn.gone,
    named: drawn.named,
    population: drawn.population,
    sampled: drawn.sample.length,
    change,
    cannotTell: ['who', 'bought', 'baseRate', about.accountId === null ? 'list' : 'order'].map((key) => say(`audience:cannotTell.${key}`)),
  }
  if (measured.kind === 'too-little-data')
    return { ...shared, answer: say('audience:answer.thin', { have: measured.have, need: measured.need }), result: measured }
  const { share } = measured
  const [low, high] = share.interval
  return {
    ...shared,
    answer: say('audience:answer.share', { share: percent(share.value), low: percent(low), high: percent(high), n: share.n }),
    result: {
      kind: 'audit',
      apparent: share.apparent,
      share: {
        value: share.value,
        interval: share.interval,
        level: share.level,
        n: share.n,
        evidence: {
          method: say('audience:method', {
            apparent: percent(share.apparent),
            sensitivity: percent(share.sensitivity),
            specificity: percent(share.specificity),
          }),
          period: { from: day, to: day },
          n: share.n,
          assumptions: [
            { words: say('audience:assume.fair'), holds: about.accountId === null ? null : true },
            { words: say('audience:assume.detector'), holds: null },
          ],
          rows: {
            columns: [say('audience:column.handle'), say('audience:column.probability')],
            cells: measured.suspects.map(({ handle, probability }) => [`@${handle}`, percent(probability)]),
            total: share.n,
          },
          page: 'audience',
        },
      },
      examples: measured.suspects.map(({ handle, probability, reasons }) => ({
        handle,
        probability,
        reasons: reasons.map(({ group }) => say(`audience:reasonOf.${group}`)),
      })),
    },
  }
}
