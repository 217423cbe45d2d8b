/** `athar alerts`: who is told what by mail and webhook, setting one up, keeping it quiet, and what became of every letter. */
import type { Command } from 'commander'
import { AlertWish } from '../../contract/alerts.ts'
import { urgencies } from '../../contract/today.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}
interface WishOptions extends Options {
  daily?: string
  steps?: string
  language?: string
}

const show = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const answer = await client.alerts.list({ workspaceId, brandId })
    if (options.json) return printJson(answer)
    if (answer.alerts.length === 0) return console.log(words('alerts.none'))
    for (const alert of answer.alerts) {
      const when =
        alert.mode === 'digest'
          ? words('alerts:ui.daily', { hour: `${String(alert.hour).padStart(2, '0')}:00` })
          : words('alerts:ui.atOnce')
      console.log(`${alert.id}  ${alert.kind}  ${alert.address}  ${when}  ${alert.steps.join(',')}`)
      if (alert.mutedUntil !== null) console.log(`   ${words('alerts.muted', { when: alert.mutedUntil })}`)
    }
    if (answer.deliveries.length === 0) return
    console.log('')
    printTable(
      [words('alerts:ui.when'), words('alerts:ui.state'), words('alerts:ui.what')],
      answer.deliveries.map(({ createdAt, state, reason, entries }) => [
        createdAt,
        `${words(`alerts:ui.states.${state}`)}${reason === null ? '' : ` – ${sayOut(reason)}`}`,
        entries.map(({ what }) => sayOut(what)).join(' / '),
      ]),
    )
  })

const pressing = Object.keys(urgencies).slice(0, 10)

const wishOf = ({ daily, steps, language }: WishOptions): AlertWish => {
  const wish = AlertWish.safeParse({
    steps: steps === undefined ? pressing : steps.split(',').map((step) => step.trim()),
    mode: daily === undefined ? 'at-once' : 'digest',
    hour: daily === undefined ? 8 : Number(daily),
    language: language ?? 'en',
  })
  if (wish.success) return wish.data
  const [issue] = wish.error.issues
  throw new Problem(
    words('alerts.badWish', {
      field: String(issue?.path[0] ?? ''),
      reason: issue?.message ?? '',
      steps: Object.keys(urgencies).join(', '),
    }),
  )
}

const make = (kind: 'mail' | 'webhook') => (address: string, options: WishOptions) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const wish = wishOf(options)
    const made =
      kind === 'mail'
        ? await client.alerts.createMail({ workspaceId, brandId, address, wish })
        : await client.alerts.createWebhook({ workspaceId, brandId, address, wish })
    if (options.json) return printJson(made)
    console.log(words('alerts.made', { id: made.id }))
    if ('secret' in made) console.log(words('alerts.secret', { secret: String(made.secret) }))
  })

/** Runs one act on an alert that is there. */
const onOne = (
  alertId: string,
  options: Options,
  act: (
    client: Parameters<Parameters<typeof asking>[1]>[0]['client'],
    one: { workspaceId: string; brandId: string; alertId: string },
  ) => Promise<[unknown, string]>,
) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { alerts } = await client.alerts.list({ workspaceId, brandId })
    if (!alerts.some(({ id }) => id === alertId)) throw new Problem(words('alerts.noSuch', { id: alertId }))
    const [answer, sentence] = await act(client, { workspaceId, brandId, alertId })
    if (options.json) return printJson(answer)
    console.log(sentence)
  })

export const build = (command: Command): Command => {
  const part = (name: string, description: string) =>
    withBrandOptions(command.command(name)).description(description).option('--json', 'for machines')
  const withWish = (made: Command) =>
    made
      .option('--daily <hour>', 'one letter a day at this hour in the brand’s zone (default: at once)')
      .option('--steps <list>', 'steps of Today’s order, comma-separated (default: what needs a person)')
      .option('--language <language>', 'en or ar', 'en')
  withBrandOptions(command).option('--json', 'for machines').action(show)
  withWish(part('mail <address>', 'have your own list come by mail')).action(make('mail'))
  withWish(part('webhook <url>', 'have everyone’s list come by signed webhook')).action(make('webhook'))
  part('test <alert>', 'send a trial').action((id: string, options: Options) =>
    onOne(id, options, async (client, one) => [await client.alerts.test(one), words('alerts.tested')]),
  )
  part('mute <alert>', 'keep an alert quiet for a while')
    .option('--hours <hours>', 'for how long; 0 lets it speak again', '24')
    .action((id: string, options: Options & { hours: string }) =>
      onOne(id, options, async (client, one) => {
        const hours = Number(options.hours)
        const until = hours > 0 ? new Date(Date.now() + hours * 3_600_000).toISOString() : null
        const answer = await client.alerts.mute({ ...one, until })
        return [answer, until === null ? words('alerts.speaks') : words('alerts.muted', { when: until })]
      }),
    )
  part('remove <alert>', 'remove an alert').action((id: string, options: Options) =>
    onOne(id, options, async (client, one) => [await client.alerts.remove(one), words('alerts.removed')]),
  )
  return command
}
