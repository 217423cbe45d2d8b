/** `athar import FILE`: looks at an export file, says what it understood, and reads it into a brand. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ORPCError } from '@orpc/client'
import type { Command } from 'commander'
import type { Import, ImportChoices, ImportCounts } from '../../contract/imports.ts'
import type { Sentence } from '../../contract/sentence.ts'
import { TimeZone } from '../../contract/team.ts'
import { type BrandOptions, withBrandOptions } from '../brand-options.ts'
import { type OpenedClient, openClient } from '../open-client.ts'
import { Problem } from '../problem.ts'
import { sayOut } from '../say.ts'

interface Options extends BrandOptions {
  dryRun?: boolean
  json?: boolean
  timeZone?: string
  network?: string
  account?: string
  asOf?: string
}

interface Found {
  name: string
  modifiedAt: Date
  open: () => AsyncIterable<Uint8Array>
}

const findFile = async (file: string): Promise<Found> => {
  try {
    const facts = await stat(file)
    if (!facts.isFile()) throw new Problem(`${file}: this is not a file.`)
    return { name: path.basename(file), modifiedAt: facts.mtime, open: () => createReadStream(file) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Problem(`${file}: there is no such file.`)
    if (code === 'EACCES') throw new Problem(`${file}: this file may not be read. Check its permissions.`)
    throw error
  }
}

const ends = new Set<Import['state']>(['ready', 'refused', 'done', 'canceled', 'failed', 'undone'])

const sendFile = async (opened: OpenedClient, options: Options, file: Found): Promise<string> => {
  const { here, workspaceId, brandId } = opened
  if (here !== null) {
    const { receiveUpload, UploadProblem } = await import('../../server/features/imports/index.ts')
    try {
      return await receiveUpload(here.services, {
        workspaceId,
        brandId,
        fileName: file.name,
        modifiedAt: file.modifiedAt,
        createdBy: here.userId,
        stream: file.open(),
      })
    } catch (error) {
      if (error instanceof UploadProblem) throw new Problem(`${file.name}: ${sayOut(error.sentence)}`)
      throw error
    }
  }
  const address = new URL(`/api/workspaces/${workspaceId}/brands/${brandId}/imports/upload`, options.server)
  address.searchParams.set('fileName', file.name)
  address.searchParams.set('modifiedAt', file.modifiedAt.toISOString())
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'x-api-key': options.key ?? process.env.ATHAR_API_KEY ?? '' },
    body: ReadableStream.from(file.open()),
    duplex: 'half',
  } as RequestInit)
  const body = (await answer.json()) as { importId?: string; message?: string; data?: { sentence: Sentence } }
  if (body.importId === undefined)
    throw new Problem(`${file.name}: ${body.data === undefined ? (body.message ?? answer.statusText) : sayOut(body.data.sentence)}`)
  return body.importId
}

/** Works on the file here, when the data is here; else, and when a running server was faster, waits for it. */
const follow = async (opened: OpenedClient, importId: string, step: 'preview' | 'run'): Promise<Import> => {
  const { here, client, workspaceId, brandId } = opened
  if (here !== null) {
    const { previewImport, runImport } = await import('../../server/features/imports/index.ts')
    await (step === 'preview' ? previewImport : runImport)(here.services, { workspaceId, importId })
  }
  for (;;) {
    const shown = await client.imports.read({ workspaceId, brandId, importId })
    if (process.stderr.isTTY)
      process.stderr.write(`\r${sayOut({ key: `imports:state.${shown.state}`, values: {} })} ${Math.round(shown.progress * 100)}%  `)
    if (ends.has(shown.state)) {
      if (process.stderr.isTTY) process.stderr.write('\n')
      return shown
    }
    await sleep(500)
  }
}

const chooseAccounts = async (
  opened: OpenedClient,
  preview: NonNullable<Import['preview']>,
  name: string | undefined,
): Promise<ImportChoices['accounts']> => {
  if (name === undefined) return undefined
  const accounts = await opened.client.accounts.list({ workspaceId: opened.workspaceId, brandId: opened.brandId })
  const account = accounts.find((candidate) => candidate.id === name || candidate.handle === name.replace(/^@/, ''))
  if (account === undefined)
    throw new Problem(`There is no account “${name}” here. There is: ${accounts.map(({ handle }) => handle).join(', ') || 'none'}.`)
  return Object.fromEntries(preview.accounts.map(({ key }) => [key, account.id]))
}

const linesOfPreview = (seen: Import): string[] => {
  const preview = seen.preview
  if (preview === null) return []
  const { counts } = preview
  return [
    `${seen.formatName?.en ?? ''}: ${counts.posts} posts in ${counts.rows} rows, ${preview.period?.from.slice(0, 10)} to ${preview.period?.to.slice(0, 10)} (times read in ${preview.timeZone})`,
    `totals stand for ${preview.observedAt} (${preview.observedAtFrom}); ${preview.known} posts known already`,
    ...preview.columns.map(
      ({ header, use, meaning, reason }) => `  ${use === 'ignored' ? '-' : '+'} ${header}: ${sayOut(reason ?? meaning)}`,
    ),
    ...preview.warnings.map((sentence) => `! ${sayOut(sentence)}`),
    ...problemCounts(counts),
  ]
}

const problemCounts = (counts: ImportCounts): string[] =>
  counts.rejected + counts.valuesMissing + counts.notices === 0
    ? []
    : [`${counts.rejected} rows left out, ${counts.valuesMissing} values left out, ${counts.notices} notices:`]

const checkOptions = ({ timeZone, asOf }: Options): void => {
  if (timeZone !== undefined && !TimeZone.safeParse(timeZone).success)
    throw new Problem(`--time-zone ${timeZone}: this is no time zone. Name one such as “Asia/Riyadh”.`)
  if (asOf !== undefined && Number.isNaN(Date.parse(asOf)))
    throw new Problem(`--as-of ${asOf}: this is no time. Write it like 2025-03-16 or 2025-03-16T09:00Z.`)
}

const run = async (fileName: string, options: Options): Promise<void> => {
  checkOptions(options)
  const file = await findFile(fileName)
  const opened = await openClient(options)
  try {
    const { client, workspaceId, brandId } = opened
    const importId = await sendFile(opened, options, file)
    const one = { workspaceId, brandId, importId }
    let seen = await follow(opened, importId, 'preview')
    const wanted: ImportChoices = {
      ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
      ...(options.asOf === undefined ? {} : { observedAt: new Date(options.asOf).toISOString() }),
    }
    if (seen.state === 'ready' && Object.keys(wanted).length > 0) {
      await client.imports.choose({ ...one, choices: wanted })
      seen = await follow(opened, importId, 'preview')
    }
    const { problems } = await client.imports.problems({ ...one, limit: 20 })
    if (!options.json) {
      for (const line of linesOfPreview(seen)) console.log(line)
      for (const { row, column, value, sentence } of problems)
        console.log(`  row ${row}${column === null ? '' : `, ${column}`}${value === null ? '' : ` “${value}”`}: ${sayOut(sentence)}`)
    }
    if (seen.state !== 'ready' || seen.preview === null) {
      throw new Problem(
        `${file.name}: ${seen.problem === null ? sayOut({ key: `imports:state.${seen.state}`, values: {} }) : sayOut(seen.problem)}`,
      )
    }
    if (options.dryRun) {
      await client.imports.cancel(one)
      if (options.json) console.log(JSON.stringify({ state: 'ready', preview: seen.preview, problems }))
      else console.log('Nothing was imported (--dry-run).')
      return
    }
    const accounts = await chooseAccounts(opened, seen.preview, options.account)
    await client.imports.confirm({
      ...one,
      choices: { ...(accounts === undefined ? {} : { accounts }), ...(options.network === undefined ? {} : { network: options.network }) },
    })
    const done = await follow(opened, importId, 'run')
    if (done.state !== 'done' || done.report === null)
      throw new Problem(`${file.name}: ${done.problem === null ? done.state : sayOut(done.problem)}`)
    const { report } = done
    if (options.json) console.log(JSON.stringify({ state: done.state, importId, preview: done.preview, report, problems }))
    else {
      console.log(
        `Imported: ${report.postsAdded} new posts, ${report.postsKnown} known ones; ${report.readingsAdded} numbers added, ${report.readingsConfirmed} seen again unchanged; ${report.rowsRejected} rows left out.`,
      )
    }
  } catch (error) {
    // What the API refuses is the caller's to mend, and says so itself.
    if (error instanceof ORPCError && error.status < 500) throw new Problem(`${file.name}: ${error.message}`)
    throw error
  } finally {
    await opened.close()
  }
}

export const build = (command: Command): Command =>
  withBrandOptions(command)
    .argument('<file>', 'a CSV export of a network, or a plain table of posts')
    .option('--dry-run', 'only say what would be imported')
    .option('--json', 'answer as JSON')
    .option('--time-zone <zone>', 'read the file’s times in this zone (default: the brand’s)')
    .option('--as-of <time>', 'the moment that totals stand for (default: the end of the period in the file’s name)')
    .option('--account <handle>', 'the account that the posts belong to (default: told by the file)')
    .option('--network <name>', 'the network of a plain table, when a new archive account is to be made')
    .action(run)
