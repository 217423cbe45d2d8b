/** `athar learn`: what to post and when, of a brand in Athar or of a plain file, with intervals, or why nothing can be said. */
import { type Command, Option } from 'commander'
import type { Learning, LearningMetric } from '../../contract/learning.ts'
import { learningMetrics } from '../../contract/learning.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { TimeZone } from '../../contract/team.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { writePicture } from '../analyses/analysis.ts'
import { columns, percent, whiskers } from '../analyses/plots.ts'
import type { Picture } from '../picture/picture.ts'
import { Problem } from '../problem.ts'
import { sayOut, setTerminalLanguage, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  timeZone?: string
  svg?: string
  language?: 'en' | 'ar'
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
  const [{ readFileRows }, { answerLearning }, { measureLearning }] = await Promise.all([
    import('../learn-from-file.ts'),
    import('../../server/features/learning/answer.ts'),
    import('../../server/features/learning/measure.ts'),
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
  const { openClient } = await import('../open-client.ts')
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

const day = (weekday: number) => sayOut({ key: `learning:day.${weekday}`, values: {} })
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Groups as lines with a whisker each, all on one scale around the average. */
const groupLines = (groups: { name: string; group: Group }[]): string[] => {
  const drawn = whiskers(
    groups.map(({ group }) => ({ value: group.gain, interval: group.gainInterval })),
    { reference: 0, width: 25 },
  )
  return columns(
    ['', words('learn.gain'), words('analysis.interval'), '', 'n', ''],
    groups.map(({ name, group }, at) => [
      name,
      percent(group.gain),
      `[${percent(group.gainInterval[0])}, ${percent(group.gainInterval[1])}]`,
      drawn[at] as string,
      String(group.n),
      words(`learn.strength.${group.strength}`),
    ]),
  )
}

interface Group {
  gain: number
  gainInterval: [number, number]
  n: number
  strength: 'clear' | 'leaning' | 'open'
}

const slotName = ({ weekday, hour }: { weekday: number; hour: number }) => `${day(weekday)} ${clock(hour)}`

/** The tried slots, best first: what nobody has tried says nothing of its own. */
const bestSlots = ({ slots }: Answer, most: number) =>
  slots
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => b.gain - a.gain)
    .slice(0, most)
    .map((slot) => ({ name: slotName(slot), group: slot }))

const formatGroups = ({ formats }: Answer) =>
  formats
    .toSorted((a, b) => b.gain - a.gain)
    .map((format) => ({ name: sayOut({ key: `learning:format.${format.format}`, values: {} }), group: format }))

const print = (answer: Answer) => {
  const { recommendation, slots, evidence } = answer
  console.log(sayOut(answer.headline))
  console.log(sayOut(recommendation.reason))
  if (answer.formatFinding !== null) console.log(sayOut(answer.formatFinding))
  if (slots.length > 0) {
    for (const line of ['', ...groupLines(bestSlots(answer, 8)), '', ...groupLines(formatGroups(answer)), '']) console.log(line)
    for (const { at, weekday, hour, kind, reason } of answer.suggestions)
      console.log(`  ${at.slice(0, 10)} ${slotName({ weekday, hour })}  [${words(`learn.kind.${kind}`)}] ${sayOut(reason)}`)
  }
  console.log('')
  console.log(sayOut(evidence.method))
  for (const { reason } of evidence.leftOut) console.log(`! ${sayOut(reason)}`)
  for (const { words: said, holds } of evidence.assumptions) console.log(`${holds === null ? '?' : holds ? '✓' : '✗'} ${sayOut(said)}`)
  for (const problem of answer.problems) console.error(problem)
}

const draw = (answer: Answer): Picture | null =>
  answer.slots.length === 0
    ? null
    : {
        kind: 'intervals',
        title: sayOut(answer.headline),
        description: sayOut(answer.recommendation.reason),
        note: sayOut(answer.evidence.method),
        axis: words('learn.axis'),
        reference: 0,
        rows: [...bestSlots(answer, 12), ...formatGroups(answer)].map(({ name, group }) => ({
          label: name,
          value: group.gain,
          interval: group.gainInterval,
          note: `n ${group.n}`,
        })),
      }

export const build = (command: Command): Command =>
  withBrandOptions(command)
    .argument(
      '[file]',
      'a posts table (published_at, engagements, impressions or followers, format) or an export that Athar can read; “-” reads standard input',
    )
    .option('--json', 'answer as JSON')
    .option('--svg <file>', 'also write a picture with intervals')
    .addOption(new Option('--language <language>', 'of sentences and pictures (default: that of the terminal)').choices(['en', 'ar']))
    .option('--metric <metric>', `what to learn about: ${learningMetrics.join(', ')}`, 'engagement-rate')
    .option('--time-zone <zone>', 'of a file: the zone whose hours are meant (default: UTC)')
    .option('--account <name>', 'of a brand: one account only, by handle or id')
    .option('--weeks <n>', 'how many weeks to suggest slots for', '2')
    .option('--per-week <n>', 'how many slots a week (default: as many as before)')
    .action(async (file: string | undefined, options: Options) => {
      if (options.language !== undefined) setTerminalLanguage(options.language)
      if (!learningMetrics.includes(options.metric))
        throw new Problem(`--metric ${options.metric}: choose one of ${learningMetrics.join(', ')}.`)
      if (options.timeZone !== undefined && !TimeZone.safeParse(options.timeZone).success)
        throw new Problem(`--time-zone ${options.timeZone}: this is no time zone. Name one such as “Asia/Riyadh”.`)
      const answer = file === undefined ? await ofBrand(options) : await ofFile(file, options)
      if (options.svg !== undefined) await writePicture(options.svg, draw(answer))
      if (options.json) console.log(JSON.stringify(inWords(answer), null, 2))
      else print(answer)
    })
