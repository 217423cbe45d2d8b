/** `athar links`: short links with their clicks, making one, one link's days, its QR code, and addresses held against the UTM rules. */
import type { Command } from 'commander'
import { LinkInput } from '../../contract/links.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import type { OpenedClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
  from?: string
  to?: string
}
const t = (key: string, values: Record<string, string | number> = {}) => sayOut({ key: `links:ui.${key}`, values })
const period = ({ from, to }: Options) => ({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })

const list = (options: Options & { all?: boolean }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const links = []
    let cursor: string | undefined
    let total
    do {
      const page = await client.links.list({
        workspaceId,
        brandId,
        ...period(options),
        limit: 200,
        archived: options.all === true,
        ...(cursor === undefined ? {} : { cursor }),
      })
      links.push(...page.links)
      total ??= page.total
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    if (options.json) return printJson({ links, total })
    if (links.length === 0) return console.log(t('empty.title'))
    printTable(
      ['link', 'channel', 'persons', 'visitors', 'previews', 'bots'].map((column) => t(`table.${column}`)),
      links.map(({ address, channel, clicks }) => [
        address,
        channel ?? '–',
        ...[clicks.persons, clicks.visitors, clicks.previews, clicks.bots].map(String),
      ]),
    )
  })

/** A link is named by its id, its ending or its whole address. */
const findLink = async ({ client, workspaceId, brandId }: OpenedClient, name: string) => {
  const ending = name.split('/').at(-1)?.toLowerCase()
  for (const archived of [false, true]) {
    let cursor: string | undefined
    do {
      const page = await client.links.list({ workspaceId, brandId, limit: 200, archived, ...(cursor === undefined ? {} : { cursor }) })
      const found = page.links.find(({ id, slug, address }) => id === name || address === name || slug === ending)
      if (found !== undefined) return found
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  throw new Problem(words('links.none', { link: name }))
}

interface NewLink extends Options {
  title?: string
  slug?: string
  channel?: string
  campaign?: string
  domain?: string
  click: boolean
}
const make = (destination: string, options: NewLink) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const [campaigns, domains] = await Promise.all([
      options.campaign === undefined ? [] : client.links.campaigns({ workspaceId, brandId }),
      options.domain === undefined ? [] : client.links.domains({ workspaceId, brandId }),
    ])
    const campaign = campaigns.find(({ id, key, name }) => [id, key, name].includes(options.campaign ?? ''))
    if (options.campaign !== undefined && campaign === undefined)
      throw new Problem(words('links.noCampaign', { campaign: options.campaign, known: campaigns.map(({ key }) => key).join(', ') || '–' }))
    const domain = domains.find(({ host }) => host === options.domain?.toLowerCase())
    if (options.domain !== undefined && domain === undefined)
      throw new Problem(words('links.noDomain', { domain: options.domain, known: domains.map(({ host }) => host).join(', ') || '–' }))
    const link = LinkInput.safeParse({
      destination,
      ...(options.title === undefined ? {} : { title: options.title }),
      ...(options.slug === undefined ? {} : { slug: options.slug }),
      channel: options.channel ?? null,
      campaignId: campaign?.id ?? null,
      domainId: domain?.id ?? null,
      carriesClick: options.click,
    })
    if (!link.success) {
      const [issue] = link.error.issues
      throw new Problem(words('links.badField', { field: String(issue?.path[0] ?? ''), reason: issue?.message ?? '' }))
    }
    const made = await client.links.create({ workspaceId, brandId, link: link.data })
    if (options.json) printJson(made)
    else console.log(made.address)
  })

const show = (name: string, options: Options) =>
  asking(options, async (opened) => {
    const { id: linkId } = await findLink(opened, name)
    const { client, workspaceId, brandId } = opened
    const link = await client.links.get({ workspaceId, brandId, linkId, ...period(options) })
    if (options.json) return printJson(link)
    console.log(`${link.address} → ${link.destination}`)
    console.log(t('one.answer', { title: link.title || link.slug, count: link.clicks.persons }))
    printTable(
      [t('campaign.days'), t('table.persons'), t('table.visitors'), t('table.previews'), t('table.bots')],
      link.days.map((day) => [day.day, ...[day.persons, day.visitors, day.previews, day.bots].map(String)]),
    )
  })

const archive = (archived: boolean) => (name: string, options: Options) =>
  asking(options, async (opened) => {
    const { id: linkId } = await findLink(opened, name)
    const link = await opened.client.links.archive({ workspaceId: opened.workspaceId, brandId: opened.brandId, linkId, archived })
    if (options.json) printJson(link)
    else console.log(words(archived ? 'links.archived' : 'links.restored', { address: link.address }))
  })

const qr = (name: string, options: Options) =>
  asking(options, async (opened) => {
    const { id: linkId } = await findLink(opened, name)
    console.log((await opened.client.links.qr({ workspaceId: opened.workspaceId, brandId: opened.brandId, linkId })).svg)
  })

const utm = (addresses: string[], options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { verdicts } = await client.links.checkUtm({ workspaceId, brandId, addresses })
    if (options.json) return printJson(verdicts)
    for (const { address, findings, repaired } of verdicts) {
      console.log(address)
      if (findings.length === 0) console.log(`  ${t('utm.fine')}`)
      for (const finding of findings) console.log(`  ${sayOut(finding.words)}`)
      if (repaired !== null && repaired !== address) console.log(`  → ${repaired}`)
    }
  })

const named = (parent: Command, name: string, about: string): Command =>
  withBrandOptions(parent.command(name).description(about)).option('--json', 'for machines')
const ofDays = (command: Command): Command =>
  command.option('--from <day>', 'YYYY-MM-DD (default: 90 days ago)').option('--to <day>', 'YYYY-MM-DD (default: today)')

export const build = (command: Command): Command => {
  ofDays(named(command, 'list', 'short links with their clicks, newest first'))
    .option('--all', 'those as well that were put away')
    .action(list)
  named(command, 'make <destination>', 'make a short link; prints its address')
    .option('--title <words>', 'its name')
    .option('--slug <ending>', 'the ending of its address; drawn when left out')
    .option('--channel <name>', 'where it will stand: a network’s name, newsletter, flyer …')
    .option('--campaign <name>', 'the campaign, by its key, name or id')
    .option('--domain <host>', 'a domain of the brand’s own')
    .option('--no-click', 'do not add the click’s id to the destination')
    .action(make)
  ofDays(named(command, 'show <link>', 'one link by day; named by its address, ending or id')).action(show)
  named(command, 'archive <link>', 'put a link away: it answers “gone”').action(archive(true))
  named(command, 'restore <link>', 'bring a link back').action(archive(false))
  named(command, 'qr <link>', 'its QR code as SVG, to standard output').action(qr)
  named(command, 'utm <address...>', 'hold addresses against the brand’s UTM rules, and repair them').action(utm)
  return command
}
