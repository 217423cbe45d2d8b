/** `athar work`: background work only, as many of these as one likes beside the servers on one database. */
import type { Command } from 'commander'

export const build = (command: Command): Command =>
  command
    .addHelpText('after', '\nGive it the same DATABASE_URL and keys as the servers; with the embedded database, the same DATA_DIR.')
    .action(async () => {
      const { work } = await import('../../server/main.ts')
      await work()
    })
