/** `athar publications`: publications and their states, and one with its proof. */
import type { Command } from 'commander'
import { PublicationState, publicationStates } from '../../contract/publishing.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  state?: string
  json?: boolean
}

const shortTime = (moment: string | null) => (moment === null ? '' : moment.slice(0, 16).replace('T', ' '))

const list = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const state = options.state === undefined ? undefined : PublicationState.safeParse(options.state)
    if (state?.success === false) throw new Problem(`There is no state “${options.state}”. There is: ${publicationStates.join(', ')}.`)
    const { publications } = await client.publishing.list({ workspaceId, brandId, ...(state === undefined ? {} : { state: state.data }) })
    if (options.json) return printJson(publications)
    if (publications.length === 0) return console.log('None.')
    printTable(
      ['state', 'UTC', 'account', 'text', 'id'],
      publications.map((one) => [
        one.state,
        shortTime(one.publishedAt ?? one.scheduledAt),
        one.accountHandle,
        one.excerpt.replaceAll('\n', ' ').slice(0, 40),
        one.id,
      ]),
    )
  })

const show = (publicationId: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const proof = await client.publishing.get({ workspaceId, brandId, publicationId })
    if (options.json) return printJson(proof)
    const { publication } = proof
    console.log(`${publication.state}${publication.reason === null ? '' : ` – ${sayOut(publication.reason)}`}`)
    console.log(
      `${publication.accountHandle} (${publication.network})${publication.permalink === null ? '' : `  ${publication.permalink}`}`,
    )
    if (publication.approvedBy !== null)
      console.log(`approved by ${publication.approvedBy} at ${publication.approvedAt}, version ${publication.approvedHash?.slice(0, 12)}`)
    console.log(`\n${proof.content.text}\n`)
    printTable(
      ['attempt', 'started', 'outcome', 'token'],
      proof.attempts.map((attempt) => [String(attempt.number), attempt.startedAt, attempt.outcome ?? 'no answer yet', attempt.token]),
    )
    console.log('')
    printTable(
      ['when', 'from', 'to', 'by'],
      proof.events.map((event) => [event.at, event.from ?? '', event.to, event.by]),
    )
  })

export const build = (command: Command): Command => {
  // `show ID --json` asks the proof for JSON, not the list.
  command.enablePositionalOptions()
  withBrandOptions(command).option('--state <state>', 'only these').option('--json', 'for machines').action(list)
  withBrandOptions(command.command('show').argument('<id>'))
    .description('one publication with its proof and every attempt')
    .option('--json', 'for machines')
    .action(show)
  return command
}
