/** Files people already have: uploaded, looked at, and only then read into a brand, with a report that is kept. */
import { z } from 'zod'
import { Format } from './content.ts'
import { PostMetric } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'
import { TimeZone } from './team.ts'

/**
 * uploaded → reading → ready → confirmed → importing → done. `refused`: it is no export we know. `canceled`: stopped, and what it had brought
 * was taken back. `undone`: taken back afterwards. `failed`: a bug or a full disk; it can be confirmed again.
 */
export const importStates = [
  'uploaded',
  'reading',
  'ready',
  'refused',
  'confirmed',
  'importing',
  'done',
  'canceled',
  'failed',
  'undone',
] as const
export const ImportState = z.enum(importStates)
export type ImportState = z.infer<typeof ImportState>

const Name = z.object({ en: z.string(), ar: z.string() })

export const ImportColumn = z.object({
  position: z.int().nonnegative(),
  header: z.string(),
  use: z.enum(['identity', 'account', 'text', 'time', 'metric', 'detail', 'ignored']),
  meaning: Sentence,
  /** Why it is ignored. */
  reason: Sentence.nullable(),
})

/** An account that the file's rows belong to; `key` names it in the choices. */
export const ImportAccount = z.object({
  key: z.string(),
  networkAccountId: z.string().nullable(),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  rows: z.int().positive(),
  /** The brand's account it was recognised as. */
  accountId: z.uuid().nullable(),
})

export const SamplePost = z.object({
  row: z.int(),
  publishedAt: z.iso.datetime(),
  timeKnown: z.boolean(),
  format: Format,
  text: z.string(),
  metrics: z.array(z.object({ metric: PostMetric, value: z.number() })),
})

export const ImportCounts = z.object({
  rows: z.int().nonnegative(),
  posts: z.int().nonnegative(),
  /** Rows left out because something in them cannot be used. */
  rejected: z.int().nonnegative(),
  /** Single values left out of rows that are kept. */
  valuesMissing: z.int().nonnegative(),
  notices: z.int().nonnegative(),
  /** Rows of sums or explanations. */
  skipped: z.int().nonnegative(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

export const ImportPreview = z.object({
  columns: z.array(ImportColumn),
  counts: ImportCounts,
  /** First and last publication. */
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  timeZone: z.string(),
  dateOrder: z.enum(['month-first', 'day-first']),
  /** The moment that totals are taken to stand for, and how we know. */
  observedAt: z.iso.datetime(),
  observedAtFrom: z.enum(['chosen', 'file-name', 'file-date', 'upload']),
  windows: z.enum(['lifetime', 'day', 'both']),
  warnings: z.array(Sentence),
  accounts: z.array(ImportAccount),
  formats: z.array(z.object({ format: Format, posts: z.int() })),
  sample: z.array(SamplePost),
  /** Posts that are in Athar already. */
  known: z.int().nonnegative(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportChoices = z.object({
  /** The zone in which the file's times are read. */
  timeZone: TimeZone.optional(),
  /** The moment that totals stand for. */
  observedAt: z.iso.datetime().optional(),
  /** For each account of the file: an account of the brand, a new archive account, or leave its rows out. */
  accounts: z.record(z.string().max(300), z.uuid().or(z.enum(['create', 'skip']))).optional(),
  /** For a file that does not name its network: the one it is from. */
  network: z.string().max(40).optional(),
})
export type ImportChoices = z.infer<typeof ImportChoices>

export const ImportReport = z.object({
  postsAdded: z.int().nonnegative(),
  postsKnown: z.int().nonnegative(),
  readingsAdded: z.int().nonnegative(),
  /** Values seen again, unchanged. */
  readingsConfirmed: z.int().nonnegative(),
  accountReadingsAdded: z.int().nonnegative(),
  rowsRejected: z.int().nonnegative(),
  rowsSkipped: z.int().nonnegative(),
  valuesMissing: z.int().nonnegative(),
  /** Rows with a destroyed id that were found by their link. */
  foundByLink: z.int().nonnegative(),
})
export type ImportReport = z.infer<typeof ImportReport>

export const Import = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  state: ImportState,
  formatName: Name.nullable(),
  network: z.string().nullable(),
  /** 0 to 1, while reading or importing. */
  progress: z.number().min(0).max(1),
  rowsDone: z.int().nonnegative(),
  rowsTotal: z.int().nonnegative().nullable(),
  choices: ImportChoices,
  preview: ImportPreview.nullable(),
  report: ImportReport.nullable(),
  /** Why it was refused or failed. */
  problem: Sentence.nullable(),
  /** When this very file was read in before. */
  sameFileImportedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Import = z.infer<typeof Import>

export const ImportProblem = z.object({
  place: z.int(),
  row: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  severity: z.enum(['rejected', 'value-missing', 'notice']),
  sentence: Sentence,
})
export type ImportProblem = z.infer<typeof ImportProblem>

const tags = ['imports']
const imports = '/workspaces/{workspaceId}/brands/{brandId}/imports'
const OneImport = InBrand.extend({ importId: z.uuid() })

/** Uploading itself is a plain route, because it streams: POST …/imports/upload?fileName=…&modifiedAt=… with the file as the body. */
export const importsContract = {
  list: procedure
    .route({ method: 'GET', path: imports, summary: 'Imported files, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }))
    .output(z.object({ imports: z.array(Import.omit({ preview: true })), nextCursor: z.string().nullable() })),
  read: procedure
    .route({
      method: 'GET',
      path: `${imports}/{importId}`,
      summary: 'One imported file: what was understood, how far it is, its report',
      tags,
    })
    .meta({ can: 'read' })
    .input(OneImport)
    .output(Import),
  problems: procedure
    .route({
      method: 'GET',
      path: `${imports}/{importId}/problems`,
      summary: 'Rows and values of a file that could not be used (the first 1,000)',
      tags,
    })
    .meta({ can: 'read' })
    .input(OneImport.extend({ cursor: z.string().max(20).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(z.object({ problems: z.array(ImportProblem), nextCursor: z.string().nullable() })),
  choose: procedure
    .route({ method: 'PUT', path: `${imports}/{importId}/choices`, summary: 'Set zone, moment and accounts, and look again', tags })
    .meta({ can: 'import' })
    .input(OneImport.extend({ choices: ImportChoices }))
    .output(Import),
  confirm: procedure
    .route({ method: 'POST', path: `${imports}/{importId}/confirm`, summary: 'Read the file in', tags })
    .meta({ can: 'import' })
    .input(OneImport.extend({ choices: ImportChoices.optional() }))
    .output(Import),
  cancel: procedure
    .route({ method: 'POST', path: `${imports}/{importId}/cancel`, summary: 'Stop, and take back what was read in so far', tags })
    .meta({ can: 'import' })
    .input(OneImport)
    .output(Import),
  undo: procedure
    .route({ method: 'POST', path: `${imports}/{importId}/undo`, summary: 'Take back what a finished import brought', tags })
    .meta({ can: 'import' })
    .input(OneImport)
    .output(Import),
}
