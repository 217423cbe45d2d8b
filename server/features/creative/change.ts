/** Writes briefs, deliverables, money and hours; each refusal is a sentence, and nothing is half written. */
import type { BriefInput, CostInput, CreativeSettings, DeliverableInput, HoursInput, PersonInput } from '../../../contract/creative.ts'
import { costStates } from '../../../contract/creative.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { findPost } from '../calendar/index.ts'
import { findMoneyFault, isCurrency } from './measure/units.ts'
import { accountOf, briefLimits, settingsOf } from './read.ts'
import {
  type BriefRow,
  findBrief,
  findDeliverable,
  insertBrief,
  insertDeliverable,
  updateBrief,
  updateDeliverable,
} from './store/briefs.ts'
import { type Db, findPerson, insertPerson, keepSettings, type Scope, together, updatePerson } from './store/people.ts'
import { deleteHours, insertCost, insertHours, updateCost } from './store/spent.ts'

export type Changed = { kind: 'changed'; id: string } | { kind: 'missing' } | { kind: 'refused'; reason: Sentence; where?: string }
interface By {
  id: string
  name: string
}
type Fault = Extract<Changed, { kind: 'refused' }>
const refused = (reason: Sentence, where: string): Fault => ({ kind: 'refused', reason, where })

const moneyFault = async (db: Db, scope: Scope, amount: string, currency: string, where: string): Promise<Fault | null> => {
  const fault = findMoneyFault({ amount, currency }, (await settingsOf(db, scope)).currencies)
  return fault === null ? null : refused(fault, where)
}

export const changeSettings = async (services: Services, scope: Scope, settings: CreativeSettings): Promise<Fault | null> => {
  const unknown = settings.currencies.find((currency) => !isCurrency(currency))
  if (unknown !== undefined) return refused(say('creative:problem.unknownCurrency', { currency: unknown }), 'currencies')
  for (const [format, range] of Object.entries(settings.expectedHours))
    if (range !== undefined && !(range.low <= range.likely && range.likely <= range.high && range.high > 0))
      return refused(say('creative:problem.range', { low: range.low, likely: range.likely, high: range.high }), `expectedHours.${format}`)
  await keepSettings(services.database.db, scope, { ...settings, currencies: [...new Set(settings.currencies)] })
  return null
}

const personFault = async (db: Db, scope: Scope, person: PersonInput): Promise<Fault | null> => {
  const wrong = person.away.find(({ from, to }) => from > to)
  if (wrong !== undefined) return refused(say('creative:problem.away', { from: wrong.from, to: wrong.to }), 'away')
  return person.rate === null ? null : moneyFault(db, scope, person.rate.amount, person.rate.currency, 'rate')
}

export const addPerson = async (services: Services, scope: Scope, person: PersonInput): Promise<Changed> => {
  const { db } = services.database
  return (await personFault(db, scope, person)) ?? { kind: 'changed', id: await insertPerson(db, scope, person, services.now()) }
}

export const changePerson = async (
  services: Services,
  scope: Scope,
  id: string,
  person: PersonInput & { removed: boolean },
): Promise<Changed> => {
  const { db } = services.database
  const fault = await personFault(db, scope, person)
  if (fault !== null) return fault
  return (await updatePerson(db, scope, id, person, services.now())) ? { kind: 'changed', id } : { kind: 'missing' }
}

const briefFault = async (db: Db, scope: Scope, brief: BriefInput): Promise<Fault | null> => {
  if (brief.postId !== null && (await findPost(db, scope, brief.postId)) === null) return refused(say('creative:problem.noPost'), 'postId')
  return moneyFault(db, scope, brief.budget ?? '0', brief.currency, brief.budget === null ? 'currency' : 'budget')
}

const workFault = async (db: Db, scope: Scope, work: DeliverableInput): Promise<Fault | null> => {
  if (work.accountId !== null && (await accountOf(db, scope, work.accountId)) === null)
    return refused(say('creative:problem.noAccount'), 'accountId')
  return personMissing(db, scope, work.personId)
}

const personMissing = async (db: Db, scope: Scope, personId: string | null): Promise<Fault | null> =>
  personId !== null && (await findPerson(db, scope, personId)) === null ? refused(say('creative:problem.noPerson'), 'personId') : null

export const createBrief = async (
  services: Services,
  scope: Scope,
  brief: BriefInput,
  deliverables: DeliverableInput[],
  by: By,
): Promise<Changed> => {
  const now = services.now()
  return together(services.database.db, async (trx): Promise<Changed> => {
    const fault = await briefFault(trx, scope, brief)
    if (fault !== null) return fault
    for (const work of deliverables) {
      const wrong = await workFault(trx, scope, work)
      if (wrong !== null) return wrong
    }
    const id = await insertBrief(trx, scope, brief, by, now)
    for (const work of deliverables) await insertDeliverable(trx, scope, id, work, await briefLimits(trx, scope, work), now)
    return { kind: 'changed', id }
  })
}

export const changeBrief = async (
  services: Services,
  scope: Scope,
  id: string,
  change: BriefInput & { state: BriefRow['state'] },
): Promise<Changed> => {
  const { db } = services.database
  if ((await findBrief(db, scope, id)) === null) return { kind: 'missing' }
  const fault = await briefFault(db, scope, change)
  if (fault !== null) return fault
  await updateBrief(db, scope, id, change, services.now())
  return { kind: 'changed', id }
}

export const addDeliverable = async (services: Services, scope: Scope, briefId: string, work: DeliverableInput): Promise<Changed> => {
  const { db } = services.database
  if ((await findBrief(db, scope, briefId)) === null) return { kind: 'missing' }
  const fault = await workFault(db, scope, work)
  if (fault !== null) return fault
  return { kind: 'changed', id: await insertDeliverable(db, scope, briefId, work, await briefLimits(db, scope, work), services.now()) }
}

export const changeDeliverable = async (services: Services, scope: Scope, id: string, work: DeliverableInput): Promise<Changed> => {
  const { db } = services.database
  const row = await findDeliverable(db, scope, id)
  if (row === null) return { kind: 'missing' }
  if (row.versions > 0 && row.kind !== work.kind) return refused(say('creative:problem.kindFixed'), 'kind')
  const fault = await workFault(db, scope, work)
  if (fault !== null) return fault
  // The limits stay as briefed, unless it is meant for another account now.
  const limits = row.accountId === work.accountId ? row.limits : await briefLimits(db, scope, work)
  await updateDeliverable(db, scope, id, work, limits)
  return { kind: 'changed', id }
}

const costFault = async (db: Db, scope: Scope, cost: CostInput): Promise<Fault | null> => {
  if (!(costStates[cost.kind] as readonly string[]).includes(cost.state))
    return refused(say('creative:problem.costState', { state: cost.state, kind: cost.kind }), 'state')
  return (await moneyFault(db, scope, cost.amount, cost.currency, 'amount')) ?? personMissing(db, scope, cost.personId)
}

export const addCost = async (services: Services, scope: Scope, briefId: string, cost: CostInput, by: By): Promise<Changed> => {
  const { db } = services.database
  if ((await findBrief(db, scope, briefId)) === null) return { kind: 'missing' }
  const fault = await costFault(db, scope, cost)
  if (fault !== null) return fault
  await insertCost(db, scope, briefId, cost, by.name, services.now())
  return { kind: 'changed', id: briefId }
}

export const changeCost = async (services: Services, scope: Scope, briefId: string, costId: string, cost: CostInput): Promise<Changed> => {
  const { db } = services.database
  const fault = await costFault(db, scope, cost)
  if (fault !== null) return fault
  return (await updateCost(db, scope, briefId, costId, cost)) ? { kind: 'changed', id: briefId } : { kind: 'missing' }
}

/** Hours are kept with the person's rate of today: a later rate does not change what was worked. */
export const logHours = async (services: Services, scope: Scope, briefId: string, logged: HoursInput, by: By): Promise<Changed> => {
  const { db } = services.database
  if ((await findBrief(db, scope, briefId)) === null) return { kind: 'missing' }
  const person = await findPerson(db, scope, logged.personId)
  if (person === null) return refused(say('creative:problem.noPerson'), 'personId')
  if (logged.deliverableId !== null && (await findDeliverable(db, scope, logged.deliverableId))?.briefId !== briefId)
    return refused(say('creative:problem.otherBrief'), 'deliverableId')
  await insertHours(db, scope, briefId, { ...logged, rate: person.rate }, by.name, services.now())
  return { kind: 'changed', id: briefId }
}

export const removeHours = async (services: Services, scope: Scope, briefId: string, hoursId: string): Promise<Changed> =>
  (await deleteHours(services.database.db, scope, briefId, hoursId)) ? { kind: 'changed', id: briefId } : { kind: 'missing' }
