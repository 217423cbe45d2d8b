/** `athar vetting`: candidates and what became of their claims; checks, the dossier, and one's own signed track record. */
import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'
import type { Candidate } from '../../contract/vetting.ts'

type Options = BrandOptions & { json?: boolean }

const print = ({ name, claims, agreement, realism, fit }: Candidate) => {
  console.log(name)
  for (const { text, result } of claims) {
    const verdict = result === null ? 'vetting:ui.unchecked' : `vetting:verdict.${result.verdict}`
    console.log(`- [${sayOut({ key: verdict, values: {} })}] ${text}`)
    if (result !== null) console.log(`  ${sayOut(result.reason)}`)
  }
  console.log(sayOut(agreement.words))
  for (const words of [realism.words, ...realism.notes, ...fit.map((one) => one.words)]) console.log(sayOut(words))
}

/** Waits until a check ends, and says on the way what it looks at; that goes beside the answer, not into it. */
const settle = async (asked: Candidate, read: () => Promise<Candidate>, isQuiet: boolean): Promise<Candidate> => {
  let found = asked
  let told = ''
  while (found.checking?.state === 'waiting' || found.checking?.state === 'running') {
    const { what, done, total } = found.checking
    const words = what === null ? '' : `${done}/${total} ${sayOut(what)}`
    if (!isQuiet && words !== '' && words !== told) console.error(words)
    told = words
    await sleep(300)
    found = await read()
  }
  const state = found.checking?.state
  if (state === 'canceled' || state === 'failed') throw new Problem(sayOut({ key: `vetting:checking.${state}`, values: {} }))
  return found
}

export const build = (command: Command): Command => {
  withBrandOptions(command)
    .option('--json', 'for machines')
    .action((options: Options) =>
      asking(options, async ({ client, workspaceId, brandId }) => {
        const found = await client.vetting.list({ workspaceId, brandId })
        if (options.json) return printJson(found)
        printTable(
          ['id', 'name', '✓', '✗', '?'],
          found.map(({ id, name, counts }) => [
            id,
            name,
            String(counts.proven),
            String(counts.contradicted),
            String(counts.unproven + counts.unchecked),
          ]),
        )
      }),
    )
  const one = (name: string, summary: string) =>
    withBrandOptions(command.command(name).argument('<candidate>', 'its id')).description(summary).option('--json', 'for machines')
  one('show', 'one candidate with all claims').action((candidateId: string, options: Options) =>
    asking(options, async ({ client, workspaceId, brandId }) => {
      const found = await client.vetting.get({ workspaceId, brandId, candidateId })
      if (options.json) printJson(found)
      else print(found)
    }),
  )
  one('check', 'check all claims now').action((candidateId: string, options: Options) =>
    asking(options, async ({ client, workspaceId, brandId, here }) => {
      const asked = await client.vetting.check({ workspaceId, brandId, candidateId })
      // With the data on this machine no server may be at work: then it is done here.
      const work =
        here === null
          ? Promise.resolve()
          : import('../../server/features/vetting/index.ts').then(({ runChecks }) => runChecks(here.services))
      const found = await settle(asked, () => client.vetting.get({ workspaceId, brandId, candidateId }), options.json === true)
      await work
      if (options.json) printJson(found)
      else print(found)
    }),
  )
  one('cancel', 'cancel a check that is under way').action((candidateId: string, options: Options) =>
    asking(options, async ({ client, workspaceId, brandId }) => {
      const found = await client.vetting.cancelCheck({ workspaceId, brandId, candidateId })
      if (options.json) printJson(found)
      else console.log(sayOut({ key: 'vetting:checking.canceled', values: {} }))
    }),
  )
  one('dossier', 'the dossier as data').action((candidateId: string, options: Options) =>
    asking(options, async ({ client, workspaceId, brandId }) =>
      printJson(await client.vetting.dossier({ workspaceId, brandId, candidateId })),
    ),
  )
  withBrandOptions(command.command('record').argument('<file>', 'where to write it'))
    .description('sign this brand’s own figures as a track record')
    .requiredOption('--subject <name>', 'whose track record it is')
    .option('--json', 'for machines')
    .action((file: string, options: Options & { subject: string }) =>
      asking(options, async ({ client, workspaceId, brandId }) => {
        const signed = await client.vetting.trackRecord({ workspaceId, brandId, subject: options.subject })
        await writeFile(file, `${JSON.stringify(signed, null, 2)}\n`)
        if (options.json) printJson({ file, keyId: signed.keyId, figures: signed.record.figures.length })
        else console.log(sayOut({ key: 'vetting:ui.signed', values: { keyId: signed.keyId } }))
      }),
    )
  withBrandOptions(command.command('keys'))
    .description('keys that sign or signed track records')
    .option('--json', 'for machines')
    .action((options: Options) =>
      asking(options, async ({ client, workspaceId }) => {
        const found = await client.vetting.keys({ workspaceId })
        if (options.json) return printJson(found)
        printTable(
          ['key id', 'from', 'until'],
          found.map(({ keyId, createdAt, retiredAt }) => [keyId, createdAt.slice(0, 10), retiredAt?.slice(0, 10) ?? '']),
        )
      }),
    )
  withBrandOptions(command.command('rotate-key'))
    .description('sign with a new key from now on')
    .option('--json', 'for machines')
    .action((options: Options) =>
      asking(options, async ({ client, workspaceId }) => {
        const made = await client.vetting.rotateKey({ workspaceId })
        if (options.json) printJson(made)
        else console.log(made.keyId)
      }),
    )
  return command
}
