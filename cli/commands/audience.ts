/** `athar audience`: the audits of a brand, a new one of an account or of a list, engagement quality, and jumps in followers. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import type { Audit } from '../../contract/audience.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import type { OpenedClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const show = (audit: Audit): void => {
  console.log(`${audit.name} (${audit.createdAt.slice(0, 10)})`)
  console.log(`   ${sayOut(audit.answer)}`)
  if (audit.result.kind !== 'audit') return
  for (const { handle, reasons } of audit.result.examples) console.log(`   @${handle}: ${reasons.map(sayOut).join(' · ')}`)
}

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const audits = await client.audience.audits({ workspaceId, brandId })
    if (options.json) return printJson(audits)
    for (const audit of audits) show(audit)
  })

const auditAccount = (handle: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const accounts = await client.accounts.list({ workspaceId, brandId, withRemoved: false })
    const account = accounts.find((one) => one.id === handle || one.handle === handle.replace(/^@/, ''))
    if (account === undefined)
      throw new Problem(words('goals.noAccount', { account: handle, known: accounts.map((one) => one.handle).join(', ') }))
    const audit = await client.audience.auditAccount({ workspaceId, brandId, accountId: account.id })
    if (options.json) return printJson(audit)
    show(audit)
  })

interface AccountOptions extends Options {
  account?: string
  days?: string
}

const accountOf = async ({ client, workspaceId, brandId }: OpenedClient, wanted: string | undefined): Promise<string> => {
  const accounts = await client.accounts.list({ workspaceId, brandId, withRemoved: false })
  const handle = wanted?.replace(/^@/, '')
  const found =
    handle === undefined
      ? accounts.length === 1
        ? accounts[0]
        : undefined
      : accounts.find((one) => one.id === handle || one.handle === handle)
  if (found === undefined) throw new Problem(words('benchmarks.noAccount', { known: accounts.map((one) => one.handle).join(', ') || '–' }))
  return found.id
}

const write = (value: number, unit: unknown): string => (unit === 'percent' ? `${(100 * value).toPrecision(3)}%` : value.toPrecision(3))

const quality = (options: AccountOptions) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const days = Number(options.days ?? '90')
    if (!(Number.isInteger(days) && days >= 7 && days <= 730)) throw new Problem(words('audience.badDays', { days: String(options.days) }))
    const found = await client.audience.quality({ workspaceId, brandId, accountId: await accountOf(asked, options.account), days })
    if (options.json) return printJson(found)
    console.log(sayOut(found.answer))
    if (found.result.kind !== 'quality') return
    for (const { label, unit, estimate, missing } of found.result.figures) {
      if (estimate === null) console.log(`   ${sayOut(label)}: ${missing === null ? '–' : sayOut(missing)}`)
      else {
        const [low, high] = estimate.interval.map((end) => write(end, unit))
        console.log(`   ${sayOut(label)}: ${write(estimate.value, unit)} [${low}, ${high}] n ${estimate.n}`)
      }
    }
    console.log(sayOut(found.result.podsWords))
    for (const pod of found.result.pods) console.log(`   ${pod.handles.map((handle) => `@${handle}`).join(' ')}: ${sayOut(pod.words)}`)
  })

const growth = (options: AccountOptions) =>
  asking(options, async (asked) => {
    const { client, workspaceId, brandId } = asked
    const found = await client.audience.growth({ workspaceId, brandId, accountId: await accountOf(asked, options.account) })
    if (options.json) return printJson(found)
    console.log(sayOut(found.answer))
    if (found.result.kind !== 'growth') return
    for (const { from, to, words: said, change, probability, evidence } of found.result.jumps) {
      const [low, high] = change.interval.map((end) => write(end, 'percent'))
      console.log(
        `   ${from} – ${to}: ${sayOut(said)} (${write(change.value, 'percent')} [${low}, ${high}], ${Math.round(100 * probability)}%)`,
      )
      for (const sentence of evidence) console.log(`      ${sayOut(sentence)}`)
    }
  })

const streamList = async (opened: OpenedClient, options: Options, name: string, source: AsyncIterable<Uint8Array>): Promise<Audit> => {
  const { here, workspaceId, brandId } = opened
  if (here !== null) {
    const { auditList } = await import('../../server/features/audience/index.ts')
    const done = await auditList(here.services, { workspaceId, brandId }, { name, halfWidth: 0.07, source })
    if (done.kind === 'audited') return done.audit
    throw new Problem(done.kind === 'refused' ? sayOut(done.reason) : done.kind)
  }
  const address = new URL(`/api/workspaces/${workspaceId}/brands/${brandId}/audience/audits/file`, options.server)
  address.searchParams.set('name', name)
  const headers = { 'x-api-key': options.key ?? process.env.ATHAR_API_KEY ?? '' }
  const answer = await fetch(address, { method: 'POST', headers, body: ReadableStream.from(source), duplex: 'half' } as RequestInit)
  const body = (await answer.json()) as Audit & { message?: string; data?: { sentence: Sentence } }
  if (!answer.ok) throw new Problem(body.data === undefined ? (body.message ?? answer.statusText) : sayOut(body.data.sentence))
  return body
}

const auditFile = async (file: string, options: Options) => {
  const facts = file === '-' ? null : await stat(file).catch((error: Error) => error)
  if (facts instanceof Error || facts?.isFile() === false) throw new Problem(words('strategy.noFile', { file }))
  return asking(options, async (opened) => {
    const audit = await streamList(opened, options, path.basename(file), file === '-' ? process.stdin : createReadStream(file))
    if (options.json) return printJson(audit)
    show(audit)
  })
}

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('account <handle>').description('audit the followers of an account'))
    .option('--json', 'for machines')
    .action(auditAccount)
  withBrandOptions(
    command.command('list <file>').description('audit a list of accounts in CSV or JSON, of any length; - is standard input'),
  )
    .option('--json', 'for machines')
    .action(auditFile)
  for (const [name, what, act] of [
    ['quality', 'who engages, and how: returning people, concentration, depth, signs of pods', quality],
    ['growth', 'jumps in followers, with what speaks for and against each', growth],
  ] as const) {
    const built = withBrandOptions(command.command(name).description(what))
      .option('--account <handle>', 'by handle or id; may be left out where there is only one')
      .option('--json', 'for machines')
      .action(act)
    if (name === 'quality') built.option('--days <n>', 'how far to look back, 7 to 730', '90')
  }
  return command
}
