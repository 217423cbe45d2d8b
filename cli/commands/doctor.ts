/** `athar doctor`: what is well here, what is not, and what to do about it. */
import type { Command } from 'commander'
import { say } from '../../contract/sentence.ts'
import { sayOut } from '../say.ts'

const marks = { well: '✓', note: '•', ill: '✗' }

export const build = (command: Command): Command =>
  command
    .option('--json', 'one JSON object per check, for programs')
    .addHelpText('after', '\nEnds with 0 when nothing has to be mended, with 3 when something has. It also works beside a running server.')
    .action(async ({ json }: { json?: boolean }) => {
      const [{ readConfig }, { checkUp }] = await Promise.all([import('../../server/config.ts'), import('../../server/checkup.ts')])
      let isIll = false
      for await (const { state, sentence } of checkUp(readConfig(), () => new Date(), sayOut)) {
        isIll ||= state === 'ill'
        console.log(json ? JSON.stringify({ state, key: sentence.key, text: sayOut(sentence) }) : `${marks[state]} ${sayOut(sentence)}`)
      }
      if (!json) console.log(sayOut(say(isIll ? 'doctor:end.ill' : 'doctor:end.well')))
      process.exitCode = isIll ? 3 : 0
    })
