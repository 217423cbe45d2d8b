/** The API of vetting and of track records. */
import { say } from '../../../contract/sentence.ts'
import { vettingContract } from '../../../contract/vetting.ts'
import { mostWorkBytes } from '../../../contract/vetting-work.ts'
import { questions } from '../../../contract/vetting-sheets.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { makeShare } from '../shares/index.ts'
import { findBrand } from '../team/index.ts'
import type { Services } from '../../services.ts'
import { writeDossier } from './dossier.ts'
import { checkJob } from './jobs.ts'
import { parseTable } from './parse-table.ts'
import { readHandedExport } from './read-export.ts'
import { readCandidate, readCandidates, readWhole } from './read.ts'
import { removeCandidate } from './remove.ts'
import { verifyRecord } from './sign.ts'
import {
  deleteClaim,
  deleteTable,
  insertCandidate,
  insertClaim,
  insertSheet,
  insertTable,
  listCandidates,
  type One,
  updateCandidate,
} from './store/candidates.ts'
import { askCheck, cancelCheck } from './store/checks.ts'
import { listSigningKeys } from './store/keys.ts'
import { deleteWork, insertWork, listWorks } from './store/works.ts'
import { rotateSigningKey, signWithKey, writeTrackRecord } from './track-record.ts'

const api = implement(vettingContract).$context<RequestContext>().use(access)

interface Errors {
  NOT_FOUND: () => Error
  BAD_INPUT: (options: ReturnType<typeof refusal>) => Error
}
interface Context {
  services: Services
  user: { id: string; name: string }
}

const answer = async (context: Context, errors: Errors, one: One) => {
  const candidate = await readCandidate(context.services, one, context.user.id)
  if (candidate === null) throw errors.NOT_FOUND()
  return candidate
}

const findRow = async (context: Context, errors: Errors, one: One) => {
  const row = (await listCandidates(context.services.database.db, one, one.candidateId))[0]
  if (row === undefined) throw errors.NOT_FOUND()
  return row
}

/** A day that is over would delete at once what was just written. */
const refusePast = (context: Context, errors: Errors, keepUntil: string) => {
  if (keepUntil <= context.services.now().toISOString().slice(0, 10))
    throw errors.BAD_INPUT(refusal(say('vetting:problem.keepPast', { day: keepUntil }), 'keepUntil'))
}

/** The dossier names people: it opens only for whoever may see the name. */
const dossierOf = async (context: Context, errors: Errors, one: One) => {
  const whole = await readWhole(context.services, one, context.user.id)
  if (whole === null) throw errors.NOT_FOUND()
  if (whole.candidate.hideIdentity && !whole.scored) throw errors.BAD_INPUT(refusal(say('vetting:problem.hidden')))
  const brand = await findBrand(context.services.database.db, one.workspaceId, one.brandId)
  return writeDossier(whole.candidate, { brand: brand?.name ?? '', now: context.services.now() })
}

export const vettingRoutes = api.router({
  list: api.list.handler(({ context, input }) => readCandidates(context.services, input, context.user.id)),
  get: api.get.handler(({ context, input, errors }) => answer(context, errors, input)),
  create: api.create.handler(async ({ context, input, errors }) => {
    refusePast(context, errors, input.candidate.keepUntil)
    const { services } = context
    const candidateId = await insertCandidate(services.database.db, input, input.candidate, services.now())
    return answer(context, errors, { workspaceId: input.workspaceId, brandId: input.brandId, candidateId })
  }),
  update: api.update.handler(async ({ context, input, errors }) => {
    refusePast(context, errors, input.candidate.keepUntil)
    const seen = await answer(context, errors, input)
    const row = await findRow(context, errors, input)
    // Whoever sees the mask would otherwise write it over the name.
    const { name, portfolio, pictureUrl, notes } = row
    const profile = seen.masked ? { ...input.candidate, name, portfolio, pictureUrl, notes } : input.candidate
    await updateCandidate(context.services.database.db, input, { profile })
    return answer(context, errors, input)
  }),
  remove: api.remove.handler(async ({ context, input, errors }) => {
    if (!(await removeCandidate(context.services, input))) throw errors.NOT_FOUND()
    return { removed: true }
  }),
  consent: api.consent.handler(async ({ context, input, errors }) => {
    const consent = { ...input.consent, at: context.services.now().toISOString(), by: context.user.name }
    if (!(await updateCandidate(context.services.database.db, input, { consent }))) throw errors.NOT_FOUND()
    return answer(context, errors, input)
  }),
  addClaim: api.addClaim.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    await insertClaim(context.services.database.db, input, input.claim)
    return answer(context, errors, input)
  }),
  removeClaim: api.removeClaim.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    if (!(await deleteClaim(context.services.database.db, input, input.claimId))) throw errors.NOT_FOUND()
    return answer(context, errors, input)
  }),
  hand: api.hand.handler(async ({ context, input, errors }) => {
    const row = await findRow(context, errors, input)
    if (row.consent === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.consent')))
    const parsed = parseTable(input.kind, input.csv)
    if (parsed.kind === 'refused') throw errors.BAD_INPUT(refusal(parsed.reason, input.name))
    const { kind, account, network, name } = input
    const now = context.services.now()
    await insertTable(context.services.database.db, input, { kind, account, network, name, rows: parsed.rows, now })
    return answer(context, errors, input)
  }),
  handExport: api.handExport.handler(async ({ context, input, errors }) => {
    const row = await findRow(context, errors, input)
    if (row.consent === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.consent')))
    const { db } = context.services.database
    const brand = await findBrand(db, input.workspaceId, input.brandId)
    const { account, name } = input
    const read = await readHandedExport({ name, bytes: Buffer.from(input.base64, 'base64') }, { timeZone: brand?.timeZone ?? 'UTC' })
    if (read.kind === 'refused') throw errors.BAD_INPUT(refusal(read.reason, name))
    const table = { account, network: read.network, name, now: context.services.now() }
    await insertTable(db, input, { ...table, kind: 'posts', rows: read.posts })
    if (read.history.length > 0) await insertTable(db, input, { ...table, kind: 'history', rows: read.history })
    return answer(context, errors, input)
  }),
  removeHanded: api.removeHanded.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    if (!(await deleteTable(context.services.database.db, input, input.tableId))) throw errors.NOT_FOUND()
    return answer(context, errors, input)
  }),
  check: api.check.handler(async ({ context, input, errors }) => {
    const row = await findRow(context, errors, input)
    if (row.consent === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.consent')))
    await askCheck(context.services.database.db, input, context.services.now())
    await context.services.jobs.enqueue(checkJob, {}, { singletonKey: checkJob.name })
    return answer(context, errors, input)
  }),
  cancelCheck: api.cancelCheck.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    if (!(await cancelCheck(context.services.database.db, input))) throw errors.BAD_INPUT(refusal(say('vetting:problem.noCheck')))
    return answer(context, errors, input)
  }),
  addWork: api.addWork.handler(async ({ context, input, errors }) => {
    const row = await findRow(context, errors, input)
    if (row.consent === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.consent')))
    const { title, text, file } = input.work
    if (text.trim() === '' && file === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.emptyWork'), 'text'))
    const bytes = file === null ? null : Buffer.from(file.base64, 'base64')
    if (bytes !== null && bytes.length > mostWorkBytes)
      throw errors.BAD_INPUT(refusal(say('vetting:problem.largeWork', { megabytes: mostWorkBytes / 1024 ** 2 }), 'file'))
    const kept = file === null || bytes === null ? null : { name: file.name, bytes }
    await insertWork(context.services.database.db, input, { title, text, file: kept, now: context.services.now() })
    return answer(context, errors, input)
  }),
  removeWork: api.removeWork.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    if (!(await deleteWork(context.services.database.db, input, input.workId))) throw errors.NOT_FOUND()
    return answer(context, errors, input)
  }),
  score: api.score.handler(async ({ context, input, errors }) => {
    await findRow(context, errors, input)
    const { form, confirms, workId } = input
    const source = form === 'reference' ? input.source : form === 'trial' ? (workId ?? '') : ''
    const known = new Set(questions[form])
    const stray = input.scores.find(({ question }) => !known.has(question))
    if (stray !== undefined) throw errors.BAD_INPUT(refusal(say('vetting:problem.question', { question: stray.question }), 'scores'))
    if (input.scores.every(({ score }) => score === null) && confirms === null)
      throw errors.BAD_INPUT(refusal(say('vetting:problem.noScores'), 'scores'))
    if (form === 'reference' && source === '') throw errors.BAD_INPUT(refusal(say('vetting:problem.source'), 'source'))
    const { id: userId, name: userName } = context.user
    if (form === 'trial' && workId !== null && !(await listWorks(context.services.database.db, input)).some(({ id }) => id === workId))
      throw errors.NOT_FOUND()
    const sheet = { form, source, confirms, scores: input.scores, userId, userName }
    const isNew = await insertSheet(context.services.database.db, input, { ...sheet, now: context.services.now() })
    if (!isNew) throw errors.BAD_INPUT(refusal(say('vetting:problem.scoredAlready')))
    return answer(context, errors, input)
  }),
  dossier: api.dossier.handler(({ context, input, errors }) => dossierOf(context, errors, input)),
  share: api.share.handler(async ({ context, input, errors }) => {
    const report = await dossierOf(context, errors, input)
    const row = await findRow(context, errors, input)
    if (row.consent === null) throw errors.BAD_INPUT(refusal(say('vetting:problem.consent')))
    // A link must not outlive what it shows.
    const left = Math.floor((Date.parse(row.keepUntil) - context.services.now().getTime()) / 86_400_000)
    const options = { ...input.options, days: Math.max(1, Math.min(input.options.days, left)) }
    const by = { workspaceId: input.workspaceId, brandId: input.brandId, userId: context.user.id }
    return makeShare(context.services, by, { kind: 'dossier', subjectId: input.candidateId, report, options })
  }),
  trackRecord: api.trackRecord.handler(async ({ context, input, errors }) => {
    const record = await writeTrackRecord(context.services, input, input)
    if (record === null) throw errors.NOT_FOUND()
    if (record.figures.length === 0) throw errors.BAD_INPUT(refusal(say('vetting:problem.noFigures')))
    return signWithKey(context.services, input.workspaceId, record)
  }),
  keys: api.keys.handler(async ({ context, input }) =>
    (await listSigningKeys(context.services.database.db, input.workspaceId)).map(({ id, createdAt, retiredAt }) => ({
      keyId: id,
      createdAt: createdAt.toISOString(),
      retiredAt: retiredAt?.toISOString() ?? null,
    })),
  ),
  rotateKey: api.rotateKey.handler(async ({ context, input }) => {
    const { keyId } = await rotateSigningKey(context.services, input.workspaceId)
    return { keyId }
  }),
  verify: api.verify.handler(async ({ context, input }) => {
    const own = await listSigningKeys(context.services.database.db, input.workspaceId)
    const knownKeyIds = new Set([...own.map(({ id }) => id), ...(input.expectedKeyId === undefined ? [] : [input.expectedKeyId])])
    return verifyRecord(input.document, { knownKeyIds, now: context.services.now() })
  }),
})
