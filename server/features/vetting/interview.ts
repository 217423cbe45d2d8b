/** How much interviewers agree, from the sheets that are in. */
import { say } from '../../../contract/sentence.ts'
import { type Agreement, questions, type Sheet } from '../../../contract/vetting-sheets.ts'
import { fewestUnits, krippendorffAlpha } from '../../../statistics/compare/krippendorff-alpha.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'

/** Agreement over the interview's questions. Cost: 5 ms. */
export const measureAgreement = (sheets: readonly Pick<Sheet, 'form' | 'by' | 'scores'>[]): Agreement => {
  const interviews = sheets.filter(({ form }) => form === 'interview')
  if (interviews.length < 2)
    return {
      kind: 'too-little-data',
      have: interviews.length,
      need: 2,
      words: say('vetting:agreement.raters', { have: interviews.length }),
    }
  const units = questions.interview.map((question) =>
    interviews.map(({ scores }) => scores.find((one) => one.question === question)?.score ?? null),
  )
  const alpha = krippendorffAlpha(units, { metric: 'interval', generator: createGenerator('agreement') })
  if (alpha.kind === 'too-little-data') {
    const words =
      alpha.unit === 'units' ? say('vetting:agreement.questions', { have: alpha.have, need: fewestUnits }) : say('vetting:agreement.spread')
    return { kind: 'too-little-data', have: alpha.have, need: alpha.need, words }
  }
  const { value, interval, level, n } = alpha
  const strength = interval[0] >= 0.667 ? 'good' : interval[1] < 0.667 ? 'poor' : 'open'
  return {
    kind: 'agreement',
    estimate: { value, interval, level, n },
    raters: interviews.length,
    words: say(`vetting:agreement.${strength}`, { value: value.toFixed(2), low: interval[0].toFixed(2), high: interval[1].toFixed(2), n }),
    evidence: {
      method: say('vetting:agreement.method'),
      period: null,
      n,
      assumptions: [{ words: say('vetting:agreement.alone'), holds: null }],
      rows: {
        columns: [say('vetting:ui.questionWord'), ...interviews.map(({ by }) => say('vetting:ui.by', { by }))],
        cells: units.map((unit, at) => [questions.interview[at] ?? '', ...unit]),
        total: units.length,
      },
      page: 'vetting',
    },
  }
}
