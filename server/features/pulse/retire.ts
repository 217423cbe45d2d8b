/** Retires a network for one brand: cancels what is planned there, disconnects its accounts, and writes the day into the register. */
import type { Retired, Retirement } from '../../../contract/retire.ts'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { sayIn } from '../../say.ts'
import type { Services } from '../../services.ts'
import { listAccounts, removeAccount } from '../accounts/index.ts'
import { move } from '../publishing/index.ts'
import { findBrand } from '../team/index.ts'
import { insertChange } from './store/changes.ts'
import { listRetiring } from './store/retiring.ts'
import type { Scope } from './store/shifts.ts'

/** What hangs on the network; null when the brand has no account there. */
export const planRetirement = async (services: Services, scope: Scope, network: string): Promise<Retirement | null> => {
  const { db } = services.database
  const accounts = (await listAccounts(db, scope)).filter((account) => account.network === network)
  if (accounts.length === 0) return null
  const hanging = await listRetiring(
    db,
    scope,
    accounts.map(({ id }) => id),
  )
  return { network, accounts: accounts.map(({ id, handle }) => ({ id, handle })), ...hanging }
}

export type Retiring = { kind: 'done'; retired: Retired } | { kind: 'refused'; reason: Sentence } | { kind: 'missing' }

/**
 * Safe to repeat: each step does only what is left. Nothing begins while a publication may be on its way, for its account must be there to
 * find out how it ended.
 */
export const retireNetwork = async (services: Services, scope: Scope, network: string, by: string): Promise<Retiring> => {
  const { db } = services.database
  const [plan, brand] = await Promise.all([planRetirement(services, scope, network), findBrand(db, scope.workspaceId, scope.brandId)])
  if (plan === null || brand === null) return { kind: 'missing' }
  if (plan.held > 0) return { kind: 'refused', reason: say('pulse:retire.held', { count: plan.held }) }
  if (plan.experiments.length > 0) return { kind: 'refused', reason: say('pulse:retire.experiments', { count: plan.experiments.length }) }
  const now = services.now()
  const left: Sentence[] = []
  let canceled = 0
  for (const { publicationId } of plan.planned) {
    const moved = await move(
      db,
      { workspaceId: scope.workspaceId, publicationId },
      { from: ['draft', 'approved', 'scheduled', 'missed', 'failed'], to: 'canceled', by, at: now, set: { not_before: null } },
    )
    if (moved !== null) canceled++
  }
  // Looked at again: what a worker took meanwhile keeps its account.
  const again = await listRetiring(
    db,
    scope,
    plan.accounts.map(({ id }) => id),
  )
  if (again.held > 0) return { kind: 'refused', reason: say('pulse:retire.held', { count: again.held }) }
  let removed = 0
  for (const { id, handle } of plan.accounts) {
    const gone = await removeAccount(db, { ...scope, accountId: id }, now)
    if (gone === null) left.push(say('pulse:retire.left', { account: handle }))
    else removed++
  }
  await insertChange(
    db,
    scope.workspaceId,
    {
      day: now.toISOString().slice(0, 10),
      platform: network,
      network,
      kind: 'retired-product',
      words: sayIn(brand.language, say('pulse:retire.entry', { brand: brand.name, network })),
      metrics: null,
      source: null,
    },
    by,
    now,
  )
  return { kind: 'done', retired: { canceled, removed, left } }
}
