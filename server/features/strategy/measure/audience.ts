/** Who really engages: what messages tell of their writers, and nothing more. */
import type { AudienceEvidence } from '../../../../contract/strategy.ts'
import type { Evidence } from '../../../../contract/evidence.ts'
import { say } from '../../../../contract/sentence.ts'
import { simultaneousShares } from '../../../../statistics/estimate/simultaneous-shares.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'
import type { HeardMessage } from '../store/did.ts'

/** Below this many people a share says nothing that anybody should plan by. */
const fewestPeople = 10
const level = 0.8

type Script = 'Arab' | 'Latn' | null

/** The script that most letters of a text are of; null where neither has a majority. */
export const scriptOf = (text: string): Script => {
  const [arabic, latin] = [/\p{Script=Arabic}/gu, /\p{Script=Latin}/gu].map((letters) => text.match(letters)?.length ?? 0) as [
    number,
    number,
  ]
  return arabic > latin ? 'Arab' : latin > arabic ? 'Latn' : null
}

/** What most of somebody's messages are in; null where none of them tells. */
const mostOf = (told: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const one of told) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** Pure. A person counts once, with the script and the language most of their messages are in. Cost: O(messages). */
export const measureAudience = (
  messages: readonly (HeardMessage & { language: string | null })[],
  period: { from: string; to: string },
): AudienceEvidence => {
  const people = new Map<string, { scripts: Script[]; languages: string[]; n: number }>()
  const hours = Array.from({ length: 24 }, () => 0)
  for (const { accountId, person, text, hour, language } of messages) {
    const key = `${accountId}/${person}`
    const known = people.get(key) ?? { scripts: [], languages: [], n: 0 }
    known.n++
    known.scripts.push(scriptOf(text))
    if (language !== null) known.languages.push(language)
    people.set(key, known)
    hours[hour] = (hours[hour] as number) + 1
  }
  const scripts: Script[] = ['Arab', 'Latn', null]
  const mainScript = ({ scripts: written }: { scripts: Script[] }): Script =>
    scripts.reduce((best, script) =>
      written.filter((one) => one === script).length > written.filter((one) => one === best).length ? script : best,
    )
  const all = [...people.values()]
  const counts = scripts.map((script) => all.filter((one) => mainScript(one) === script).length)
  const spoken = all.map(({ languages }) => mostOf(languages))
  const languages = [...new Set(spoken)].toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
  const speakers = languages.map((language) => spoken.filter((one) => one === language).length)
  const evidence = (method: string): Evidence => ({
    method: say(`strategy:method.${method}`),
    period,
    n: all.length,
    assumptions: [{ words: say('strategy:assumption.onlyWriters'), holds: null }],
    rows: {
      columns: [say('strategy:column.script'), say('strategy:column.people')],
      cells: scripts.map((script, index) => [script ?? '–', counts[index] as number]),
      total: scripts.length,
    },
    page: 'strategy',
  })
  const enough = all.length >= fewestPeople
  const returning = all.filter(({ n }) => n > 1).length
  return {
    n: messages.length,
    people: all.length,
    scripts: enough
      ? simultaneousShares(counts, level).map(({ value, interval }, index) => ({
          script: scripts[index] as Script,
          share: { value, interval, level, n: all.length, evidence: evidence('scripts') },
        }))
      : [],
    languages: enough
      ? simultaneousShares(speakers, level)
          .map(({ value, interval }, index) => ({
            language: languages[index] as string | null,
            share: {
              value,
              interval,
              level,
              n: all.length,
              evidence: {
                ...evidence('languages'),
                rows: {
                  columns: [say('strategy:column.language'), say('strategy:column.people')],
                  cells: languages.map((language, at) => [language ?? '–', speakers[at] as number]),
                  total: languages.length,
                },
              },
            },
          }))
          .toSorted((a, b) => b.share.value - a.share.value)
      : [],
    hours,
    returning: enough
      ? {
          value: returning / all.length,
          interval: wilsonInterval(returning, all.length, level),
          level,
          n: all.length,
          evidence: { ...evidence('returning'), rows: null },
        }
      : null,
  }
}
