/** `athar review`: the weekly review, writing last week's, and the decision log. */
import type { Command } from 'commander'
import type { Decision } from '../../contract/decisions.ts'
import { Verdict } from '../../contract/decisions.ts'
import type { Words } from '../../contract/evidence.ts'
import { FollowedMetric, followedMetrics } from '../../contract/metrics.ts'
import { type Review, reviewSections } from '../../contract/review.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const saidOf = (one: Words) => ('text' in one ? one.text : sayOut(one))
const stateOf = ({ verdict, due }: Decision) =>
  verdict === null ? words(due ? 'review.due' : 'review.open') : sayOut({ key: `decisions:verdict.${verdict}`, values: {} })
const printDecision = (decision: Decision, indent = '') => {
  console.log(`${indent}${words('review.decided', { words: decision.words, checkOn: decision.checkOn, state: stateOf(decision) })}`)
  console.log(`${indent}  ${decision.id}`)
}

const print = ({ from, to, headline, note, items, decisions }: Review) => {
  console.log(words('review.week', { from, to }))
  console.log(saidOf(headline))
  if (note !== '') console.log(`\n${note}`)
  for (const section of reviewSections) {
    const shown = items.filter((item) => item.section === section && !item.hidden)
    if (shown.length === 0) continue
    console.log(`\n${sayOut({ key: `review:section.${section}`, values: {} })}`)
    for (const { own, words: found } of shown) console.log(`- ${own ?? saidOf(found)}`)
  }
  if (decisions.length > 0) console.log('')
  for (const decision of decisions) printDecision(decision)
}

const show = (week: string | undefined, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { reviews } = await client.review.list({ workspaceId, brandId })
    const found = week === undefined ? reviews[0] : reviews.find(({ id, from }) => id === week || from === week)
    if (found === undefined) throw new Problem(words('review.none'))
    const review = await client.review.read({ workspaceId, brandId, reviewId: found.id })
    if (options.json) return printJson(review)
    print(review)
  })

const write = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const review = await client.review.write({ workspaceId, brandId })
    if (options.json) return printJson(review)
    print(review)
  })

interface NewDecision extends Options {
  check: string
  on?: string
  because?: string
  metric?: string
  account?: string
  down?: boolean
}

const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

const decide = (text: string, options: NewDecision) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const on = options.on ?? new Date().toISOString().slice(0, 10)
    for (const [field, value] of [
      ['on', on],
      ['check', options.check],
    ] as const)
      if (!isDay(value)) throw new Problem(words('review.badDay', { field, value }))
    const metric = options.metric === undefined ? null : FollowedMetric.safeParse(options.metric)
    if (metric !== null && !metric.success)
      throw new Problem(words('goals.badField', { field: 'metric', reason: options.metric ?? '', metrics: followedMetrics.join(', ') }))
    const accounts = options.account === undefined ? [] : await client.accounts.list({ workspaceId, brandId, withRemoved: false })
    const account = accounts.find(({ id, handle }) => id === options.account || handle === options.account?.replace(/^@/, ''))
    if (options.account !== undefined && account === undefined)
      throw new Problem(words('goals.noAccount', { account: options.account, known: accounts.map(({ handle }) => handle).join(', ') }))
    const decision = await client.decisions.decide({
      workspaceId,
      brandId,
      decision: {
        words: text,
        because: options.because ?? '',
        expectation:
          metric === null ? null : { metric: metric.data, accountId: account?.id ?? null, direction: options.down ? 'down' : 'up' },
        decidedOn: on,
        checkOn: options.check,
        reviewId: null,
      },
    })
    if (options.json) return printJson(decision)
    printDecision(decision)
  })

const decisions = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const all = await client.decisions.list({ workspaceId, brandId })
    if (options.json) return printJson(all)
    for (const decision of all) printDecision(decision)
  })

const check = (decisionId: string, verdict: string | undefined, options: Options & { note?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    if (verdict !== undefined) {
      const known = Verdict.safeParse(verdict)
      if (!known.success) throw new Problem(words('review.badVerdict', { value: verdict }))
      await client.decisions.check({ workspaceId, brandId, decisionId, verdict: known.data, note: options.note ?? '' })
    }
    const found = await client.decisions.read({ workspaceId, brandId, decisionId })
    if (options.json) return printJson(found)
    printDecision(found.decision)
    console.log(`  ${sayOut(found.evidence.answer)}`)
  })

export const build = (command: Command): Command => {
  withBrandOptions(command)
    .option('--json', 'for machines')
    .action((options: Options) => show(undefined, options))
  withBrandOptions(command.command('show').argument('[week]', 'its Monday or its id; the newest without'))
    .description('one review')
    .option('--json', 'for machines')
    .action(show)
  withBrandOptions(command.command('write'))
    .description('write last week’s review now, if it is not there')
    .option('--json', 'for machines')
    .action(write)
  withBrandOptions(command.command('decide').argument('<words>', 'what is decided'))
    .description('write a decision down')
    .requiredOption('--check <day>', 'when to look again, YYYY-MM-DD')
    .option('--on <day>', 'when it was decided; today without')
    .option('--because <why>', 'why')
    .option('--metric <metric>', `the number that should move: ${followedMetrics.join(', ')}`)
    .option('--account <handle>', 'of this account; the whole brand without')
    .option('--down', 'it should fall')
    .option('--json', 'for machines')
    .action(decide)
  withBrandOptions(command.command('decisions'))
    .description('the decision log, due ones first')
    .option('--json', 'for machines')
    .action(decisions)
  withBrandOptions(
    command.command('check').argument('<decision>', 'its id').argument('[verdict]', 'held, not-held, cannot-tell or dropped'),
  )
    .description('what its number did since; with a verdict, record whether it held')
    .option('--note <words>', 'what you make of it')
    .option('--json', 'for machines')
    .action(check)
  return command
}
