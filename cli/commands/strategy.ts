/** `athar strategy`: the strategy as it stands, what the brand does against it, and a new version from a file. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { StrategyContent } from '../../contract/strategy.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const show = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { current, audience } = await client.strategy.read({ workspaceId, brandId })
    if (options.json) return printJson({ current, audience })
    if (current === null) return console.log(words('strategy.none'))
    const { content } = current
    console.log(words('strategy.version', { number: current.number, by: current.savedBy, at: current.savedAt.slice(0, 10) }))
    for (const text of [content.positioning, content.voice]) if (text !== '') console.log(`\n${text}`)
    if (content.pillars.length > 0) console.log('')
    printTable(
      [words('strategy.pillar'), '%'],
      content.pillars.map(({ name, share }) => [name, String(share)]),
    )
    for (const line of content.never) console.log(`✕ ${line}`)
  })

const check = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.strategy.check({ workspaceId, brandId })
    if (options.json) return printJson(found)
    const percent = (share: number) => `${(100 * share).toFixed(0)}%`
    console.log(sayOut(found.answer))
    console.log(`\n${sayOut(found.mix.answer)}`)
    printTable(
      [words('strategy.pillar'), words('strategy.wanted'), words('strategy.is'), words('strategy.interval'), 'n'],
      found.mix.parts.map(({ name, wanted, share }) => [
        name,
        percent(wanted),
        share === null ? '–' : percent(share.value),
        share === null ? '' : `[${share.interval.map(percent).join(', ')}]`,
        share === null ? '' : String(share.n),
      ]),
    )
    console.log(`\n${sayOut(found.worth.answer)}`)
  })

const read = async (file: string): Promise<unknown> => {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Problem(words('strategy.noFile', { file }))
    throw error
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(words('strategy.notJson', { file, reason: (error as Error).message }))
  }
}

const save = (file: string, options: Options & { note?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const parsed = StrategyContent.safeParse(await read(file))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new Problem(words('strategy.badField', { file, field: z.core.toDotPath(issue?.path ?? []), reason: issue?.message ?? '' }))
    }
    const { current } = await client.strategy.read({ workspaceId, brandId })
    const version = await client.strategy.save({
      workspaceId,
      brandId,
      content: parsed.data,
      note: options.note ?? '',
      base: current?.number ?? 0,
    })
    if (options.json) return printJson(version)
    console.log(words('strategy.version', { number: version.number, by: version.savedBy, at: version.savedAt.slice(0, 10) }))
    for (const change of version.changes) console.log(`- ${sayOut(change)}`)
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(show)
  withBrandOptions(command.command('check'))
    .description('what the brand does, held against what it wrote')
    .option('--json', 'for machines')
    .action(check)
  withBrandOptions(command.command('save').argument('<file>', 'JSON as `athar strategy --json` prints it under current.content'))
    .description('save a new version from a file')
    .option('--note <why>', 'why it is changed')
    .option('--json', 'for machines')
    .action(save)
  return command
}
