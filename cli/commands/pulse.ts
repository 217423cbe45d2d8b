/** `athar pulse`: the shifts of a brand with their verdicts, looking now, and answering one. */
import type { Command } from 'commander'
import { ChangeKind, changeKinds, NewChange, type RegisterQuery } from '../../contract/register.ts'
import { Verdict, verdicts } from '../../contract/pulse.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, terminalLanguage, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const read = await client.pulse.overview({ workspaceId, brandId })
    if (options.json) return printJson(read)
    const { watch, shifts } = read
    if (watch.ranAt === null) return console.log(words('pulse.never'))
    console.log(words('pulse.watched', { count: watch.series.length, days: watch.daysBetweenFalseAlarms }))
    if (shifts.length === 0) console.log(words('pulse.none'))
    for (const shift of shifts) {
      const written = (value: number) => (shift.scale === 'ratio' ? `${(100 * value).toFixed(0)}%` : value.toPrecision(3))
      const [low, high] = shift.size.interval
      console.log(
        `${shift.day}  @${shift.handle}  ${shift.metric}  ${written(shift.size.value)} [${written(low)}, ${written(high)}]  ${sayOut({ key: `pulse:verdict.${shift.verdict}`, values: {} })}`,
      )
      for (const { words: reason, holds } of shift.reasons) console.log(`   ${holds === null ? '·' : holds ? '+' : '−'} ${sayOut(reason)}`)
      console.log(`   ${shift.id}`)
    }
  })

const watch = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.pulse.watch({ workspaceId, brandId })
    if (options.json) return printJson(found)
    console.log(words('pulse.looked', { count: found.found, series: found.series }))
  })

const note = (shiftId: string, options: Options & { cause?: string; text?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const cause = options.cause === undefined ? null : Verdict.safeParse(options.cause)
    if (cause !== null && !cause.success)
      throw new Problem(words('pulse.badCause', { cause: options.cause ?? '', known: verdicts.join(', ') }))
    const input = { agrees: cause === null, verdict: cause?.data ?? null, text: options.text ?? '' }
    const shift = await client.pulse.note({ workspaceId, brandId, shiftId, note: input })
    if (options.json) return printJson(shift)
    console.log(words('pulse.noted'))
  })

interface RegisterOptions extends Options {
  search?: string
  network?: string
  kind?: string
  ours?: boolean
}

const kindOf = (kind: string) => {
  const read = ChangeKind.safeParse(kind)
  if (!read.success) throw new Problem(words('pulse.badKind', { kind, known: changeKinds.join(', ') }))
  return read.data
}

const register = (options: RegisterOptions) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const query: RegisterQuery = {
      ...(options.search === undefined ? {} : { search: options.search }),
      ...(options.network === undefined ? {} : { network: options.network }),
      ...(options.kind === undefined ? {} : { kind: kindOf(options.kind) }),
      ...(options.ours === true ? { onlyOurs: true } : {}),
    }
    const read = await client.pulse.register({ workspaceId, brandId, ...query })
    if (options.json) return printJson(read)
    if (read.entries.length === 0) console.log(words('pulse.noEntry'))
    for (const { day, platform, kind, words: text, hits } of read.entries) {
      console.log(`${day}  ${platform}  ${kind}  ${'text' in text ? text.text : sayOut(text)}`)
      if (hits.accounts.length > 0)
        console.log(
          `   ${words('pulse.hits', { accounts: hits.accounts.map(({ handle }) => `@${handle}`).join(' '), posts: hits.planned.length, experiments: hits.experiments.length, series: hits.series.length })}`,
        )
    }
  })

const addToRegister = (
  text: string,
  options: Options & { day: string; platform: string; network?: string; kind: string; source?: string },
) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const change = NewChange.safeParse({
      day: options.day,
      platform: options.platform,
      network: options.network ?? null,
      kind: kindOf(options.kind),
      words: text,
      metrics: null,
      source: options.source ?? null,
    })
    if (!change.success) {
      const [issue] = change.error.issues
      throw new Problem(words('pulse.badEntry', { field: String(issue?.path[0] ?? ''), reason: issue?.message ?? '' }))
    }
    const added = await client.pulse.addChange({ workspaceId, brandId, change: change.data })
    if (options.json) return printJson(added)
    console.log(words('pulse.added'))
  })

const feeds = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const read = await client.pulse.feeds({ workspaceId, brandId })
    if (options.json) return printJson(read)
    if (read.feeds.length === 0) console.log(words('pulse.noFeed'))
    for (const feed of read.feeds)
      console.log(`${feed.platform}  ${feed.title}  ${feed.url}${feed.problem === null ? '' : `\n   ${sayOut(feed.problem)}`}`)
    console.log(words('pulse.waiting', { count: read.waiting.length }))
    for (const item of read.waiting)
      console.log(`${item.day ?? '–'}  ${item.platform}  ${item.title}\n   ${item.link ?? ''}\n   ${item.id}`)
  })

const follow = (url: string, options: Options & { platform: string; network?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const feed = await client.pulse.followFeed({
      workspaceId,
      brandId,
      feed: { url, platform: options.platform, network: options.network ?? null },
    })
    if (options.json) return printJson(feed)
    console.log(words('pulse.followed', { title: feed.title }))
  })

const decideItem = (take: boolean) => (itemId: string, options: Options & { kind?: string; day?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const day = options.day ?? new Date().toISOString().slice(0, 10)
    const decision = take ? ({ take, kind: kindOf(options.kind ?? 'limit-changed'), day } as const) : ({ take: false } as const)
    const decided = await client.pulse.decideItem({ workspaceId, brandId, itemId, decision })
    if (options.json) return printJson(decided)
    console.log(words(take ? 'pulse.added' : 'pulse.dropped'))
  })

const health = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const read = await client.pulse.health({ workspaceId, brandId })
    if (options.json) return printJson(read)
    if (read.connectors.length === 0) return console.log(words('pulse.noConnector'))
    console.log(words('pulse.healthPromise', { days: read.daysBetweenFalseAlarms }))
    const percent = (share: number) => `${(100 * share).toFixed(1)}%`
    for (const { handle, networkName, verdict, rates, lacks, notices, newFields, advice } of read.connectors) {
      console.log(`@${handle}  ${networkName[terminalLanguage()]}  ${sayOut({ key: `pulse:ui.health.verdict.${verdict}`, values: {} })}`)
      for (const window of ['day', 'week', 'usual'] as const) {
        const rate = rates[window]
        if (rate === null) continue
        const [low, high] = rate.interval.map(percent)
        console.log(
          `   ${sayOut({ key: `pulse:ui.health.rate.${window}`, values: {} })}: ${percent(rate.value)} [${low}, ${high}], n ${rate.n}`,
        )
      }
      if (verdict === 'too-few' && lacks !== null) console.log(`   ${sayOut({ key: 'pulse:ui.health.lacks', values: lacks })}`)
      for (const { kind, what, endpoint } of notices)
        console.log(`   ! ${sayOut({ key: `pulse:health.notice.${kind}`, values: { what } })}  ${endpoint}`)
      for (const { field, endpoint } of newFields) console.log(`   + ${field}  ${endpoint}`)
      for (const sentence of advice) console.log(`   → ${sayOut(sentence)}`)
    }
  })

const retire = (network: string, options: Options & { yes?: boolean }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    if (options.yes !== true) {
      const plan = await client.pulse.retirement({ workspaceId, brandId, network })
      if (options.json) return printJson(plan)
      return console.log(
        words('pulse.retirePlan', {
          accounts: plan.accounts.map(({ handle }) => `@${handle}`).join(' '),
          posts: plan.planned.length,
          experiments: plan.experiments.length,
          held: plan.held,
        }),
      )
    }
    const retired = await client.pulse.retire({ workspaceId, brandId, network })
    if (options.json) return printJson(retired)
    console.log(words('pulse.retired', { removed: retired.removed, canceled: retired.canceled }))
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('watch')).description('look at every series now').option('--json', 'for machines').action(watch)
  withBrandOptions(command.command('note <shift>'))
    .description('agree with a verdict, or name another cause')
    .option('--cause <cause>', `what it was instead: ${verdicts.join(', ')}`)
    .option('--text <words>', 'why')
    .option('--json', 'for machines')
    .action(note)
  const known = withBrandOptions(command.command('register'))
    .description('what networks changed, and what of ours it touches')
    .option('--search <words>', 'words in either language')
    .option('--network <network>', 'only this network')
    .option('--kind <kind>', `only this kind: ${changeKinds.join(', ')}`)
    .option('--ours', 'only networks on which the brand has an account')
    .option('--json', 'for machines')
    .action(register)
  withBrandOptions(known.command('add <words>'))
    .description('add what you know')
    .requiredOption('--day <day>', 'from which day on, YYYY-MM-DD')
    .requiredOption('--platform <name>', 'the platform, as people call it')
    .option('--network <network>', 'the channel of Athar that it touches')
    .option('--kind <kind>', `one of ${changeKinds.join(', ')}`, 'limit-changed')
    .option('--source <url>', 'where it is written')
    .option('--json', 'for machines')
    .action(addToRegister)
  const followed = withBrandOptions(command.command('feeds'))
    .description('feeds that are followed, and what waits for a yes')
    .option('--json', 'for machines')
    .action(feeds)
  withBrandOptions(followed.command('follow <url>'))
    .description('follow a feed (RSS or Atom)')
    .requiredOption('--platform <name>', 'the platform, as people call it')
    .option('--network <network>', 'the channel of Athar that it touches')
    .option('--json', 'for machines')
    .action(follow)
  withBrandOptions(followed.command('take <item>'))
    .description('take an item into the register')
    .option('--kind <kind>', `one of ${changeKinds.join(', ')}`)
    .option('--day <day>', 'from which day on, YYYY-MM-DD; default today')
    .option('--json', 'for machines')
    .action(decideItem(true))
  withBrandOptions(followed.command('drop <item>')).description('drop an item').option('--json', 'for machines').action(decideItem(false))
  withBrandOptions(command.command('health'))
    .description('whether connections to networks hold, and what networks announced')
    .option('--json', 'for machines')
    .action(health)
  withBrandOptions(command.command('retire <network>'))
    .description('what hangs on a network; with --yes, let it go')
    .option('--yes', 'cancel what is planned there and disconnect its accounts')
    .option('--json', 'for machines')
    .action(retire)
  return command
}
