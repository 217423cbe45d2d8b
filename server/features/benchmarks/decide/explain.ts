/** The answer to "why do they have more followers than we do?", with what supports each part of it. */
import type { Competitor, CompetitorDay, Why } from '../../../../contract/benchmarks.ts'
import type { Supported } from '../../../../contract/evidence.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { Comparison } from '../measure/compare.ts'
import { level } from '../measure/pool.ts'

type Finding = Why['findings'][number]
const shownRows = 200
const percent = (share: number) => Math.round(100 * share)

/** From which share of the lead on a cause is named first. */
const mostly = 0.6
const notable = 0.25

const answerOf = (about: { handle: string; from: string }, c: Comparison): Sentence => {
  if (c.ours === null || c.theirs === null || c.lead === null) return say('benchmarks:why.answer.unknown', { handle: about.handle })
  const base = { handle: about.handle, theirs: c.theirs, ours: c.ours, lead: Math.abs(c.lead) }
  if (c.lead <= 0) return say('benchmarks:why.answer.notMore', base)
  const jumped = c.inJumps === null ? 0 : c.inJumps.value
  if (jumped >= notable * c.lead) return say('benchmarks:why.answer.jumps', { ...base, count: c.jumps.length, jumped: Math.round(jumped) })
  if (c.shared !== null && c.shared.leadThen >= mostly * c.lead)
    return say('benchmarks:why.answer.older', { ...base, share: Math.min(100, percent(c.shared.leadThen / c.lead)), from: c.shared.from })
  if (c.frequency !== null && c.frequency.interval[0] > 0)
    return say('benchmarks:why.answer.posts', { ...base, more: percent(c.frequency.value) })
  if (c.engagement !== null && c.engagement.interval[0] > 0)
    return say('benchmarks:why.answer.rate', { ...base, more: percent(c.engagement.value) })
  return say('benchmarks:why.answer.unclear', base)
}

/** Pure: from days and what was measured of them to the answer. */
export const explainLead = (
  competitor: Competitor,
  days: { ours: readonly CompetitorDay[]; theirs: readonly CompetitorDay[] },
  c: Comparison,
  period: { from: string; to: string },
): Why => {
  const { handle } = competitor
  const all = [...new Set([...days.ours, ...days.theirs].map(({ day }) => day))].toSorted()
  const [ours, theirs] = [days.ours, days.theirs].map((list) => new Map(list.map((day) => [day.day, day]))) as [
    Map<string, CompetitorDay>,
    Map<string, CompetitorDay>,
  ]
  const supported = (
    numbers: { value: number; interval: [number, number]; n: number },
    method: Sentence,
    field: 'followers' | 'posts' | 'engagements',
  ): Supported => {
    const rows = all.filter((day) => (ours.get(day)?.[field] ?? null) !== null || (theirs.get(day)?.[field] ?? null) !== null)
    return {
      ...numbers,
      level,
      evidence: {
        method,
        period,
        n: numbers.n,
        assumptions: [{ words: say('benchmarks:assume.shown'), holds: null }],
        rows: {
          columns: [say('benchmarks:column.day'), say('benchmarks:column.ours'), say('benchmarks:column.theirs')],
          cells: rows.slice(-shownRows).map((day) => [day, ours.get(day)?.[field] ?? null, theirs.get(day)?.[field] ?? null]),
          total: rows.length,
        },
        page: 'benchmarks',
      },
    }
  }
  const exact = (value: number) => ({ value, interval: [value, value] as [number, number], n: 1 })
  const method = (key: string) => say(`benchmarks:why.method.${key}`)
  const label = (key: string) => say(`benchmarks:why.label.${key}`)
  const count = (key: string, value: number): Finding['numbers'][number] => ({
    label: label(key),
    unit: 'number',
    estimate: supported(exact(value), method('counted'), 'followers'),
    noDifference: null,
  })
  const findings: Finding[] = []
  const add = (key: string, words: Sentence, numbers: Finding['numbers']) => findings.push({ key, words, numbers })
  if (c.lead !== null && c.ours !== null && c.theirs !== null)
    add('lead', say(`benchmarks:why.lead.${c.lead > 0 ? 'theirs' : 'ours'}`, { handle, lead: Math.abs(c.lead) }), [
      count('theirs', c.theirs),
      count('ours', c.ours),
    ])
  if (c.shared === null) add('age', say('benchmarks:why.age.unknown', { handle }), [])
  else {
    const { from, to, leadThen, oursGained, theirsGained } = c.shared
    add(
      'age',
      say(`benchmarks:why.age.${theirsGained > oursGained ? 'grows' : 'shrinks'}`, { from, to, leadThen, oursGained, theirsGained }),
      [count('theirsGained', theirsGained), count('oursGained', oursGained)],
    )
  }
  if (c.inJumps === null) add('jumps', say('benchmarks:why.jumps.unknown', { handle }), [])
  else if (c.jumps.length === 0) add('jumps', say('benchmarks:why.jumps.none', { handle }), [])
  else
    add('jumps', say('benchmarks:why.jumps.some', { handle, count: c.jumps.length }), [
      { label: label('inJumps'), unit: 'number', estimate: supported(c.inJumps, method('jumps'), 'followers'), noDifference: 0 },
    ])
  for (const key of ['frequency', 'engagement'] as const) {
    const ratio = c[key]
    if (ratio === null) {
      add(key, say(`benchmarks:why.${key}.unknown`, { handle }), [])
      continue
    }
    const verdict = ratio.interval[0] > 0 ? 'more' : ratio.interval[1] < 0 ? 'less' : 'alike'
    add(key, say(`benchmarks:why.${key}.${verdict}`, { handle, difference: Math.abs(percent(ratio.value)) }), [
      {
        label: label(key),
        unit: 'change',
        estimate: supported(ratio, method(key), key === 'frequency' ? 'posts' : 'engagements'),
        noDifference: 0,
      },
    ])
  }
  if (c.aPost !== null) {
    const { ratio } = c.aPost
    const verdict = ratio.interval[0] > 0 ? 'more' : ratio.interval[1] < 0 ? 'less' : 'alike'
    const values = { handle, ours: Math.round(c.aPost.ours), theirs: Math.round(c.aPost.theirs) }
    add('reach', say(`benchmarks:why.reach.${verdict}`, values), [
      { label: label('reach'), unit: 'change', estimate: supported(ratio, method('reach'), 'engagements'), noDifference: 0 },
    ])
  }
  return {
    competitor,
    answer: answerOf({ handle, from: period.from }, c),
    ...period,
    findings,
    series: all.map((day) => ({ day, ours: ours.get(day)?.followers ?? null, theirs: theirs.get(day)?.followers ?? null })),
    jumps: c.jumps.map(({ fromIso, toIso, followers }) => ({
      from: fromIso,
      to: toIso,
      followers,
      words: say('benchmarks:why.jump', { followers: Math.round(followers) }),
    })),
    cannotTell: ['outside', 'bought', 'paid', 'cause'].map((key) => say(`benchmarks:cannotTell.${key}`)),
  }
}
