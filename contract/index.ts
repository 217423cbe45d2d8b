/** The whole contract: one entry per feature; the server implements it, the web app and the command line call it. */
import { teamContract } from './team.ts'

export const contract = {
  team: teamContract,
}
export type Contract = typeof contract
