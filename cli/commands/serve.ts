/** `athar serve`: the whole workbench in this process. */
import type { Command } from 'commander'

export const build = (command: Command): Command =>
  command
    .addHelpText('after', '\nSettings come from the environment: PORT, HOST, DATA_DIR, DATABASE_URL and others; see docs/self-hosting.md.')
    .action(async () => {
      const { serve } = await import('../../server/main.ts')
      await serve()
    })
