/** `athar attribution`: what each model credits, what people say, what no record shows, and writing costs down. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { CostInput, costKinds, creditDimensions, type CreditDimension, type Untraceable } from '../../contract/attribution.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  from?: string
  to?: string
}
const t = (key: string, values: Record<string, string | number> = {}) => sayOut({ key: `attribution:ui.${key}`, values })
const period = ({ from, to }: Options) => ({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))
const share = (value: number) => `${(100 * value).toFixed(0)}%`
const sayUntraceable = (untraceable: Untraceable) => console.log(sayOut(untraceable.words))

const credit = (options: Options & { by: string }) => {
  if (!creditDimensions.includes(options.by as CreditDimension))
    throw new Problem(words('attribution.by', { by: options.by, known: creditDimensions.join(', ') }))
  return asking(options, async ({ client, workspaceId, brandId }) => {
    const asked = { workspaceId, brandId, by: options.by as CreditDimension, ...period(options) }
    let answer = await client.attribution.credit(asked)
    while (answer.kind === 'computing') {
      if (process.stderr.isTTY)
        process.stderr.write(`\r${t('computing', { step: answer.step })} ${Math.round((100 * answer.done) / answer.of)}%  `)
      await sleep(200)
      answer = await client.attribution.credit(asked)
    }
    if (process.stderr.isTTY) process.stderr.write('\n')
    if (options.json) return printJson(answer)
    if (answer.kind === 'too-little-data') return console.log(sayOut(answer.words))
    console.log(sayOut(answer.headline))
    console.log(t('recorded', { recorded: answer.conversions.recorded, all: answer.conversions.all }))
    sayUntraceable(answer.untraceable)
    const [first] = answer.rows
    printTable(
      [t(`by.${answer.by}`), ...(first?.models ?? []).map(({ model }) => t(`model.${model}`))],
      answer.rows.map(({ label, models }) => [
        label || t('none'),
        ...models.map(({ conversions, interval: [low, high] }) => `${number(conversions)} [${number(low)}, ${number(high)}]`),
      ]),
    )
  })
}

const asked = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.attribution.asked({ workspaceId, brandId, ...period(options) })
    if (options.json) return printJson(found)
    if (found.answers === 0) return console.log(t('noAnswers'))
    sayUntraceable(found.untraceable)
    printTable(
      [t('answers'), t('said'), t('share'), t('recordedToo')],
      found.rows.map((row) => [
        row.words || t(row.key),
        String(row.said),
        row.share === null ? '–' : `${share(row.share.value)} [${share(row.share.interval[0])}, ${share(row.share.interval[1])}]`,
        String(row.recorded),
      ]),
    )
  })

interface NewCost extends Options {
  kind: string
  channel?: string
  amount: string
  currency: string
  from: string
  to: string
  note?: string
}
const addCost = (options: NewCost) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const cost = CostInput.safeParse({
      kind: options.kind,
      channel: options.channel ?? null,
      startsOn: options.from,
      endsOn: options.to,
      amount: Number(options.amount),
      currency: options.currency.toUpperCase(),
      ...(options.note === undefined ? {} : { note: options.note }),
    })
    if (!cost.success) {
      const [issue] = cost.error.issues
      throw new Problem(words('links.badField', { field: String(issue?.path[0] ?? ''), reason: issue?.message ?? '' }))
    }
    const made = await client.attribution.addCost({ workspaceId, brandId, cost: cost.data })
    if (options.json) printJson(made)
    else console.log(made.id)
  })

const costs = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.attribution.costs({ workspaceId, brandId, ...period(options) })
    if (options.json) return printJson(found)
    printTable(
      ['channel', 'kind', 'days', 'amount', 'id'],
      found.map((cost) => [
        cost.channel ?? '–',
        cost.kind,
        `${cost.startsOn} … ${cost.endsOn}`,
        `${cost.amount} ${cost.currency}`,
        cost.id,
      ]),
    )
  })

const removeCost = (costId: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const removed = await client.attribution.removeCost({ workspaceId, brandId, costId })
    if (options.json) printJson(removed)
  })

const days = (command: Command): Command =>
  command.option('--from <day>', 'YYYY-MM-DD (default: 90 days ago)').option('--to <day>', 'YYYY-MM-DD (default: today)')

export const build = (command: Command): Command => {
  days(withBrandOptions(command))
    .option('--by <dimension>', creditDimensions.join(', '), 'channel')
    .option('--json', 'for machines')
    .action(credit)
  days(withBrandOptions(command.command('asked').description('what people say beside what was recorded')))
    .option('--json', 'for machines')
    .action(asked)
  const money = days(withBrandOptions(command.command('costs').description('what was spent on channels and campaigns')))
    .option('--json', 'for machines')
    .action(costs)
  withBrandOptions(money.command('add').description('write a cost down'))
    .requiredOption('--amount <amount>', 'such as 250')
    .requiredOption('--currency <code>', 'such as EUR')
    .requiredOption('--from <day>', 'YYYY-MM-DD')
    .requiredOption('--to <day>', 'YYYY-MM-DD')
    .option('--kind <kind>', costKinds.join(', '), 'media')
    .option('--channel <name>', 'the channel it was spent on')
    .option('--note <words>', 'what for')
    .option('--json', 'for machines')
    .action(addCost)
  withBrandOptions(money.command('remove <cost>').description('take a cost out, by its id'))
    .option('--json', 'for machines')
    .action(removeCost)
  return command
}
