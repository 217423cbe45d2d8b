/** Who decides about a publication, and what a decision may come to. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import type { Voter } from '../approvals/index.ts'
import { findPublication, type PublicationReference, type PublicationRow } from './store/publications.ts'

export type Decision<Extra = object> =
  | ({ kind: 'decided' } & Extra)
  | { kind: 'refused'; reason: Sentence; where?: string }
  | { kind: 'elsewhere'; reason: Sentence }
  | { kind: 'missing' }

export interface Decider {
  services: Services
  by: string
  /** Who decides, as approvals count voices. */
  who: Voter
}
export type Reference = PublicationReference & { brandId: string }

export const load = async ({ services }: Decider, reference: Reference): Promise<PublicationRow | null> => {
  const row = await findPublication(services.database.db, reference)
  return row === null || row.brand_id !== reference.brandId ? null : row
}
export const elsewhere = (row: PublicationRow): Decision<never> => ({
  kind: 'elsewhere',
  reason: say(`publishing:problem.state.${row.state}`),
})

export const nothingApproved = {
  approved_hash: null,
  approved_content: null,
  approved_by: null,
  approved_at: null,
  scheduled_at: null,
  local_time: null,
  window_ends_at: null,
  not_before: null,
}
