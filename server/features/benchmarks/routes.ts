/** The API of benchmarks. */
import { benchmarksContract, type Competitor } from '../../../contract/benchmarks.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { findAccount } from '../accounts/index.ts'
import { makeShare } from '../shares/index.ts'
import { followAccount, readCompetitors } from './ingest.ts'
import { readFile } from './read-file.ts'
import { readBenchmark, readWhy } from './read.ts'
import { deleteCompetitor, ensureCompetitor, findCompetitor, listCompetitors, saveDays } from './store.ts'
import { writeReport } from './write-report.ts'

const api = implement(benchmarksContract).$context<RequestContext>().use(access)
const dayMs = 86_400_000

export const benchmarksRoutes = api.router({
  read: api.read.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    const found = brand === null ? null : await readBenchmark(context.services, { ...input, timeZone: brand.timeZone })
    if (found === null) throw errors.NOT_FOUND()
    return found
  }),
  add: api.add.handler(async ({ context, input, errors }) => {
    const account = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (account?.brandId !== input.brandId) throw errors.NOT_FOUND()
    const added = await followAccount(context.services, input, account, { handle: input.handle, by: context.user.id })
    if (added.kind === 'refused') throw errors.BAD_INPUT(refusal(added.reason, 'handle'))
    return added.competitor
  }),
  note: api.note.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const now = context.services.now()
    const latest = new Date(now.getTime() + dayMs).toISOString().slice(0, 10)
    for (const { day, followers, posts, engagements } of input.days) {
      if (day > latest) throw errors.BAD_INPUT(refusal(say('benchmarks:problem.future', { day }), 'day'))
      if (followers === null && posts === null && engagements === null)
        throw errors.BAD_INPUT(refusal(say('benchmarks:problem.nothing'), 'followers'))
    }
    const handle = input.handle.replace(/^@/, '')
    // What is followed on a network already is added to, not doubled.
    const known = (await listCompetitors(db, input)).find((one) => one.handle.toLowerCase() === handle.toLowerCase())
    const id =
      known?.id ??
      (await ensureCompetitor(db, input, { network: null, handle, displayName: handle, source: 'hand', by: context.user.id, now }))
    await saveDays(db, input.workspaceId, id, 'hand', input.days)
    return (await findCompetitor(db, input, id)) as Competitor
  }),
  importFile: api.importFile.handler(async ({ context, input, errors }) => {
    const read = readFile(input.csv)
    if (read.kind === 'refused') throw errors.BAD_INPUT(refusal(read.reason, read.where))
    const { db } = context.services.database
    const now = context.services.now()
    const known = await listCompetitors(db, input)
    // All of the file or nothing of it.
    const ids = await db.transaction().execute(async (trx) => {
      const made: string[] = []
      for (const [key, { handle, days }] of read.competitors) {
        const found = known.find((one) => one.handle.toLowerCase() === key)
        const one = { network: null, handle, displayName: handle, source: 'file' as const, by: context.user.id, now }
        const id = found?.id ?? (await ensureCompetitor(trx, input, one))
        await saveDays(trx, input.workspaceId, id, 'file', days)
        made.push(id)
      }
      return made
    })
    const all = await listCompetitors(db, input)
    return { rows: read.rows, competitors: all.filter(({ id }) => ids.includes(id)) }
  }),
  refresh: api.refresh.handler(async ({ context, input, signal }) => {
    await readCompetitors(context.services, input, signal)
    return listCompetitors(context.services.database.db, input)
  }),
  remove: api.remove.handler(async ({ context, input, errors }) => {
    if (!(await deleteCompetitor(context.services.database.db, input, input.competitorId))) throw errors.NOT_FOUND()
    return { removed: true as const }
  }),
  why: api.why.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    const found = brand === null ? null : await readWhy(context.services, { ...input, timeZone: brand.timeZone })
    if (found === null) throw errors.NOT_FOUND()
    return found
  }),
  share: api.share.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    const found = brand === null ? null : await readWhy(context.services, { ...input, timeZone: brand.timeZone })
    if (brand === null || found === null) throw errors.NOT_FOUND()
    const report = writeReport(found, { brand: brand.name, now: context.services.now() })
    const by = { workspaceId: input.workspaceId, brandId: input.brandId, userId: context.user.id }
    return makeShare(context.services, by, { kind: 'benchmark', subjectId: input.competitorId, report, options: input.options })
  }),
})
