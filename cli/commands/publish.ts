/** `athar publish`: writes a post, approves it, and publishes it now or at a time – once, with proof. */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Account } from '../../contract/accounts.ts'
import type { Publication } from '../../contract/publishing.ts'
import { asking, printJson } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { type Client, type OpenedClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  account?: string[]
  file?: string
  at?: string
  choose?: 'earlier' | 'later'
  language?: string
  wait?: boolean
  json?: boolean
}

const readText = async (text: string | undefined, file: string | undefined): Promise<string> => {
  if ((text === undefined) === (file === undefined)) throw new Problem('Give the text, or a file with --file (- for standard input).')
  if (text !== undefined) return text
  if (file === '-') {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8').trimEnd()
  }
  try {
    return (await readFile(file as string, 'utf8')).trimEnd()
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${(error as Error).message}.`)
  }
}

const chooseAccounts = (accounts: Account[], asked: string[] | undefined): Account[] => {
  const able = accounts.filter(({ canPublish }) => canPublish)
  const names = able.map(({ handle }) => handle).join(', ') || 'none'
  if (asked === undefined) {
    if (able.length === 1) return able
    throw new Problem(`Name the accounts with --account. There is: ${names}.`)
  }
  return asked.map((name) => {
    const account = able.find(({ id, handle }) => id === name || handle === name.replace(/^@/, '') || handle === name)
    if (account === undefined) throw new Problem(`“${name}” is no account that can be published to. There is: ${names}.`)
    return account
  })
}

const final = new Set(['published', 'failed', 'missed', 'canceled'])

/** Waits until nothing more happens by itself. */
const waitFor = async (client: Client, scope: { workspaceId: string; brandId: string }, ids: string[]): Promise<Publication[]> => {
  for (;;) {
    const proofs = await Promise.all(ids.map((publicationId) => client.publishing.get({ ...scope, publicationId })))
    const publications = proofs.map(({ publication }) => publication)
    const settled = publications.every(
      ({ state, reason }) => final.has(state) || (state === 'unknown' && /onlyAPerson|couldNotTell/.test(reason?.key ?? '')),
    )
    if (settled) return publications
    await sleep(500)
  }
}

/** On this machine the command does the work itself, beside a running server or without one: any process may continue any publication. */
const whilePublishing = async <Result>(here: OpenedClient['here'], wait: () => Promise<Result>): Promise<Result> => {
  if (here === null) return wait()
  const { startPublisher } = await import('../../server/features/publishing/index.ts')
  const publisher = startPublisher(here.services)
  try {
    return await wait()
  } finally {
    await publisher.stop()
  }
}

const publish = (text: string | undefined, options: Options) =>
  asking(options, async ({ client, here, workspaceId, brandId }) => {
    const scope = { workspaceId, brandId }
    const words = await readText(text, options.file)
    const accounts = chooseAccounts(await client.accounts.list(scope), options.account)
    const content = { text: words, language: options.language ?? null, format: 'text' as const, link: null, media: [] }
    const post = await client.calendar.create({
      ...scope,
      title: '',
      versions: [{ accountId: null, content }],
      accountIds: accounts.map(({ id }) => id),
    })
    for (const check of post.checks) {
      const handle = accounts.find(({ id }) => id === check.accountId)?.handle
      for (const problem of check.problems) if (problem.severity === 'warning') console.error(`${handle}: ${sayOut(problem.reason)}`)
    }
    const ids: string[] = []
    for (const { id: publicationId, contentHash } of post.publications) {
      await client.publishing.approve({ ...scope, publicationId, contentHash })
      if (options.at === undefined) await client.publishing.publishNow({ ...scope, publicationId, contentHash })
      else {
        const { time } = await client.publishing.schedule({
          ...scope,
          publicationId,
          localTime: options.at.replace(' ', 'T'),
          ...(options.choose === undefined ? {} : { choose: options.choose }),
        })
        if (time.note !== null) console.error(sayOut(time.note))
      }
      ids.push(publicationId)
    }
    const publications = options.wait
      ? await whilePublishing(here, () => waitFor(client, scope, ids))
      : (await Promise.all(ids.map((publicationId) => client.publishing.get({ ...scope, publicationId })))).map(
          ({ publication }) => publication,
        )
    if (options.json) printJson(publications)
    else
      for (const one of publications)
        console.log(
          `${one.accountHandle}: ${one.state}${one.reason === null ? '' : ` – ${sayOut(one.reason)}`}${one.permalink === null ? '' : `  ${one.permalink}`}  (${one.id})`,
        )
    if (options.wait && publications.some(({ state }) => state !== 'published')) throw new Problem('Not everything was published.', 3)
  })

export const build = (command: Command): Command =>
  withBrandOptions(command.argument('[text]', 'what to post'))
    .option('--file <file>', 'read the text from a file; - for standard input')
    .option('--account <handle>', 'publish to this account (repeatable)', (value: string, before: string[] | undefined) => [
      ...(before ?? []),
      value,
    ])
    .option('--at <time>', 'a wall time in the brand’s zone, e.g. "2026-03-29 09:00"; default: now')
    .option('--choose <which>', 'for a time that exists twice: earlier or later')
    .option('--language <tag>', 'language of the text, e.g. ar')
    .option('--wait', 'wait until it has been published (exit code 3 when it was not)')
    .option('--json', 'for machines')
    .action(publish)
