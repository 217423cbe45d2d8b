/** How well the guard recognises shortcuts in English and Arabic: precision and recall on texts it was written against and on held-out ones. */
import type { Row, Run } from '../row.ts'
import { readCorpus, score } from './score.ts'

const source = 'the promise of docs/guides/guard.md'

export const run: Run = async () => {
  const rows: Row[] = []
  for (const name of ['written', 'held-out'] as const)
    for (const language of ['en', 'ar'] as const) {
      const texts = readCorpus(name).filter((one) => one.language === language)
      const { found, missed, mistaken, precision, recall, wrong } = score(texts)
      const honest = texts.filter(({ shortcuts }) => shortcuts.length === 0).length
      const data = `${texts.length} ${name} texts in ${language}: ${found + missed} shortcuts, ${honest} honest texts`
      const least = name === 'written' ? 0.95 : 0.8
      rows.push(
        {
          name: `${name}, ${language}: precision`,
          ours: `${precision.toFixed(2)} (${mistaken} of ${honest} honest texts mistaken)`,
          published: `≥ ${least}`,
          source,
          data,
          verdict: precision >= least ? 'pass' : 'short',
        },
        {
          name: `${name}, ${language}: recall`,
          ours: `${recall.toFixed(2)} (${missed} missed)`,
          published: `≥ ${least}`,
          source,
          data,
          verdict: recall >= least ? 'pass' : 'short',
        },
      )
      for (const words of wrong)
        rows.push({ name: words.slice(0, 90), ours: '–', published: '–', source, data: `${name}, ${language}`, verdict: 'info' })
    }
  return rows
}
