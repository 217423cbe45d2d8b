/** `athar accounts`: the accounts of a brand, and connecting one. */
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

/** Reads a line without showing it; from a pipe it is simply the next line. */
const readSecret = async (question: string): Promise<string> => {
  process.stderr.write(question)
  const { stdin } = process
  if (stdin.isTTY) stdin.setRawMode(true)
  const lines = createInterface({ input: stdin, terminal: false })
  try {
    for await (const line of lines) return line.trim()
    return ''
  } finally {
    lines.close()
    if (stdin.isTTY) stdin.setRawMode(false)
    process.stderr.write('\n')
  }
}

interface ConnectOptions extends BrandOptions {
  set?: string[]
  json?: boolean
}

const connect = (network: string, options: ConnectOptions) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const known = await client.accounts.networks({ workspaceId })
    const found = known.find((one) => one.network === network)
    if (found === undefined || !found.canConnect) {
      throw new Problem(
        `“${network}” cannot be connected. There is: ${known
          .filter((one) => one.canConnect)
          .map((one) => one.network)
          .join(', ')}.`,
      )
    }
    const given = Object.fromEntries(
      (options.set ?? []).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    )
    for (const field of found.fields) {
      if (given[field.name] !== undefined || !field.required) continue
      // A password on the command line would stand in the shell's history.
      if (field.kind === 'password') given[field.name] = await readSecret(`${field.name}: `)
      else throw new Problem(`Give ${field.name} with --set ${field.name}=…`)
    }
    const account = await client.accounts.connect({ workspaceId, brandId, network, input: given })
    if (options.json) printJson(account)
    else console.log(`Connected ${account.handle} (${account.networkName.en}).`)
  })

const list = (options: BrandOptions & { json?: boolean }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const accounts = await client.accounts.list({ workspaceId, brandId })
    if (options.json) printJson(accounts)
    else if (accounts.length === 0) console.log('No account yet. Connect one with `athar accounts connect NETWORK`, or import a file.')
    else
      printTable(
        ['handle', 'network', 'state', ''],
        accounts.map((account) => [
          account.handle,
          account.network,
          account.state,
          account.stateReason === null ? '' : sayOut(account.stateReason),
        ]),
      )
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(list)
  withBrandOptions(command.command('connect').argument('<network>', 'its name, e.g. as in `athar accounts`'))
    .description('connect an account; a password is asked for, not passed')
    .option('--set <field=value>', 'a connect field (repeatable)', (value: string, before: string[] | undefined) => [
      ...(before ?? []),
      value,
    ])
    .option('--json', 'for machines')
    .action(connect)
  return command
}
