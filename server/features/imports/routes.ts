/** The API of imported files; the upload itself is in upload.ts, because it streams. */
import { type ImportChoices, importsContract } from '../../../contract/imports.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { dropUpload } from './files.ts'
import { undoImport } from './ingest/run.ts'
import { previewJob, runJob } from './jobs.ts'
import * as store from './store/imports.ts'
import { listProblems } from './store/problems.ts'
import { requestCancel } from './store/work.ts'

const api = implement(importsContract).$context<RequestContext>().use(access)

interface One {
  workspaceId: string
  brandId: string
  importId: string
}

/** What is wrong with choices; null when they can be used. */
const checkChoices = async (services: Services, input: One, choices: ImportChoices): Promise<Sentence | null> => {
  for (const choice of Object.values(choices.accounts ?? {})) {
    if (choice === 'create' || choice === 'skip') continue
    const account = await findAccount(services.database.db, input.workspaceId, choice)
    if (account?.brandId !== input.brandId) return say('imports:problem.accountUnknown')
  }
  if (choices.observedAt !== undefined && new Date(choices.observedAt) > services.now()) return say('imports:problem.observedInFuture')
  return null
}

export const importsRoutes = api.router({
  list: api.list.handler(({ context, input }) => store.listImports(context.services.database.db, input)),
  read: api.read.handler(async ({ context, input, errors }) => {
    const found = await store.showImport(context.services.database.db, input.workspaceId, input.brandId, input.importId)
    if (found === null) throw errors.NOT_FOUND()
    return found
  }),
  problems: api.problems.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    if ((await store.showImport(db, input.workspaceId, input.brandId, input.importId)) === null) throw errors.NOT_FOUND()
    return listProblems(db, input)
  }),
  choose: api.choose.handler(async ({ context, input, errors }) => {
    const { services } = context
    const { db } = services.database
    const found = await store.showImport(db, input.workspaceId, input.brandId, input.importId)
    if (found === null) throw errors.NOT_FOUND()
    const wrong = await checkChoices(services, input, input.choices)
    if (wrong !== null) throw errors.BAD_INPUT(refusal(wrong, 'choices'))
    const choices = { ...found.choices, ...input.choices }
    const moved = await store.inTransaction(db, async (trx) => {
      const done = await store.moveImport(trx, input, ['ready'], 'uploaded', { choices, restart: true })
      if (done)
        await services.jobs.enqueue(
          previewJob,
          { workspaceId: input.workspaceId, importId: input.importId },
          { on: trx as never, singletonKey: input.importId },
        )
      return done
    })
    if (!moved) throw errors.CONFLICT(refusal(say('imports:problem.notReady')))
    return (await store.showImport(db, input.workspaceId, input.brandId, input.importId)) ?? found
  }),
  confirm: api.confirm.handler(async ({ context, input, errors }) => {
    const { services } = context
    const { db } = services.database
    const found = await store.showImport(db, input.workspaceId, input.brandId, input.importId)
    if (found === null) throw errors.NOT_FOUND()
    if (found.preview === null || (found.state !== 'ready' && found.state !== 'failed'))
      throw errors.CONFLICT(refusal(say('imports:problem.notReady')))
    const choices = {
      ...found.choices,
      accounts: input.choices?.accounts ?? found.choices.accounts,
      network: input.choices?.network ?? found.choices.network,
    }
    // Zone and moment decide what the preview showed: changing them means looking again, so they are set through `choose` only.
    const wrong = await checkChoices(services, input, choices)
    if (wrong !== null) throw errors.BAD_INPUT(refusal(wrong, 'choices'))
    const creates = found.preview.accounts.some(
      (account) => (choices.accounts?.[account.key] ?? account.accountId ?? 'create') === 'create',
    )
    if (creates && found.network === null && choices.network === undefined) {
      throw errors.BAD_INPUT(refusal(say('imports:problem.chooseAccount'), 'accounts'))
    }
    const moved = await store.inTransaction(db, async (trx) => {
      const done = await store.moveImport(trx, input, ['ready', 'failed'], 'confirmed', { choices, restart: true })
      if (done)
        await services.jobs.enqueue(
          runJob,
          { workspaceId: input.workspaceId, importId: input.importId },
          { on: trx as never, singletonKey: input.importId },
        )
      return done
    })
    if (!moved) throw errors.CONFLICT(refusal(say('imports:problem.notReady')))
    return (await store.showImport(db, input.workspaceId, input.brandId, input.importId)) ?? found
  }),
  cancel: api.cancel.handler(async ({ context, input, errors }) => {
    const { services } = context
    const { db } = services.database
    const found = await store.showImport(db, input.workspaceId, input.brandId, input.importId)
    if (found === null) throw errors.NOT_FOUND()
    if (await store.moveImport(db, input, ['uploaded', 'ready', 'failed'], 'canceled', { finishedAt: services.now() })) {
      await dropUpload(services.config, input.importId)
    } else if (!(await requestCancel(db, input))) throw errors.CONFLICT(refusal(say('imports:problem.overAlready')))
    return (await store.showImport(db, input.workspaceId, input.brandId, input.importId)) ?? found
  }),
  undo: api.undo.handler(async ({ context, input, errors }) => {
    const { services } = context
    const found = await store.showImport(services.database.db, input.workspaceId, input.brandId, input.importId)
    if (found === null) throw errors.NOT_FOUND()
    if (!(await undoImport(services, input))) throw errors.CONFLICT(refusal(say('imports:problem.notDone')))
    return (await store.showImport(services.database.db, input.workspaceId, input.brandId, input.importId)) ?? found
  }),
})
