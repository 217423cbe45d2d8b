/** `athar guard`: shortcuts in a text from a file or standard input, without any data of a brand; `athar guard plans` looks at all that a brand plans. */
import type { Command } from 'commander'
import { type ShortcutFinding } from '../../contract/guard.ts'
import { checkText } from '../../server/features/guard/check-text.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut, setTerminalLanguage, terminalLanguage, words } from '../say.ts'
import { openSource } from '../tables/source.ts'

const print = (findings: ShortcutFinding[], indent = '') => {
  for (const { kind, excerpt, reason, instead, sources } of findings) {
    console.log(`${indent}✕ ${excerpt}  (${kind})`)
    console.log(`${indent}  ${words('guard.why', { reason: sayOut(reason) })}`)
    console.log(`${indent}  ${words('guard.instead', { instead: sayOut(instead) })}`)
    for (const { title, url } of sources) console.log(`${indent}  ${title[terminalLanguage()]}: ${url}`)
  }
}

const read = async (file: string): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of (await openSource(file)).open()) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const look = async (file: string, options: { json?: boolean; network?: string; language?: 'en' | 'ar' }) => {
  if (options.language !== undefined) setTerminalLanguage(options.language)
  if (file === '-' && process.stdin.isTTY) throw new Problem(words('guard.empty'))
  const text = await read(file)
  if (text.trim() === '') throw new Problem(words('guard.empty'))
  const findings = checkText(text, options.network ?? null)
  if (options.json) return printJson(findings)
  if (findings.length === 0) return console.log(words('guard.clear'))
  print(findings)
}

const plans = (options: BrandOptions & { json?: boolean }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const read = await client.guard.plans({ workspaceId, brandId })
    if (options.json) return printJson(read)
    console.log(sayOut(read.answer))
    for (const { title, what, findings } of read.found) {
      console.log(`\n${sayOut({ key: `guard:ui.whatOf.${what}`, values: {} })}: ${title}`)
      print(findings, '   ')
    }
  })

export const build = (command: Command): Command => {
  command
    .argument('[file]', 'a text; - is standard input', '-')
    .option('--network <name>', 'show the rules of this network first')
    .option('--language <language>', 'en or ar')
    .option('--json', 'for machines')
    .action(look)
  withBrandOptions(command.command('plans')).description('look at all that a brand plans').option('--json', 'for machines').action(plans)
  return command
}
