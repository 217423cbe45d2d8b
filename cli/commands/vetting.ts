/** `athar vetting`: candidates and what became of their claims; checks, the dossier, and one's own signed track record. */
import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
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
    asking(options, async ({ client, workspaceId, brandId }) => {
      const found = await client.vetting.check({ workspaceId, brandId, candidateId })
      if (options.json) printJson(found)
      else print(found)
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
  return command
}
