/** Engagement quality in words: each figure with its evidence, signs of pods with what they do not prove. */
import type { EngagedFollowers } from '../../../../contract/audience.ts'
import type { Quality } from '../../../../contract/audience-quality.ts'
import type { Evidence } from '../../../../contract/evidence.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import { type Heard, level, type Quality as Measured } from '../measure/quality.ts'

type Figure = Extract<Quality['result'], { kind: 'quality' }>['figures'][number]
const percent = (share: number) => Math.round(100 * share)
const shownRows = 200

/** Pure. `messages` newest first. */
export const decideQuality = (
  about: { from: string; to: string },
  messages: readonly Heard[],
  measured: Measured,
  engaged: EngagedFollowers,
  weeks: Quality['weeks'],
): Quality => {
  const shared = {
    from: about.from,
    to: about.to,
    weeks,
    cannotTell: ['likes', 'sameAuthor', 'podsFriends', 'silent'].map((key) => say(`audience:quality.cannotTell.${key}`)),
  }
  if (measured.kind === 'too-little-data')
    return { ...shared, answer: say('audience:quality.answer.thin', { have: measured.have, need: measured.need }), result: measured }
  const evidence = (key: string, n: number): Evidence => ({
    method: say(`audience:quality.method.${key}`),
    period: { from: about.from, to: about.to },
    n,
    assumptions: [{ words: say('audience:quality.assume.people'), holds: null }],
    rows: {
      columns: ['day', 'account', 'text'].map((column) => say(`audience:quality.column.${column}`)),
      cells: messages
        .slice(0, shownRows)
        .map(({ at, handle, text }) => [new Date(at).toISOString().slice(0, 10), `@${handle}`, text.slice(0, 120)]),
      total: messages.length,
    },
    page: 'audience',
  })
  const figure = (
    key: Figure['key'],
    unit: Figure['unit'],
    value: { value: number; interval: [number, number]; n?: number } | null,
    words: Sentence,
    fallbackN = 0,
  ): Figure => {
    const n = value?.n ?? fallbackN
    return {
      key,
      label: say(`audience:quality.label.${key}`),
      words,
      unit,
      estimate: value === null ? null : { value: value.value, interval: value.interval, level, n, evidence: evidence(key, n) },
      missing: value === null ? say('audience:quality.missing') : null,
    }
  }
  const words = (key: string, values: Record<string, string | number> = {}) => say(`audience:quality.words.${key}`, values)
  const { people, returning, retained, concentration, deep, turns, pods } = measured
  const figures: Figure[] = [
    figure('people', 'number', people, words('people', { count: people.value, messages: measured.messages })),
    figure('returning', 'percent', returning, words('returning', { share: percent(returning.value) })),
    figure('retained', 'percent', retained, words('retained', { share: percent(retained?.value ?? 0) })),
    figure(
      'topShare',
      'percent',
      concentration.topShare,
      words('topShare', { share: percent(concentration.topShare.value) }),
      concentration.n,
    ),
    figure(
      'effective',
      'number',
      concentration.effective,
      words('effective', { people: people.value, effective: Math.round(concentration.effective.value) }),
      concentration.n,
    ),
    figure('deep', 'percent', deep, words('deep', { share: percent(deep.value) })),
    figure('turns', 'number', turns, words('turns', { turns: Math.round(10 * (turns?.value ?? 0)) / 10 })),
    {
      key: 'engagedFollowers',
      label: say('audience:quality.label.engagedFollowers'),
      words: words('engagedFollowers'),
      unit: 'percent',
      estimate: engaged.kind === 'engaged' ? engaged.rate : null,
      missing: engaged.kind === 'engaged' ? null : engaged.reason,
    },
  ]
  const found = pods ?? []
  return {
    ...shared,
    answer: say(`audience:quality.answer.${found.length > 0 ? 'pods' : 'quality'}`, {
      people: people.value,
      returning: percent(returning.value),
      low: percent(returning.interval[0]),
      high: percent(returning.interval[1]),
      top: percent(concentration.topShare.value),
      pods: found.length,
    }),
    result: {
      kind: 'quality',
      figures,
      podsWords:
        pods === null
          ? say('audience:quality.pods.thin')
          : found.length === 0
            ? say('audience:quality.pods.none')
            : say('audience:quality.pods.found', { count: found.length }),
      pods: found.map(({ handles, posts, together, expected }) => ({
        handles,
        posts,
        together,
        expected,
        words: say('audience:quality.pods.one', {
          count: handles.length,
          posts,
          together: Math.round(10 * together) / 10,
          expected: Math.round(10 * expected) / 10,
        }),
      })),
    },
  }
}
