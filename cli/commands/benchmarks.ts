/** `athar benchmarks`: competitors, our place among them, and why one has more followers. */
import type { Command } from 'commander'
import type { Benchmark } from '../../contract/benchmarks.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import type { OpenedClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { readText } from '../read-text.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  account?: string
  days?: string
  language?: 'en' | 'ar'
}
type Asked = OpenedClient

const daysOf = ({ days = '365' }: Options): number => {
  const value = Number(days)
  if (!(Number.isInteger(value) && value >= 28 && value <= 730)) throw new Problem(words('benchmarks.badDays', { days }))
  return value
}

const findAccount = async ({ client, workspaceId, brandId }: Asked, { account }: Options): Promise<string> => {
  const accounts = await client.accounts.list({ workspaceId, brandId, withRemoved: false })
  const wanted = account?.replace(/^@/, '')
  const found =
    wanted === undefined
      ? accounts.length === 1
        ? accounts[0]
        : undefined
      : accounts.find(({ id, handle }) => id === wanted || handle === wanted)
  if (found === undefined)
    throw new Problem(words('benchmarks.noAccount', { known: accounts.map(({ handle }) => handle).join(', ') || '–' }))
  return found.id
}

const findCompetitor = ({ competitors }: Benchmark, handle: string): string => {
  const wanted = handle.replace(/^@/, '').toLowerCase()
  const found = competitors.find((one) => one.id === wanted || one.handle.toLowerCase() === wanted)
  if (found === undefined)
    throw new Problem(words('benchmarks.noCompetitor', { handle, known: competitors.map((one) => one.handle).join(', ') || '–' }))
  return found.id
}

const write = (value: number, unit: Benchmark['measures'][number]['unit']): string =>
  unit === 'percent' || unit === 'change' ? `${(100 * value).toPrecision(3)}%` : value.toPrecision(4).replace(/\.?0+$/, '')

const list = (options: Options) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const accountId = await findAccount(asked, options)
    const benchmark = await client.benchmarks.read({ workspaceId, brandId, accountId, days: daysOf(options) })
    if (options.json) return printJson(benchmark)
    if (benchmark.competitors.length === 0) return console.log(words('benchmarks.none'))
    console.log(sayOut(benchmark.answer))
    for (const { measure, answer, rows, unit } of benchmark.measures) {
      console.log(`\n${sayOut({ key: `benchmarks:measure.${measure}`, values: {} })}: ${sayOut(answer)}`)
      for (const { name, estimate, missing, place } of rows) {
        if (estimate === null) console.log(`   ${name}: ${missing === null ? '–' : sayOut(missing)}`)
        else {
          const [low, high] = estimate.interval.map((end) => write(end, unit))
          console.log(
            `   ${name}: ${write(estimate.value, unit)} [${low}, ${high}] n ${estimate.n}${place === null ? '' : ` · ${place.interval.join('–')}/${place.of}`}`,
          )
        }
      }
    }
    for (const sentence of benchmark.cannotTell) console.log(sayOut(sentence))
  })

const add = (handle: string, options: Options) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const competitor = await client.benchmarks.add({ workspaceId, brandId, accountId: await findAccount(asked, options), handle })
    if (options.json) return printJson(competitor)
    console.log(words('benchmarks.added', { handle: competitor.handle, days: competitor.days }))
  })

const file = (name: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const taken = await client.benchmarks.importFile({ workspaceId, brandId, csv: readText(name) })
    if (options.json) return printJson(taken)
    console.log(
      words('benchmarks.taken', { rows: taken.rows, competitors: taken.competitors.map(({ handle }) => `@${handle}`).join(', ') }),
    )
  })

const why = (handle: string, options: Options) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const about = { workspaceId, brandId, accountId: await findAccount(asked, options), days: daysOf(options) }
    const competitorId = findCompetitor(await client.benchmarks.read(about), handle)
    const answer = await client.benchmarks.why({ ...about, competitorId })
    if (options.json) return printJson(answer)
    console.log(sayOut(answer.answer))
    for (const { words: said } of answer.findings) console.log(`   ${sayOut(said)}`)
    for (const sentence of answer.cannotTell) console.log(sayOut(sentence))
  })

const share = (handle: string, options: Options) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const about = { workspaceId, brandId, accountId: await findAccount(asked, options), days: daysOf(options) }
    const competitorId = findCompetitor(await client.benchmarks.read(about), handle)
    const made = await client.benchmarks.share({ ...about, competitorId, options: { days: 30, language: options.language ?? 'en' } })
    if (options.json) return printJson(made)
    console.log(words('benchmarks.link', { url: made.url, until: made.share.expiresAt.slice(0, 10) }))
  })

const remove = (handle: string, options: Options) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const accountId = await findAccount(asked, options)
    const competitorId = findCompetitor(await client.benchmarks.read({ workspaceId, brandId, accountId, days: 365 }), handle)
    await client.benchmarks.remove({ workspaceId, brandId, competitorId })
    console.log(words('benchmarks.removed', { handle: handle.replace(/^@/, '') }))
  })

export const build = (command: Command): Command => {
  const everywhere = (one: Command) =>
    withBrandOptions(one)
      .option('--account <handle>', 'our account, by handle or id; may be left out where there is only one')
      .option('--days <n>', 'how far to look back, 28 to 730', '365')
      .option('--json', 'for machines')
  everywhere(command).action(list)
  everywhere(command.command('add <handle>').description('follow a public account of the network of ours')).action(add)
  everywhere(
    command.command('file <file>').description('take in CSV: handle, day, followers, posts, engagements; - is standard input'),
  ).action(file)
  everywhere(command.command('why <handle>').description('why do they have more followers than we do?')).action(why)
  everywhere(command.command('share <handle>').description('a link to that answer, for 30 days'))
    .option('--language <language>', 'of the document: en or ar', 'en')
    .action(share)
  everywhere(command.command('remove <handle>').description('forget a competitor and all its days')).action(remove)
  return command
}
