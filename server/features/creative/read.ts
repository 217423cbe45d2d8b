/** Briefs and deliverables as people see them: how each stands with approvals, what its channel would say, whose the files are. */
import { limitsOf } from '../../../channels/limits-registry.ts'
import type { PostContent } from '../../../contract/content.ts'
import type {
  Brief,
  BriefedLimit,
  BriefSummary,
  CreativeSettings,
  Deliverable,
  DeliverableInput,
  DeliverableSummary,
  DeliverableVersion,
  Right,
} from '../../../contract/creative.ts'
import type { ApprovalRequest } from '../../../contract/approvals.ts'
import { Temporal } from 'temporal-polyfill'
import type { Services } from '../../services.ts'
import { type AccountRow, findAccount } from '../accounts/index.ts'
import { standings, type Voter } from '../approvals/index.ts'
import { findMedia } from '../media/index.ts'
import { findBrand } from '../team/index.ts'
import { summarizeMoney } from './measure/money-lines.ts'
import { standingOn } from './rights.ts'
import { type BriefRow, type DeliverableRow, findBrief, findDeliverable, listDeliverables } from './store/briefs.ts'
import { type Db, findSettings, type Scope } from './store/people.ts'
import { listCosts, listHours } from './store/spent.ts'
import { findRights, listComments, listVersions, type RightRow, type VersionRow } from './store/versions.ts'

/** Who looks: money is for those who may publish, internal remarks are not for clients. */
export interface Reader {
  voter: Voter | null
  seesMoney: boolean
  isClient: boolean
}

/** A brand that has said nothing yet keeps its books in US dollars until it says otherwise. */
export const settingsOf = async (db: Db, scope: Scope): Promise<CreativeSettings> =>
  (await findSettings(db, scope)) ?? { currencies: ['USD'], expectedHours: {} }

/** Today, by the brand's calendar. */
export const todayOf = async (services: Services, scope: Scope): Promise<string> => {
  const brand = await findBrand(services.database.db, scope.workspaceId, scope.brandId)
  return Temporal.Instant.from(services.now().toISOString())
    .toZonedDateTimeISO(brand?.timeZone ?? 'UTC')
    .toPlainDate()
    .toString()
}

export const showRight = (row: RightRow, today: string): Right => ({
  ...row,
  standing: standingOn(row, today),
  updatedAt: row.updatedAt.toISOString(),
})

const stateOf = (row: DeliverableRow, approval: ApprovalRequest | undefined): DeliverableSummary['state'] => {
  if (approval !== undefined && approval.contentHash === row.latestHash) {
    if (approval.state === 'open') return 'in-review'
    if (approval.state === 'approved') return 'approved'
    if (approval.state === 'changes') return 'changes'
  }
  return row.deliveredAt !== null ? 'delivered' : 'waiting'
}

const summarize = ({ postId: _post, latestHash: _hash, createdAt: _at, ...row }: DeliverableRow, state: DeliverableSummary['state']) => ({
  ...row,
  state,
})

/** Deliverables with how each stands. */
export const showDeliverables = async (
  db: Db,
  scope: Scope,
  rows: DeliverableRow[],
  voter: Voter | null,
): Promise<DeliverableSummary[]> => {
  const approvals = await standings(
    db,
    scope,
    'deliverable',
    rows.map(({ id }) => id),
    voter,
  )
  return rows.map((row) =>
    summarize(
      row,
      stateOf(
        row,
        approvals.find(({ subjectId }) => subjectId === row.id),
      ),
    ),
  )
}

export const showBriefs = async (db: Db, scope: Scope, rows: BriefRow[], reader: Reader): Promise<BriefSummary[]> => {
  const work = await showDeliverables(
    db,
    scope,
    await listDeliverables(
      db,
      scope,
      rows.map(({ id }) => id),
    ),
    reader.voter,
  )
  return rows.map(({ createdById: _by, ...row }) => ({
    ...row,
    budget: reader.seesMoney ? row.budget : null,
    deliverables: work.filter(({ briefId }) => briefId === row.id),
  }))
}

export const readBrief = async (services: Services, scope: Scope, briefId: string, reader: Reader): Promise<Brief | null> => {
  const { db } = services.database
  const row = await findBrief(db, scope, briefId)
  if (row === null) return null
  const [[summary], costs, hours] = await Promise.all([
    showBriefs(db, scope, [row], reader),
    listCosts(db, scope, [briefId]),
    listHours(db, scope, { briefId }),
  ])
  if (summary === undefined) return null
  return {
    ...summary,
    costs: reader.seesMoney ? costs : [],
    hours: reader.isClient
      ? []
      : hours.map(({ place: _place, briefId: _brief, ...one }) => ({ ...one, cost: reader.seesMoney ? one.cost : null })),
    money: reader.seesMoney ? summarizeMoney(row, costs, hours) : [],
  }
}

/** The channel's limits as they stand today, with the account's own where its server has others. */
export const briefLimits = async (db: Db, scope: Scope, work: Pick<DeliverableInput, 'accountId'>): Promise<BriefedLimit[]> => {
  const account = await accountOf(db, scope, work.accountId)
  const limits = account === null ? null : limitsOf(account.network)
  if (account === null || limits === null) return []
  const known = account.limits ?? []
  return limits.limits.map((limit) => ({
    ...(known.find(({ field }) => field === limit.field) ?? limit),
    network: account.network,
  }))
}

export const accountOf = async (db: Db, scope: Scope, accountId: string | null): Promise<AccountRow | null> => {
  if (accountId === null) return null
  const account = await findAccount(db as never, scope.workspaceId, accountId)
  return account === null || account.brandId !== scope.brandId ? null : account
}

const showVersion = async (
  services: Services,
  scope: Scope,
  row: DeliverableRow,
  version: VersionRow,
  known: { account: AccountRow | null; rights: RightRow[]; today: string },
): Promise<DeliverableVersion> => {
  const media = version.mediaId === null ? null : await findMedia(services.database.db, scope, version.mediaId)
  const reference = media === null ? null : { ...media, alt: version.alt }
  const content: PostContent = {
    text: version.text,
    language: null,
    format: row.format,
    link: version.url,
    media: reference === null ? [] : [reference],
  }
  const problems =
    known.account === null
      ? []
      : (limitsOf(known.account.network)?.problems(content, known.account.limits ?? undefined) ?? []).filter(
          // A picture without words is no post yet, and no fault of the picture's maker.
          ({ field }) => row.kind === 'text' || (field !== 'text' && field !== 'format'),
        )
  const right = known.rights.find(({ mediaId }) => mediaId === version.mediaId)
  return {
    id: version.id,
    number: version.number,
    media: reference,
    text: version.text,
    url: version.url,
    alt: version.alt,
    note: version.note,
    contentHash: version.contentHash,
    createdBy: version.createdBy,
    createdAt: version.createdAt.toISOString(),
    problems: problems.map(({ reason }) => reason),
    right: right === undefined ? null : showRight(right, known.today),
  }
}

export const readDeliverable = async (services: Services, scope: Scope, id: string, reader: Reader): Promise<Deliverable | null> => {
  const { db } = services.database
  const row = await findDeliverable(db, scope, id)
  if (row === null) return null
  const [versions, comments, approvals, account, today] = await Promise.all([
    listVersions(db, scope.workspaceId, id),
    listComments(db, scope.workspaceId, id),
    standings(db, scope, 'deliverable', [id], reader.voter),
    accountOf(db, scope, row.accountId),
    todayOf(services, scope),
  ])
  const rights = await findRights(
    db,
    scope,
    versions.flatMap(({ mediaId }) => mediaId ?? []),
  )
  const [approval] = approvals
  const versionList = await Promise.all(versions.map((version) => showVersion(services, scope, row, version, { account, rights, today })))
  return {
    ...summarize(row, stateOf(row, approval)),
    postId: row.postId,
    versionList,
    comments: comments.filter(({ internal }) => !internal || !reader.isClient),
    approval: approval ?? null,
  }
}
