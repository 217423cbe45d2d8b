/** `athar verify FILE`: checks a signed track record without asking anybody. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { printJson } from '../ask.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

/** A track record is a few kilobytes; more is something else. */
const mostBytes = 1_000_000

export const build = (command: Command): Command =>
  command
    .argument('<file>', 'the signed JSON file')
    .option('--key-id <id>', 'the key id that the issuer told you by another way')
    .option('--json', 'for machines')
    .action(async (file: string, options: { keyId?: string; json?: boolean }) => {
      const { verifyRecord } = await import('../../server/features/vetting/sign.ts')
      let document: string
      try {
        document = await readFile(file, 'utf8')
      } catch (error) {
        throw new Problem(`${file}: ${(error as Error).message}`)
      }
      const knownKeyIds = new Set(options.keyId === undefined ? [] : [options.keyId])
      const found = verifyRecord(document.slice(0, mostBytes), { knownKeyIds, now: new Date() })
      if (options.json) printJson({ ...found, words: sayOut(found.words) })
      else {
        console.log(sayOut(found.words))
        for (const { account, what, period, estimate } of found.record?.figures ?? [])
          console.log(
            `  ${account}  ${what}  ${period.from} – ${period.to}  ${estimate.value} [${estimate.interval.join(', ')}]  n ${estimate.n}`,
          )
        for (const one of found.record?.unproven ?? []) console.log(`  ? ${sayOut(one)}`)
      }
      // A signed, unchanged record by a key that nobody vouched for is an answer; everything else cannot be relied on.
      if (found.kind !== 'valid' && found.kind !== 'unknown-key') process.exitCode = 2
    })
