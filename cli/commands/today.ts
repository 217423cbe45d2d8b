/** `athar today`: what changed and what to do next. */
import type { Command } from 'commander'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { sayOut } from '../say.ts'

export const build = (command: Command): Command =>
  withBrandOptions(command)
    .option('--json', 'for machines')
    .action((options: BrandOptions & { json?: boolean }) =>
      asking(options, async ({ client, workspaceId, brandId }) => {
        const today = await client.today.read({ workspaceId, brandId })
        if (options.json) return printJson(today)
        console.log(sayOut(today.headline))
        for (const item of today.items) console.log(`\n${item.rank}. ${sayOut(item.what)}\n   ${sayOut(item.why)}`)
      }),
    )
