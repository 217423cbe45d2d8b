/** The whole contract: one entry per feature; the server implements it, the web app and the command line call it. */
import { accountsContract } from './accounts.ts'
import { inboxContract } from './inbox.ts'
import { resultsContract } from './results.ts'
import { teamContract } from './team.ts'
import { todayContract } from './today.ts'

export const contract = {
  team: teamContract,
  accounts: accountsContract,
  results: resultsContract,
  inbox: inboxContract,
  today: todayContract,
}
export type Contract = typeof contract
