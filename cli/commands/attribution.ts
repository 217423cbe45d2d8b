/** `athar attribution`: what each model credits, what people say, what no record shows, and writing costs down. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import {
  CostInput,
  costKinds,
  creditDimensions,
  type CreditDimension,
  type Untraceable,
  holdoutUnits,
  HoldoutWish,
} from '../../contract/attribution.ts'
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

const money = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const asked = { workspaceId, brandId, ...period(options) }
    let found = await client.attribution.money(asked)
    while (found.kind === 'computing') {
      await sleep(200)
      found = await client.attribution.money(asked)
    }
    if (options.json) return printJson(found)
    console.log(sayOut(found.headline))
    const m = (key: string) => sayOut({ key: `attribution:money.column.${key}`, values: {} })
    printTable(
      ['channel', 'media', 'fees', 'work', 'hours', 'credited', 'return', 'measured'].map(m),
      found.rows.map((row) => [
        `${row.channel || t('money.all')} (${row.currency})`,
        ...[row.media, row.fees, row.work].map(number),
        row.hours === null ? '–' : number(row.hours),
        row.credited === null
          ? '–'
          : `${number(row.credited.value)} [${number(row.credited.interval[0])}, ${number(row.credited.interval[1])}]`,
        ...[row.creditedReturn, row.measured].map((one) =>
          one === null ? '–' : `${number(one.value)} [${number(one.interval[0])}, ${number(one.interval[1])}]`,
        ),
      ]),
    )
  })

interface Wished extends Options {
  unit: string
  channel?: string
  loss: string
  mostDays: string
  mostShare: string
}
const readWish = (options: Wished): HoldoutWish => {
  const wish = HoldoutWish.safeParse({
    unit: options.unit,
    channel: options.channel ?? null,
    wished: Number(options.loss.replace('%', '')) / 100,
    mostDays: Number(options.mostDays),
    mostShare: Number(options.mostShare.replace('%', '')) / 100,
  })
  if (wish.success) return wish.data
  const [issue] = wish.error.issues
  throw new Problem(words('links.badField', { field: String(issue?.path[0] ?? ''), reason: issue?.message ?? '' }))
}

const plan = (options: Wished) => {
  const wish = readWish(options)
  return asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.attribution.planHoldout({ workspaceId, brandId, wish })
    if (options.json) return printJson(found)
    console.log(sayOut(found.words))
    if (found.kind === 'too-little-data') return
    printTable(
      ['unit', 'days', 'share', 'smallest', 'power', 'placebos'].map((key) => t(`effect.${key}`)),
      found.tried.map(({ units, blockDays, days, share: left, smallest, power, placebos }) => [
        units.join(', ') || (blockDays === null ? t('effect.channel') : `× ${blockDays}`),
        String(days),
        share(left),
        share(smallest),
        share(power),
        String(placebos),
      ]),
    )
  })
}

const begin = (options: Wished & { title: string; startsOn: string }) => {
  const wish = readWish(options)
  return asking(options, async ({ client, workspaceId, brandId }) => {
    const { title, startsOn } = options
    const holdout = await client.attribution.beginHoldout({ workspaceId, brandId, wish, title, startsOn })
    if (options.json) return printJson(holdout)
    console.log(`${holdout.id}  ${holdout.startsOn} … ${holdout.endsOn}  ${holdout.design.units.join(', ')}`)
  })
}

const holdouts = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.attribution.holdouts({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.length === 0) return console.log(t('effect.none'))
    for (const one of found) console.log(`${one.startsOn} … ${one.endsOn}  ${one.state}  ${one.title}  ${one.id}`)
  })

const result = (holdoutId: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.attribution.holdoutResult({ workspaceId, brandId, holdoutId })
    if (options.json) return printJson(found)
    console.log(sayOut(found.result.words))
    printTable(
      ['method', 'perDay', 'lost', 'p'].map((key) => t(`effect.${key}`)),
      found.result.methods.map(({ method, effect, reason }) => [
        sayOut({ key: `attribution:holdout.kind.${method}`, values: {} }),
        effect === null
          ? reason === null
            ? '–'
            : sayOut(reason)
          : `${number(effect.average)} [${number(effect.interval[0])}, ${number(effect.interval[1])}]`,
        effect === null || effect.relative === null ? '–' : share(effect.relative),
        effect === null || effect.p === null ? '–' : effect.p.toPrecision(2),
      ]),
    )
  })

const stop = (holdoutId: string, options: Options & { reason: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const stopped = await client.attribution.stopHoldout({ workspaceId, brandId, holdoutId, reason: options.reason })
    if (options.json) printJson(stopped)
  })

const wished = (command: Command): Command =>
  withBrandOptions(command)
    .option('--unit <unit>', `what is left out: ${holdoutUnits.join(', ')}`, 'weeks')
    .option('--channel <name>', 'the channel or action (default: everything)')
    .option('--loss <percent>', 'the loss that would matter', '20%')
    .option('--most-days <n>', 'how long it may last', '56')
    .option('--most-share <percent>', 'of conversions that may be left out', '30%')
    .option('--json', 'for machines')

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
  const costsOf = days(withBrandOptions(command.command('costs').description('what was spent on channels and campaigns')))
    .option('--json', 'for machines')
    .action(costs)
  withBrandOptions(costsOf.command('add').description('write a cost down'))
    .requiredOption('--amount <amount>', 'such as 250')
    .requiredOption('--currency <code>', 'such as EUR')
    .requiredOption('--from <day>', 'YYYY-MM-DD')
    .requiredOption('--to <day>', 'YYYY-MM-DD')
    .option('--kind <kind>', costKinds.join(', '), 'media')
    .option('--channel <name>', 'the channel it was spent on')
    .option('--note <words>', 'what for')
    .option('--json', 'for machines')
    .action(addCost)
  withBrandOptions(costsOf.command('remove <cost>').description('take a cost out, by its id'))
    .option('--json', 'for machines')
    .action(removeCost)
  days(withBrandOptions(command.command('money').description('cost beside credited and measured return')))
    .option('--json', 'for machines')
    .action(money)
  const holdout = withBrandOptions(command.command('holdout').description('holdouts: what something really brings'))
    .option('--json', 'for machines')
    .action(holdouts)
  wished(holdout.command('plan').description('what is affordable, and the smallest loss it could see')).action(plan)
  wished(holdout.command('begin').description('fix a holdout: its days, regions or blocks can never be changed'))
    .requiredOption('--title <words>', 'its name')
    .requiredOption('--starts-on <day>', 'YYYY-MM-DD, today or later')
    .action(begin)
  withBrandOptions(holdout.command('result <holdout>').description('what it found, by all methods that apply'))
    .option('--json', 'for machines')
    .action(result)
  withBrandOptions(holdout.command('stop <holdout>').description('stop it early; it then has no answer'))
    .requiredOption('--reason <words>', 'why')
    .option('--json', 'for machines')
    .action(stop)
  return command
}
