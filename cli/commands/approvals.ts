/** `athar approvals`: what waits, who has to approve, deciding, and whether the trail is whole. */
import type { Command } from 'commander'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const t = (key: string, values: Record<string, string | number> = {}) => sayOut({ key: `approvals:ui.${key}`, values })
const shortTime = (moment: string) => moment.slice(0, 16).replace('T', ' ')

const queue = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const { requests } = await client.approvals.list({ workspaceId, brandId, state: 'open', limit: 100 })
    if (options.json) return printJson(requests)
    if (requests.length === 0) return console.log(t('queueEmpty'))
    for (const request of requests) {
      console.log(`${t(`kind.${request.subjectKind}`)}  ${request.title}  ${request.id}`)
      if (request.excerpt !== '') console.log(`  ${request.excerpt.replaceAll('\n', ' ').slice(0, 100)}`)
      console.log(
        `  ${request.waitsFor === null ? '' : sayOut(request.waitsFor)} ${t('askedBy', { name: request.askedBy, when: shortTime(request.askedAt) })}`,
      )
    }
  })

const policy = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.approvals.policies({ workspaceId, brandId })
    if (options.json) return printJson(found)
    console.log(t(`modes.${found.brand.mode}`))
    for (const [index, step] of found.brand.steps.entries()) console.log(`  ${index + 1}. ${step.name} – ${t(step.need)}`)
    for (const { accountId, policy: own } of found.accounts) console.log(`${accountId}: ${t(`modes.${own.mode}`)}`)
  })

const trail = (options: Options & { limit: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.approvals.trail({ workspaceId, brandId, limit: Number(options.limit) })
    if (options.json) return printJson(found)
    printTable(
      ['number', 'when', 'act', 'by', 'version', 'note'].map((key) => t(key)),
      found.map((entry) => [
        String(entry.number),
        shortTime(entry.at),
        t(`acts.${entry.act}`),
        entry.by,
        entry.contentHash?.slice(0, 10) ?? '',
        entry.note.slice(0, 60),
      ]),
    )
  })

const verify = (options: Options & { expect?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.approvals.verify({
      workspaceId,
      brandId,
      ...(options.expect === undefined ? {} : { expect: options.expect }),
    })
    if (options.json) printJson(found)
    else {
      console.log(found.whole ? t('whole', { count: found.entries }) : t('broken', { number: found.brokenAt ?? 0 }))
      console.log(t('head', { hash: found.head }))
      if (found.expected === false) console.log(t('notThere'))
    }
    // For a script that watches over the trail: anything but a whole one is no success.
    if (!found.whole || found.expected === false) process.exitCode = 2
  })

const decide = (requestId: string, options: Options & { changes?: string }) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const at = { workspaceId, brandId }
    const { requests } = await client.approvals.list({ ...at, state: 'open', limit: 100 })
    const request = requests.find(({ id }) => id === requestId)
    if (request === undefined) throw new Problem(`There is no open question “${requestId}”. \`athar approvals\` lists them.`)
    const { contentHash, subjectId } = request
    if (request.subjectKind === 'deliverable') {
      const vote = options.changes === undefined ? ('approve' as const) : ('changes' as const)
      await client.creative.deliverables.decide({ ...at, deliverableId: subjectId, contentHash, vote, comment: options.changes ?? '' })
    } else if (options.changes === undefined) await client.publishing.approve({ ...at, publicationId: subjectId, contentHash })
    else await client.publishing.askChanges({ ...at, publicationId: subjectId, contentHash, comment: options.changes })
    const { requests: after } = await client.approvals.list({ ...at, subjectKind: request.subjectKind, subjectId, limit: 1 })
    if (options.json) return printJson(after[0] ?? null)
    const [now] = after
    if (now !== undefined) console.log(`${t(`state.${now.state}`)}${now.waitsFor === null ? '' : ` – ${sayOut(now.waitsFor)}`}`)
  })

export const build = (command: Command): Command => {
  // What follows a subcommand is the subcommand’s, also where both know the word.
  command.enablePositionalOptions()
  const add = (name: string, description: string) =>
    withBrandOptions(command.command(name)).description(description).option('--json', 'for machines')
  withBrandOptions(command).option('--json', 'for machines').action(queue)
  add('policy', 'who has to approve').action(policy)
  add('approve', 'approve exactly the version that is asked about').argument('<id>').action(decide)
  add('changes', 'ask for changes').argument('<id>').requiredOption('--changes <words>', 'what should change').action(decide)
  add('trail', 'who decided what, newest first').option('--limit <n>', 'how many entries', '50').action(trail)
  add('verify', 'recompute the chain of hashes; ends with 2 when it is broken')
    .option('--expect <hash>', 'a hash kept from before that must still be in the trail')
    .action(verify)
  return command
}
