/** `athar audience`: the audits of a brand, and a new one of an account or of a list. */
import path from 'node:path'
import type { Command } from 'commander'
import type { Audit } from '../../contract/audience.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { readText } from '../read-text.ts'
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

const auditList = (file: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const csv = readText(file)
    const audit = await client.audience.auditList({ workspaceId, brandId, name: path.basename(file), csv })
    if (options.json) return printJson(audit)
    show(audit)
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('account <handle>').description('audit the followers of an account'))
    .option('--json', 'for machines')
    .action(auditAccount)
  withBrandOptions(command.command('list <file>').description('audit a list of accounts in CSV; - is standard input'))
    .option('--json', 'for machines')
    .action(auditList)
  return command
}
