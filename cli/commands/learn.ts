/** `athar learn`: what to post and when, of a brand in Athar or of a plain file, with intervals, or why nothing can be said. */
import type { Command } from 'commander'
import type { Learning, LearningMetric } from '../../contract/learning.ts'
import { learningMetrics } from '../../contract/learning.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { TimeZone } from '../../contract/team.ts'
import { type BrandOptions, openClient, withBrandOptions } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  timeZone?: string
  metric: LearningMetric
  account?: string
  weeks: string
  perWeek?: string
}

type Answer = Omit<Learning, 'accountId' | 'computedAt'> & { problems: string[]; rejected: number }

const count = (name: string, text: string, most: number): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Problem(`${name} ${text}: give a whole number from 1 to ${most}.`)
  return value
}

const ofFile = async (file: string, options: Options): Promise<Answer> => {
  const [{ readFileRows }, { answerLearning, measureLearning }] = await Promise.all([
    import('../learn-from-file.ts'),
    import('../../server/features/learning/index.ts'),
  ])
  const timeZone = options.timeZone ?? 'UTC'
  const { rows, problems, rejected } = await readFileRows(file, timeZone)
  const measured = measureLearning(rows, { metric: options.metric, timeZone })
  // Slots are suggested from the end of the file on, so that the same file gives the same answer on any day.
  const now = new Date(Math.max(...rows.map(({ publishedAt }) => Date.parse(publishedAt))))
  const perWeek = options.perWeek === undefined ? undefined : count('--per-week', options.perWeek, 42)
  return {
    ...answerLearning(measured, { now, weeks: count('--weeks', options.weeks, 8), perWeek, taken: [] }),
    problems,
    rejected,
  }
}

const ofBrand = async (options: Options): Promise<Answer> => {
  const { client, workspaceId, brandId, close } = await openClient(options)
  try {
    const accounts = options.account === undefined ? [] : await client.accounts.list({ workspaceId, brandId })
    const account = accounts.find(({ id, handle }) => id === options.account || handle === options.account?.replace(/^@/, ''))
    if (options.account !== undefined && account === undefined) {
      throw new Problem(
        `There is no account “${options.account}” here. There is: ${accounts.map(({ handle }) => handle).join(', ') || 'none'}.`,
      )
    }
    const learning = await client.learning.read({
      workspaceId,
      brandId,
      metric: options.metric,
      weeks: count('--weeks', options.weeks, 8),
      ...(options.perWeek === undefined ? {} : { perWeek: count('--per-week', options.perWeek, 42) }),
      ...(account === undefined ? {} : { accountId: account.id }),
    })
    return { ...learning, problems: [], rejected: 0 }
  } finally {
    await close()
  }
}

const isSentence = (value: object): value is Sentence => 'key' in value && 'values' in value

/** The same data with every sentence said in the terminal's language. */
const inWords = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inWords)
  if (typeof value !== 'object' || value === null) return value
  if (isSentence(value)) return sayOut(value)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inWords(inner)]))
}

const percent = (ratio: number) => `${ratio > 0 ? '+' : ''}${Math.round(ratio * 100)}%`
const day = (weekday: number) => sayOut({ key: `learning:day.${weekday}`, values: {} })
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

const print = (answer: Answer) => {
  const { recommendation, slots, formats, evidence } = answer
  console.log(sayOut(answer.headline))
  console.log(sayOut(recommendation.reason))
  if (answer.formatFinding !== null) console.log(sayOut(answer.formatFinding))
  const group = (name: string, g: { gain: number; gainInterval: [number, number]; n: number; strength: string }) =>
    console.log(
      `  ${name.padEnd(18)} ${percent(g.gain).padStart(6)}  (${percent(g.gainInterval[0])} … ${percent(g.gainInterval[1])})  n ${g.n}  ${g.strength}`,
    )
  if (slots.length > 0) {
    console.log('')
    const tried = slots.filter(({ n }) => n > 0).toSorted((a, b) => b.gain - a.gain)
    for (const slot of tried.slice(0, 8)) group(`${day(slot.weekday)} ${clock(slot.hour)}`, slot)
    console.log('')
    for (const format of formats.toSorted((a, b) => b.gain - a.gain))
      group(sayOut({ key: `learning:format.${format.format}`, values: {} }), format)
    console.log('')
    for (const { at, weekday, hour, kind, reason } of answer.suggestions)
      console.log(`  ${at.slice(0, 10)} ${day(weekday)} ${clock(hour)}  [${kind}] ${sayOut(reason)}`)
  }
  console.log('')
  console.log(sayOut(evidence.method))
  for (const { reason } of evidence.leftOut) console.log(`! ${sayOut(reason)}`)
  for (const { words, holds } of evidence.assumptions) console.log(`${holds === null ? '?' : holds ? '✓' : '✗'} ${sayOut(words)}`)
  for (const problem of answer.problems) console.error(problem)
}

export const build = (command: Command): Command =>
  withBrandOptions(command)
    .argument(
      '[file]',
      'a posts table (published_at, engagements, impressions or followers, format) or an export that Athar can read; “-” reads standard input',
    )
    .option('--json', 'answer as JSON')
    .option('--metric <metric>', `what to learn about: ${learningMetrics.join(', ')}`, 'engagement-rate')
    .option('--time-zone <zone>', 'of a file: the zone whose hours are meant (default: UTC)')
    .option('--account <name>', 'of a brand: one account only, by handle or id')
    .option('--weeks <n>', 'how many weeks to suggest slots for', '2')
    .option('--per-week <n>', 'how many slots a week (default: as many as before)')
    .action(async (file: string | undefined, options: Options) => {
      if (!learningMetrics.includes(options.metric))
        throw new Problem(`--metric ${options.metric}: choose one of ${learningMetrics.join(', ')}.`)
      if (options.timeZone !== undefined && !TimeZone.safeParse(options.timeZone).success)
        throw new Problem(`--time-zone ${options.timeZone}: this is no time zone. Name one such as “Asia/Riyadh”.`)
      const answer = file === undefined ? await ofBrand(options) : await ofFile(file, options)
      if (options.json) console.log(JSON.stringify(inWords(answer), null, 2))
      else print(answer)
    })
