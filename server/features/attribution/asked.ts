/** Sets what people answered beside what was recorded of them, and estimates from both what no record shows. */
import type { AskedPicture, Untraceable } from '../../../contract/attribution.ts'
import type { Survey } from '../../../contract/events.ts'
import type { Evidence } from '../../../contract/evidence.ts'
import { say } from '../../../contract/sentence.ts'
import { type AskedGroup, estimateUntraceable, type RecallCheck } from '../../../statistics/credit/untraceable-share.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { AskedRow, TracedRow } from './store/paths.ts'

export interface AskedCounts {
  withoutTrace: number
  groups: AskedGroup[]
  recall: RecallCheck
}

/** Whether a channel is one that the word “social” stands for in an answer. */
export type IsSocial = (channel: string) => boolean

const matches = (channel: string | null | undefined, recorded: string[], isSocial: IsSocial): boolean =>
  channel === null || channel === undefined
    ? false
    : recorded.some((touched) => touched === channel || touched === `${channel} ads` || (channel === 'social' && isSocial(touched)))

/** Counts by whether one touch was recorded or several: who has a longer way answers, and remembers, differently. Cost: O(rows). */
export const countAsked = (
  traced: readonly TracedRow[],
  asked: readonly AskedRow[],
  survey: Survey | null,
  isSocial: IsSocial,
): AskedCounts => {
  const channelOf = new Map((survey?.choices ?? []).map(({ key, channel }) => [key, channel]))
  const groups = [1, 2].map((touches) => ({
    conversions: traced.find((row) => row.touches === touches)?.conversions ?? 0,
    named: 0,
    other: 0,
  }))
  const recall: RecallCheck = { recorded: { right: 0, wrong: 0 }, unrecorded: { right: 0, wrong: 0 } }
  for (const { choice, knownOrigin, channels, touches, n } of asked) {
    if (choice === 'unsure') continue
    const isNamed = matches(channelOf.get(choice), channels, isSocial)
    const group = groups[touches - 1]
    if (group !== undefined) group[isNamed ? 'named' : 'other'] += n
    if (knownOrigin === null || touches === 0) continue
    const wasRecorded = matches(knownOrigin, channels, isSocial)
    const side = wasRecorded ? recall.recorded : recall.unrecorded
    side[wasRecorded === isNamed ? 'right' : 'wrong'] += n
  }
  // An answer told for an order outside the count must not outnumber it.
  for (const group of groups) group.conversions = Math.max(group.conversions, group.named + group.other)
  return { withoutTrace: traced.find(({ touches }) => touches === 0)?.conversions ?? 0, groups, recall }
}

/** The share with its evidence, and the same as a number of conversions. */
export const measureUntraceable = (counts: AskedCounts, period: { from: string; to: string }, level = 0.9): Untraceable => {
  const found = estimateUntraceable(counts, { generator: createGenerator('untraceable'), level })
  if (found.kind === 'too-little-data')
    return { ...found, words: say(`attribution:untraceable.tooLittle.${found.unit}`, { have: found.have, need: found.need }) }
  const all = counts.withoutTrace + counts.groups.reduce((sum, { conversions }) => sum + conversions, 0)
  const checked = found.recall === 'checked'
  const column = (key: string) => say(`attribution:untraceable.column.${key}`)
  const evidence: Evidence = {
    method: say(`attribution:untraceable.method.${found.recall}`),
    period,
    n: all,
    assumptions: [
      { words: say('attribution:untraceable.assumes.silence'), holds: null },
      { words: say('attribution:untraceable.assumes.definition'), holds: null },
      { words: say(`attribution:untraceable.assumes.${checked ? 'checked' : 'memory'}`), holds: checked ? true : null },
    ],
    rows: {
      columns: [column('group'), column('conversions'), column('named'), column('other')],
      cells: [
        ['0', counts.withoutTrace, null, null],
        ...counts.groups.map((group, at) => [at === 0 ? '1' : '2+', group.conversions, group.named, group.other]),
      ],
      total: counts.groups.length + 1,
    },
    page: 'attribution',
  }
  const times = (share: number) => share * all
  return {
    kind: 'share',
    share: { value: found.value, interval: found.interval, level, n: found.n, evidence },
    conversions: {
      value: times(found.value),
      interval: [times(found.interval[0]), times(found.interval[1])],
      level,
      n: found.n,
      evidence,
    },
    recall: found.recall,
    words: say('attribution:untraceable.words', {
      percent: Math.round(100 * found.value),
      low: Math.round(100 * found.interval[0]),
      high: Math.round(100 * found.interval[1]),
    }),
  }
}

/** Each answer with how many gave it, its share with Wilson's 90% interval (1927, doi:10.1080/01621459.1927.10502953), and for how many of them that channel was recorded. */
export const sayAnswers = (
  asked: readonly AskedRow[],
  survey: Survey | null,
  isSocial: IsSocial,
  period: { from: string; to: string },
): AskedPicture['rows'] => {
  const n = asked.reduce((sum, row) => sum + row.n, 0)
  const choices = [...(survey?.choices ?? []), ...['other', 'unsure'].map((key) => ({ key, words: '', channel: null }))]
  const z = 1.6449
  return choices.map(({ key, words, channel }) => {
    const mine = asked.filter(({ choice }) => choice === key)
    const said = mine.reduce((sum, row) => sum + row.n, 0)
    const recorded = mine.filter(({ channels }) => matches(channel, channels, isSocial)).reduce((sum, row) => sum + row.n, 0)
    const share = n === 0 ? 0 : said / n
    const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
    const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
    return {
      key,
      words,
      channel,
      said,
      recorded,
      share:
        n < 10
          ? null
          : {
              value: share,
              interval: [Math.max(0, middle - half), Math.min(1, middle + half)],
              level: 0.9,
              n,
              evidence: {
                method: say('attribution:method.asked'),
                period,
                n,
                assumptions: [{ words: say('attribution:untraceable.assumes.silence'), holds: null }],
                rows: null,
                page: 'attribution',
              },
            },
    }
  })
}
