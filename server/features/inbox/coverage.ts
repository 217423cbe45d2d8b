/** Per channel: what people say there that is read, how fresh it is, and what cannot be read and why. */
import type { Coverage } from '../../../contract/inbox-shapes.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import type { Scope } from './store/conversations.ts'
import { findReading } from './store/readings.ts'

/** Cost: one small query an account. */
export const readCoverage = async (services: Services, scope: Scope): Promise<Coverage[]> => {
  const db = services.database.db
  const accounts = await listAccounts(db, scope)
  return Promise.all(
    accounts.map(async (account): Promise<Coverage> => {
      const [reading, channel] = await Promise.all([
        findReading(db, account.workspaceId, account.id),
        services.channels.find(account.network),
      ])
      const hears = channel?.hears
      const readable = account.state === 'connected' && channel?.read !== undefined
      return {
        accountId: account.id,
        readable,
        lastReadAt: reading.lastReadAt?.toISOString() ?? null,
        lastProblem: reading.lastProblem,
        reads: channel?.read === undefined ? [] : (hears?.reads ?? []),
        lacks: [
          ...(account.state === 'connected'
            ? []
            : [{ what: say('inbox:coverage.everything'), why: say(`inbox:coverage.state.${account.state}`) }]),
          ...(channel?.read === undefined && hears === undefined
            ? [{ what: say('inbox:coverage.everything'), why: say('inbox:coverage.filesOnly') }]
            : []),
          ...(hears?.lacks ?? []),
        ],
        canReply: account.state === 'connected' && channel?.write?.replies === true,
        replyWindowHours: hears?.replyWindowHours ?? null,
      }
    }),
  )
}
