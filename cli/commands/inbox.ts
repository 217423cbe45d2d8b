/** `athar inbox`: who waits for an answer, one conversation, answering it once, and the hours it took. */
import type { Command } from 'commander'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}
const t = (key: string, values: Record<string, string | number> = {}) => sayOut({ key: `inbox:ui.${key}`, values })
const shortTime = (moment: string) => moment.slice(0, 16).replace('T', ' ')

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.conversations({ workspaceId, brandId, waiting: true, limit: 100 })
    if (options.json) return printJson(found)
    if (found.conversations.length === 0) return console.log(t('answerNone'))
    for (const one of found.conversations) {
      const since = one.waitingSince === null ? '' : t('waitsSince', { when: shortTime(one.waitingSince) })
      console.log(`${t(`state.${one.state}`)}  ${one.author.displayName} @${one.author.handle}  ${since}  ${one.id}`)
      console.log(`  ${one.excerpt.replaceAll('\n', ' ').slice(0, 100)}`)
    }
  })

const show = (conversationId: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.conversation({ workspaceId, brandId, conversationId })
    if (options.json) return printJson(found)
    const said = [
      ...found.messages.map(({ sentAt, author, text, deletedAt }) => ({
        at: sentAt,
        who: author.displayName,
        text: deletedAt === null ? text : `${text} (${t('deleted')})`,
      })),
      ...found.replies.map(({ at, by, text, state }) => ({
        at,
        who: by,
        text: `${text} (${state === null ? t('notHandedOver') : t(`replyState.${state}`)})`,
      })),
    ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    for (const { at, who, text } of said) console.log(`${shortTime(at)}  ${who}\n  ${text}`)
  })

const reply = (conversationId: string, text: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const scope = { workspaceId, brandId, conversationId }
    const { conversation, messages } = await client.inbox.conversation(scope)
    const messageId = messages.findLast(({ deletedAt }) => deletedAt === null)?.id ?? messages.at(-1)?.id ?? ''
    const sent = await client.inbox.reply({ ...scope, messageId, text, seenReplies: conversation.replies })
    if (options.json) return printJson(sent)
    console.log(`${t('sent')} ${sent.publicationId ?? ''}`)
  })

const hours = (options: Options & { from: string; to: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.hours({ workspaceId, brandId, from: options.from, to: options.to })
    if (options.json) return printJson(found)
    printTable(
      [t('week'), t('account'), t('hours')],
      found.map((row) => [row.weekStart, row.accountId, row.hours.toFixed(1)]),
    )
  })

const coverage = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const [found, accounts] = await Promise.all([
      client.inbox.coverage({ workspaceId, brandId }),
      client.accounts.list({ workspaceId, brandId }),
    ])
    if (options.json) return printJson(found)
    for (const { accountId, reads, lacks, lastReadAt } of found) {
      const account = accounts.find(({ id }) => id === accountId)
      const what = reads.length === 0 ? t('coverage.nothing') : reads.map((kind) => t(`kinds.${kind}`)).join(', ')
      console.log(
        `${account?.network ?? ''} @${account?.handle ?? ''}: ${what}; ${lastReadAt === null ? t('never') : shortTime(lastReadAt)}`,
      )
      for (const { what: lack, why } of lacks) console.log(`  ${sayOut(lack)} ${sayOut(why)}`)
    }
  })

const lapsing = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.lapsing({ workspaceId, brandId })
    if (options.json) return printJson(found)
    console.log(`${t('lapsing.late', { count: found.late })} ${t('lapsing.soon', { count: found.soon })}`)
    for (const { author, excerpt, dueAt, id } of found.conversations)
      console.log(`${shortTime(dueAt ?? '')}  ${author.displayName}  ${excerpt.replaceAll('\n', ' ').slice(0, 80)}  ${id}`)
  })

const person = (words: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.findPeople({ workspaceId, brandId, query: words })
    const [first] = found
    if (first === undefined) return options.json ? printJson([]) : console.log(t('person.nobody', { words }))
    const { network, authorId } = first
    const read = await client.inbox.person({ workspaceId, brandId, network, authorId })
    if (options.json) return printJson(read)
    for (const one of read.identities) console.log(`${one.network} @${one.handle} (${one.messages})`)
    for (const { sentAt, text } of read.messages.toReversed()) console.log(`${shortTime(sentAt)}  ${text.replaceAll('\n', ' ')}`)
    for (const one of found.slice(1)) console.log(`… ${one.network} @${one.handle} (${one.messages})`)
  })

const outward = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.outward({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.items.length === 0) return console.log(t('outward.none', { count: found.looked }))
    for (const { name, handle, why } of found.items) console.log(`${name}${handle === null ? '' : ` @${handle}`}  ${sayOut(why)}`)
  })

const trials = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.inbox.trials({ workspaceId, brandId })
    if (options.json) return printJson(found)
    if (found.length === 0) return console.log(t('trials.empty'))
    for (const { name, state, startsOn, endsOn, answer } of found)
      console.log(`${name}  ${t(`trials.state.${state}`)}  ${startsOn} – ${endsOn}\n  ${sayOut(answer)}`)
  })

export const build = (command: Command): Command => {
  withBrandOptions(command.command('list').description('conversations that wait, longest first'))
    .option('--json', 'for machines')
    .action(list)
  withBrandOptions(command.command('show <conversation>').description('one conversation')).option('--json', 'for machines').action(show)
  withBrandOptions(command.command('reply <conversation> <text>').description('answer once, through publishing'))
    .option('--json', 'for machines')
    .action(reply)
  withBrandOptions(command.command('person <name>').description('everything a person said to the brand, across networks'))
    .option('--json', 'for machines')
    .action(person)
  withBrandOptions(command.command('outward').description('whom and what it is worth talking to today, and why'))
    .option('--json', 'for machines')
    .action(outward)
  withBrandOptions(command.command('trials').description('what engagement time earned, by schedules that chance drew'))
    .option('--json', 'for machines')
    .action(trials)
  withBrandOptions(command.command('lapsing').description('answers that are late or due first'))
    .option('--json', 'for machines')
    .action(lapsing)
  withBrandOptions(command.command('coverage').description('what of each account’s messages is read, and what is not'))
    .option('--json', 'for machines')
    .action(coverage)
  withBrandOptions(command.command('hours').description('engagement hours by account and week'))
    .requiredOption('--from <day>', 'YYYY-MM-DD')
    .requiredOption('--to <day>', 'YYYY-MM-DD')
    .option('--json', 'for machines')
    .action(hours)
  return command
}
