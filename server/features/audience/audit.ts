/** Makes an audit, of an account or of a list that streams in, and keeps it with what it is compared by. */
import type { Audit } from '../../../contract/audience.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { errorsElsewhere } from '../../../statistics/classify/fake-model.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { newId } from '../../database/ids.ts'
import type { Services } from '../../services.ts'
import type { AccountRow } from '../accounts/index.ts'
import { decideAudit } from './decide.ts'
import { openDraw } from './draw.ts'
import { drawFollowers, readErrors, type Tell } from './ingest.ts'
import { measureAudit, measureChange } from './measure.ts'
import { planSample } from './plan.ts'
import { type ListSource, readList } from './read-list.ts'
import { findNewest, insertAudit, type Scope } from './store/audits.ts'

export type Audited = { kind: 'audited'; audit: Audit } | { kind: 'refused'; reason: Sentence; where: string } | { kind: 'canceled' }

/** Reads all followers, draws, judges, compares with the audit before. Nothing is kept of one that was refused or stopped. Cost: a call a page. */
export const auditAccount = async (
  services: Services,
  scope: Scope,
  account: AccountRow,
  { halfWidth, signal, tell }: { halfWidth: number; signal: AbortSignal | undefined; tell?: Tell },
): Promise<Audited> => {
  const { db } = services.database
  const id = newId()
  const detector = await readErrors(services, account.network)
  const read = await drawFollowers(
    services,
    { ...scope, accountId: account.id },
    { size: planSample(halfWidth, detector), seed: id, signal, ...(tell === undefined ? {} : { tell }) },
  )
  if (read.kind === 'canceled') return read
  if (read.kind === 'refused') return { ...read, where: 'accountId' }
  const measured = measureAudit(read.drawn, detector, id)
  const before = await findNewest(db, scope, account.id)
  const counts = measured.kind === 'audit' ? measured.counts : null
  const earlier = before?.counts ?? null
  const change: Audit['change'] =
    before === null || earlier === null || counts === null
      ? null
      : { since: before.createdAt.toISOString(), ...measureChange(earlier, counts, id) }
  const audit = decideAudit({ id, accountId: account.id, name: `@${account.handle}`, at: services.now() }, read.drawn, measured, change)
  await insertAudit(db, scope, { audit, counts, drawn: read.drawn.sample.map((one) => one.id) })
  return { kind: 'audited', audit }
}

/** Draws while the list streams by: a million rows take the memory of their names. Cost: about 8 µs a row (CSV). */
export const auditList = async (
  services: Pick<Services, 'database' | 'now'>,
  scope: Scope,
  list: { name: string; halfWidth: number; source: ListSource },
): Promise<Audited> => {
  const id = newId()
  const draw = openDraw(planSample(list.halfWidth, errorsElsewhere), createGenerator(id))
  const read = await readList(list.source, draw.take)
  if (read.kind === 'refused') return read
  const measured = measureAudit(draw.drawn, errorsElsewhere, id)
  const audit = decideAudit({ id, accountId: null, name: list.name, at: services.now() }, draw.drawn, measured, null)
  const counts = measured.kind === 'audit' ? measured.counts : null
  await insertAudit(services.database.db, scope, { audit, counts, drawn: draw.drawn.sample.map((one) => one.id) })
  return { kind: 'audited', audit }
}
