/** The API of approvals: policies, what is open, and the trail. */
import { approvalsContract } from '../../../contract/approvals.ts'
import { say } from '../../../contract/sentence.ts'
import { access, type Acting, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { findAccount } from '../accounts/index.ts'
import { findRole } from '../team/index.ts'
import { findFault, type Voter } from './decide.ts'
import { show } from './show.ts'
import { keepPolicy, listPolicies, listRequests, together } from './store/requests.ts'
import { addEntry, listTrail, readWholeTrail } from './store/trail.ts'
import { findBreak } from './trail-hash.ts'

const api = implement(approvalsContract).$context<RequestContext>().use(access)

const readerOf = ({ user, role, can }: Acting): Voter | null => (can('approve') ? { key: `user:${user.id}`, name: user.name, role } : null)

export const approvalsRoutes = api.router({
  policies: api.policies.handler(({ context, input }) => listPolicies(context.services.database.db, input)),
  setPolicy: api.setPolicy.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    if (input.accountId === null && input.policy === null) throw errors.BAD_INPUT(refusal(say('approvals:problem.brandNeedsOne'), 'policy'))
    if (input.accountId !== null) {
      const account = await findAccount(db, input.workspaceId, input.accountId)
      if (account === null || account.brandId !== input.brandId) throw errors.NOT_FOUND()
    }
    if (input.policy !== null) {
      const people = input.policy.steps.flatMap(({ who }) => who.flatMap((one) => (one.kind === 'person' ? [one.userId] : [])))
      const members = new Set<string>()
      for (const userId of people) if ((await findRole(db, input.workspaceId, userId)) !== null) members.add(userId)
      const fault = findFault(input.policy, members)
      if (fault !== null) throw errors.BAD_INPUT(refusal(fault, 'steps'))
    }
    const now = context.services.now()
    await together(db, async (trx) => {
      await keepPolicy(trx, input, { accountId: input.accountId, policy: input.policy, by: context.user.name, now })
      await addEntry(trx, input, {
        at: now,
        act: 'policy',
        by: { key: `user:${context.user.id}`, name: context.user.name },
        note: JSON.stringify({ accountId: input.accountId, policy: input.policy }),
      })
    })
    return listPolicies(db, input)
  }),
  list: api.list.handler(async ({ context, input }) => {
    const { db } = context.services.database
    const rows = await listRequests(db, input, { ...input, before: input.cursor, limit: input.limit + 1 })
    const page = rows.slice(0, input.limit)
    return {
      requests: await show(db, input, page, readerOf(context)),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    }
  }),
  trail: api.trail.handler(({ context, input }) => listTrail(context.services.database.db, input)),
  verify: api.verify.handler(async ({ context, input }) => {
    const entries = await readWholeTrail(context.services.database.db, input)
    const brokenAt = findBreak(entries)
    return {
      whole: brokenAt === null,
      entries: entries.length,
      head: entries.at(-1)?.hash ?? '',
      brokenAt,
      expected: input.expect === undefined ? null : entries.some(({ hash }) => hash === input.expect),
    }
  }),
})
