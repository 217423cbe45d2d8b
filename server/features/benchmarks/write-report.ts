/** That answer as a document for the client: the same sentences and numbers, frozen. */
import type { Why } from '../../../contract/benchmarks.ts'
import type { Report, ReportBlock } from '../../../contract/report.ts'
import { say } from '../../../contract/sentence.ts'

/** Pure. */
export const writeReport = (why: Why, { brand, now }: { brand: string; now: Date }): Report => {
  const both = why.series.filter(({ ours, theirs }) => ours !== null && theirs !== null)
  const gap: ReportBlock[] =
    both.length < 2
      ? []
      : [
          {
            kind: 'series',
            title: say('benchmarks:why.gap'),
            unit: say('benchmarks:measure.followers'),
            points: both.map(({ day, ours, theirs }) => ({ day, value: (theirs as number) - (ours as number), interval: null })),
            marks: why.jumps.map(({ to, words }) => ({ day: to, words })),
          },
        ]
  return {
    title: say('benchmarks:why.title', { handle: why.competitor.handle }),
    answer: why.answer,
    brand,
    period: { from: why.from, to: why.to },
    madeAt: now.toISOString(),
    blocks: [
      ...gap,
      ...why.findings.flatMap(({ key, words, numbers }): ReportBlock[] => [
        { kind: 'heading', words: say(`benchmarks:why.heading.${key}`) },
        { kind: 'paragraph', words },
        ...(numbers.length === 0
          ? []
          : [
              {
                kind: 'estimates' as const,
                noDifference: null,
                items: numbers.map(({ label, unit, estimate: { value, interval, level, n, evidence } }) => ({
                  label,
                  unit,
                  estimate: { value, interval, level, n },
                  note: evidence.method,
                })),
              },
            ]),
      ]),
      { kind: 'heading', words: say('benchmarks:why.cannotTell') },
      { kind: 'list', items: why.cannotTell },
    ],
  }
}
