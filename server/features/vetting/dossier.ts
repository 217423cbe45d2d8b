/** The dossier: what is proven, contradicted and unknown of a candidate, as a document for the screen, a link and a PDF. */
import type { Words } from '../../../contract/evidence.ts'
import type { Report, ReportBlock } from '../../../contract/report.ts'
import { say } from '../../../contract/sentence.ts'
import { type Candidate } from '../../../contract/vetting.ts'
import { type Verdict } from '../../../contract/vetting-claims.ts'
import { forms, questions } from '../../../contract/vetting-sheets.ts'

const verdicts: Verdict[] = ['proven', 'contradicted', 'unproven']

const claimBlocks = ({ claims }: Candidate, verdict: Verdict): ReportBlock[] => {
  const these = claims.filter(({ result }) => (result?.verdict ?? 'unproven') === verdict)
  if (these.length === 0) return []
  const measured = these.flatMap(({ type, account, result }) =>
    result === null || result.estimate === null
      ? []
      : [
          {
            label: say(`vetting:type.${type}`),
            estimate: result.unit === 'percent' ? perHundred(result.estimate) : result.estimate,
            unit: result.unit,
            note: account === null ? null : { text: account },
          },
        ],
  )
  return [
    { kind: 'heading', words: say(`vetting:dossier.${verdict}`) },
    {
      kind: 'table',
      caption: say(`vetting:dossier.means.${verdict}`),
      columns: ['claim', 'why', 'strength'].map((head) => ({ head: say(`vetting:dossier.${head}`), number: false })),
      rows: these.map(({ text, result }): (Words | null)[] => [
        { text },
        result === null ? say('vetting:dossier.unchecked') : result.reason,
        result === null ? null : say(`vetting:strength.${result.strength}`),
      ]),
    },
    ...(measured.length === 0 ? [] : [{ kind: 'estimates' as const, items: measured, noDifference: null }]),
  ]
}

const perHundred = ({ value, interval, ...rest }: { value: number; interval: [number, number]; level: number; n: number }) => ({
  ...rest,
  value: value / 100,
  interval: [interval[0] / 100, interval[1] / 100] as [number, number],
})

const scoreBlocks = ({ sheets, agreement }: Candidate): ReportBlock[] => {
  const asked = forms.filter((form) => sheets.some((sheet) => sheet.form === form))
  const tables = asked.map((form): ReportBlock => {
    const these = sheets.filter((sheet) => sheet.form === form)
    return {
      kind: 'table',
      caption: say(`vetting:form.${form}`),
      columns: [
        { head: say('vetting:ui.questionWord'), number: false },
        ...these.map(({ by, source }) => ({ head: { text: source === '' ? by : `${source} (${by})` }, number: true })),
      ],
      rows: questions[form].map((question) => [
        say(`vetting:bank.${form}.${question}.short`),
        ...these.map(({ scores }) => scores.find((one) => one.question === question)?.score ?? null),
      ]),
    }
  })
  return [{ kind: 'heading', words: say('vetting:dossier.people') }, ...tables, { kind: 'paragraph', words: agreement.words }]
}

/** Pure. Cost: O(claims + scores). */
export const writeDossier = (candidate: Candidate, { brand, now }: { brand: string; now: Date }): Report => {
  const { proven, contradicted, unproven, unchecked } = candidate.counts
  return {
    title: say('vetting:dossier.title', { name: candidate.name }),
    answer: say('vetting:dossier.answer', { proven, contradicted, unproven: unproven + unchecked }),
    brand,
    period: null,
    madeAt: now.toISOString(),
    blocks: [
      {
        kind: 'paragraph',
        words:
          candidate.consent === null
            ? say('vetting:dossier.noConsent')
            : say(`vetting:dossier.${candidate.consent.basis === 'consent' ? 'consent' : 'publicFigure'}`, {
                day: candidate.consent.at.slice(0, 10),
                note: candidate.consent.note,
              }),
      },
      ...verdicts.flatMap((verdict) => claimBlocks(candidate, verdict)),
      ...scoreBlocks(candidate),
      { kind: 'heading', words: say('vetting:dossier.price') },
      { kind: 'paragraph', words: candidate.realism.words },
      ...candidate.realism.notes.map((words): ReportBlock => ({ kind: 'paragraph', words })),
      { kind: 'list', items: candidate.fit.map(({ words }) => words) },
      { kind: 'paragraph', words: say('vetting:dossier.keep', { day: candidate.keepUntil }) },
      { kind: 'paragraph', words: say('vetting:dossier.limits') },
    ],
  }
}
