/** `athar events`: what came in and how fresh it is, taking a CSV of events in, refunds, and forgetting a person. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import type { EventImport } from '../../contract/events.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { asking, printJson, printTable } from '../ask.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import type { OpenedClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut, words } from '../say.ts'

interface Options extends BrandOptions {
  json?: boolean
}

const summary = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.events.summary({ workspaceId, brandId })
    if (options.json) return printJson(found)
    console.log(words('events.summary', { touches: found.touches, conversions: found.conversions, visitors: found.visitors }))
    printTable(
      ['source', 'kind', 'n', 'last'],
      found.sources.map(({ source, kind, n, lastAt }) => [source, kind, String(n), lastAt.slice(0, 16).replace('T', ' ')]),
    )
  })

const send = async (
  opened: OpenedClient,
  options: Options,
  file: { name: string; bytes: number | null; stream: AsyncIterable<Uint8Array> },
) => {
  const { here, workspaceId, brandId } = opened
  if (here !== null) {
    const { importEvents } = await import('../../server/features/events/index.ts')
    const scope = { workspaceId, brandId }
    return importEvents(here.services, scope, { name: file.name, stream: file.stream, ofBytes: file.bytes, by: options.as ?? 'athar' })
  }
  const address = new URL(`/api/workspaces/${workspaceId}/brands/${brandId}/event-imports`, options.server)
  address.searchParams.set('fileName', file.name)
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'x-api-key': options.key ?? process.env.ATHAR_API_KEY ?? '' },
    body: ReadableStream.from(file.stream),
    duplex: 'half',
  } as RequestInit)
  const body = (await answer.json()) as EventImport & { message?: string; data?: { sentence: Sentence } }
  if (!answer.ok) throw new Problem(body.data === undefined ? (body.message ?? answer.statusText) : sayOut(body.data.sentence))
  return body
}

const take = async (fileName: string, options: Options) => {
  const facts = fileName === '-' ? null : await stat(fileName).catch((error: Error) => error)
  if (facts instanceof Error || facts?.isFile() === false) throw new Problem(words('events.noFile', { file: fileName }))
  return asking(options, async (opened) => {
    const done = await send(opened, options, {
      name: fileName === '-' ? 'stdin.csv' : path.basename(fileName),
      bytes: facts?.size ?? null,
      stream: fileName === '-' ? process.stdin : createReadStream(fileName),
    })
    if (done.problem !== null) throw new Problem(sayOut(done.problem))
    if (options.json) return printJson(done)
    console.log(words('events.taken', { rows: done.rows, saved: done.saved, repeated: done.repeated }))
  })
}

interface RefundOptions extends Options {
  amount?: string
  currency?: string
  at?: string
  id?: string
}

const refund = (order: string, { amount, currency, at, id, ...options }: RefundOptions) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const moment = at ?? new Date().toISOString()
    const value = amount === undefined ? null : Number(amount)
    if (Number.isNaN(value)) throw new Problem(words('events.noAmount', { amount: amount ?? '' }))
    const refunds = [{ id: id ?? `hand ${moment}`, order, at: moment, amount: value, currency: currency?.toUpperCase() ?? null }]
    const { added } = await client.events.addRefunds({ workspaceId, brandId, refunds })
    if (options.json) printJson({ added })
    else console.log(words('events.refundAdded', { count: added }))
  })

const refunds = (options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const found = await client.events.refunds({ workspaceId, brandId })
    if (options.json) return printJson(found)
    for (const { currency, amount, orders } of found.amounts)
      console.log(sayOut({ key: 'attribution:ui.refund.back', values: { amount: `${amount} ${currency}`, count: orders } }))
    printTable(
      ['order', 'at', 'amount', 'source', 'state'],
      found.refunds.map((one) => [
        one.order,
        one.at.slice(0, 10),
        one.amount === null ? '–' : `${one.amount} ${one.currency}`,
        one.source,
        one.state,
      ]),
    )
  })

const forget = (visitor: string, options: Options) =>
  asking(options, async ({ client, workspaceId, brandId }) => {
    const gone = await client.events.forget({ workspaceId, brandId, visitor })
    if (options.json) printJson(gone)
    else console.log(sayOut({ key: 'attribution:ui.forgotten', values: gone }))
  })

export const build = (command: Command): Command => {
  withBrandOptions(command).option('--json', 'for machines').action(summary)
  withBrandOptions(command.command('import <file>').description('take a CSV of events in, all of it or nothing; “-” is standard input'))
    .option('--json', 'for machines')
    .action(take)
  withBrandOptions(command.command('refunds').description('what came back of orders, and refunds whose order is not known yet'))
    .option('--json', 'for machines')
    .action(refunds)
  withBrandOptions(command.command('refund <order>').description('write a refund down; without --amount all of the order'))
    .option('--amount <number>', 'what came back')
    .option('--currency <letters>', 'its currency, e.g. SAR')
    .option('--at <moment>', 'when, e.g. 2026-03-09T14:30:00Z (now)')
    .option('--id <number>', 'the refund’s own number: the same one told twice counts once')
    .option('--json', 'for machines')
    .action(refund)
  withBrandOptions(command.command('forget <visitor>').description('delete all of a person, and refuse what still arrives of them'))
    .option('--json', 'for machines')
    .action(forget)
  return command
}
