/** `athar keys rotate`: a new key for stored credentials, safe beside a running server. */
import type { Command } from 'commander'
import { say } from '../../contract/sentence.ts'
import { sayOut } from '../say.ts'

export const build = (command: Command): Command =>
  command.addCommand(
    command
      .createCommand('rotate')
      .description('make a new key and seal every stored credential under it')
      .option('--json', 'one JSON object, for programs')
      .addHelpText('after', '\nWith ATHAR_KEYS: put the new key in front there, keep the old one behind it, restart, then run this.')
      .action(async ({ json }: { json?: boolean }) => {
        const [{ readConfig }, { openServices }, { rotateKeys }, { resealHooks }] = await Promise.all([
          import('../../server/config.ts'),
          import('../../server/open-services.ts'),
          import('../../server/features/accounts/index.ts'),
          import('../../server/features/events/index.ts'),
        ])
        const { services, close } = await openServices(readConfig(), 'command')
        try {
          const rotated = await rotateKeys(services)
          const { keyId } = rotated
          const sealedAgain = rotated.sealedAgain + (await resealHooks(services))
          if (json) console.log(JSON.stringify({ keyId, sealedAgain }))
          else
            console.log(
              `${sayOut(say('accounts:keys.rotated', { key: keyId }))}\n${sayOut(say('accounts:keys.resealed', { count: sealedAgain }))}`,
            )
        } finally {
          await close()
        }
      }),
  )
