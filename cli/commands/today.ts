/** `athar today`: one's own list of what changed and what to do next, and putting entries of it away. */
import type { Command } from 'commander'
import { putAways, type Today, type TodayItem } from '../../contract/today.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  everyone?: boolean
  away?: boolean
}

const show = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const today = await client.today.read({
      workspaceId,
      brandId,
      view: options.everyone === true ? 'everyone' : 'mine',
      withAway: options.away === true,
    })
    if (options.json) return printJson(today)
    console.log(sayOut(today.headline))
    for (const item of today.items) {
      console.log(`\n${item.rank}. ${sayOut(item.what)}`)
      console.log(`   ${sayOut(item.why)}`)
      console.log(`   ${words(`today:step.${item.urgency}`)}`)
    }
    if (today.others > 0) console.log(`\n${words('today.others', { count: today.others })}`)
    if (today.away > 0 && options.away !== true) console.log(`\n${words('today.away', { count: today.away })}`)
  })

/** An entry by its number in the list, or by its id. */
const entryOf = ({ items }: Today, wanted: string): TodayItem => {
  const found = items.find(({ id, rank }) => id === wanted || String(rank) === wanted)
  if (found === undefined) throw new Problem(words('today.noEntry', { entry: wanted }))
  return found
}

const away = (how: string) => (entry: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const known = putAways.find((one) => one === how)
    if (known === undefined) throw new Problem(words('today.badFor', { known: putAways.slice(1).join(', '), given: how }))
    const item = entryOf(await client.today.read({ workspaceId, brandId }), entry)
    const answer = await client.today.putAway({ workspaceId, brandId, itemId: item.id, how: known })
    if (options.json) return printJson({ itemId: item.id, ...answer })
    const what = sayOut(item.what)
    console.log(answer.until === null ? words('today.done', { what }) : words('today.later', { what, when: answer.until }))
  })

const back = (entry: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const item = entryOf(await client.today.read({ workspaceId, brandId, withAway: true }), entry)
    const answer = await client.today.bringBack({ workspaceId, brandId, itemId: item.id })
    if (options.json) return printJson(answer)
    console.log(words('today.back', { what: sayOut(item.what) }))
  })

const part = (command: Command, name: string, description: string) =>
  withBrandOptions(command.command(`${name} <entry>`))
    .description(description)
    .option('--json', 'for machines')

export const build = (command: Command): Command => {
  withBrandOptions(command)
    .option('--everyone', 'also what is somebody else’s')
    .option('--away', 'also what you put away')
    .option('--json', 'for machines')
    .action(show)
  part(command, 'done', 'put an entry away, by its number or id, until it changes').action((entry: string, options: Options) =>
    away('done')(entry, options),
  )
  part(command, 'later', 'put an entry away for a while')
    .option('--for <time>', putAways.slice(1).join(', '), 'tomorrow')
    .action((entry: string, options: Options & { for: string }) => away(options.for)(entry, options))
  part(command, 'back', 'bring an entry back that you put away (numbers as athar today --away shows them)').action(back)
  return command
}
