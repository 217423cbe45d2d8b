/** Sets the stage of the chaos evaluation: a workspace, accounts on every network, and approved publications spread over time. */
import type { Channel, ConnectAnswer, World } from '../../channels/port.ts'
import { createPost } from '../../server/features/calendar/edit.ts'
import { connectAccount } from '../../server/features/accounts/connect.ts'
import { approve } from '../../server/features/publishing/approve.ts'
import { schedule } from '../../server/features/publishing/decisions.ts'
import { listShown } from '../../server/features/publishing/index.ts'
import { insertBrand, insertWorkspace } from '../../server/features/team/store.ts'
import type { Services } from '../../server/services.ts'
import type { Generator } from '../../statistics/random/generator.ts'

export interface Stage {
  workspaceId: string
  brandId: string
}
export interface StagedAccount {
  id: string
  network: string
  networkAccountId: string
}
export interface StagedPublication {
  id: string
  network: string
  text: string
}

export const makeStage = async (services: Services): Promise<Stage> => {
  const db = services.database.db
  const now = new Date()
  await db
    .insertInto('auth_user')
    .values({ id: 'chaos', name: 'chaos', email: 'chaos@example.com', emailVerified: false, createdAt: now, updatedAt: now })
    .execute()
  const workspaceId = await insertWorkspace(db, { name: 'Chaos', ownerId: 'chaos' })
  const brand = await insertBrand(db, workspaceId, {
    name: 'Chaos',
    timeZone: 'Asia/Riyadh',
    language: 'ar',
    publishWindowMinutes: 60,
    weekStartsOn: 7,
  })
  return { workspaceId, brandId: brand.id }
}

export const addAccount = async (
  services: Services,
  stage: Stage,
  network: string,
  ask: (channel: Channel, world: World) => Promise<ConnectAnswer>,
): Promise<StagedAccount> => {
  const answer = await connectAccount(services, { ...stage, network }, ask)
  if (answer.kind !== 'connected') throw new Error(`${network} did not connect: ${JSON.stringify(answer)}`)
  return { id: answer.account.id, network, networkAccountId: answer.account.networkAccountId }
}

/** Writes, approves and schedules `count` posts over the accounts in turn; each text is unique. They fall due evenly over `overMs` from now. */
export const addPublications = async (
  services: Services,
  stage: Stage,
  accounts: StagedAccount[],
  count: number,
  overMs: number,
  random: Generator,
): Promise<StagedPublication[]> => {
  const db = services.database.db
  const decider = { services, by: 'chaos', who: { key: 'user:chaos', name: 'chaos', role: 'owner' as const } }
  const staged: StagedPublication[] = []
  for (let index = 0; index < count; index++) {
    const account = accounts[index % accounts.length] as StagedAccount
    const text = `قهوة رقم ${index} – coffee ${index} ☕ ${random.nextUint32().toString(36)}`
    const content = { text, language: 'ar', format: 'text' as const, link: null, media: [] }
    const created = await createPost(
      services,
      stage,
      { title: '', versions: [{ accountId: null, content }], accountIds: [account.id] },
      'chaos',
    )
    if (created.kind !== 'created') throw new Error(JSON.stringify(created))
    const [publication] = await listShown(db, stage, { postId: created.postId, limit: 1 })
    if (publication === undefined) throw new Error('a post without its publication')
    const reference = { ...stage, publicationId: publication.id }
    const approved = await approve(decider, reference, publication.contentHash)
    const planned = approved.kind === 'decided' ? await schedule(decider, reference, '2099-01-01T09:00') : approved
    if (planned.kind !== 'decided') throw new Error(JSON.stringify(planned))
    // Wall times have minutes; this spreads them over seconds.
    const at = new Date(Date.now() + random.uniform() * overMs)
    await db
      .updateTable('publication')
      .set({ scheduled_at: at, window_ends_at: new Date(at.getTime() + 3_600_000) })
      .where('id', '=', publication.id)
      .execute()
    staged.push({ id: publication.id, network: account.network, text })
  }
  return staged
}
