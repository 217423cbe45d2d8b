/** The API of learning. */
import { learningContract } from '../../../contract/learning.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { readLearning } from './learn.ts'
import { listRows, type PostRow } from './store.ts'

const api = implement(learningContract).$context<RequestContext>().use(access)

const columns: [string, (row: PostRow) => string | number | boolean | null][] = [
  ['published_at', (row) => row.publishedAt],
  ['time_known', (row) => row.timeKnown],
  ['account', (row) => row.account],
  ['format', (row) => row.format],
  ['paid', (row) => row.paid],
  ['engagements', (row) => row.engagements],
  ['impressions', (row) => row.impressions],
  ['reach', (row) => row.reach],
  ['views', (row) => row.views],
  ['followers', (row) => row.followers],
  ['permalink', (row) => row.permalink],
]

/** Quoted where needed; a text that a spreadsheet would run as a formula gets an apostrophe. Missing stays empty. */
const cell = (value: string | number | boolean | null): string => {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const learningRoutes = api.router({
  read: api.read.handler(async ({ context, input, errors, signal }) => {
    const learning = await readLearning(context.services, { ...input, signal })
    if (learning === null) throw errors.NOT_FOUND()
    return learning
  }),
  rows: api.rows.handler(async ({ context, input }) => {
    const rows = await listRows(context.services.database.db, input)
    const lines = [columns.map(([name]) => name).join(','), ...rows.map((row) => columns.map(([, read]) => cell(read(row))).join(','))]
    return new File([`${lines.join('\r\n')}\r\n`], 'learning-rows.csv', { type: 'text/csv' })
  }),
})
