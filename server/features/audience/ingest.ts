/** Pages through the whole list of followers where a network shows it, and draws as it goes. */
import type { ObservedFollower } from '../../../channels/port.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { errorsElsewhere } from '../../../statistics/classify/fake-model.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { Services } from '../../services.ts'
import { callAccount } from '../accounts/index.ts'
import { type Drawn, type Follower, openDraw } from './draw.ts'

/** A list that has not ended by then is refused, not cut: its end would never have been drawn. */
const mostPages = 20_000

export const toFollower = (one: ObservedFollower): Follower => ({
  id: one.id,
  handle: one.handle,
  gone: false,
  shown: {
    username: one.handle,
    fullName: one.displayName,
    hasPicture: one.hasProfilePicture ?? null,
    posts: one.posts ?? null,
    followers: one.followers ?? null,
    following: one.following ?? null,
  },
})

export type ReadFollowers = { kind: 'drawn'; drawn: Drawn } | { kind: 'refused'; reason: Sentence } | { kind: 'canceled' }
/** Told how many were read, page by page; false ends it. */
export type Tell = (read: number) => Promise<boolean>

/** Nothing is kept when a page fails: half a list is not the audience. Stops when `signal` does. */
export const drawFollowers = async (
  services: Services,
  account: { workspaceId: string; brandId: string; accountId: string },
  { size, seed, signal, tell }: { size: number; seed: string; signal: AbortSignal | undefined; tell?: Tell },
): Promise<ReadFollowers> => {
  const draw = openDraw(size, createGenerator(seed))
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    signal?.throwIfAborted()
    const answer = await callAccount(services, account, async (door) => {
      if (door.channel.read?.followers === undefined) return { kind: 'cannot-read' as const }
      return door.channel.read.followers(door.world, door.access, { cursor })
    })
    if (answer.kind === 'cannot-read') return { kind: 'refused', reason: say('audience:reason.notShown') }
    if (answer.kind !== 'read') return { kind: 'refused', reason: answer.reason }
    for (const one of answer.items) draw.take(toFollower(one))
    if (tell !== undefined && !(await tell(draw.drawn.listed))) return { kind: 'canceled' }
    cursor = answer.cursor
    if (cursor === null) return { kind: 'drawn', drawn: draw.drawn }
  }
  return { kind: 'refused', reason: say('audience:reason.tooLong') }
}

/** How the judge errs on a network: as its channel measured it, else as on one where nobody has tried it. */
export const readErrors = async (services: Pick<Services, 'channels'>, network: string) =>
  (await services.channels.find(network))?.read?.detector ?? errorsElsewhere
