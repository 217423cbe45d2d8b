/** Finds what a reply has to point at: the message and the beginning of its thread, each by address and fingerprint. */
import { z } from 'zod'
import { EgressError } from '../egress.ts'
import type { AccountAccess, World } from '../port.ts'
import type { ReplyReference } from './record.ts'
import { openAccount, xrpc } from './xrpc.ts'

const Pointer = z.object({ uri: z.string(), cid: z.string() })
const Found = z.object({
  posts: z.array(
    z.object({ uri: z.string(), cid: z.string(), record: z.looseObject({ reply: z.looseObject({ root: Pointer }).optional() }) }),
  ),
})

/**
 * The references of a reply to the post at `uri`; null when there is no such post any more. Throws EgressError when it cannot be asked or
 * the answer is none: nothing has been sent then, and it is tried again. Cost: one request.
 */
export const findReply = async (world: World, account: AccountAccess, uri: string): Promise<ReplyReference | null> => {
  const { service, secret } = openAccount(account)
  const answer = await xrpc(world, { service, method: 'app.bsky.feed.getPosts', params: { uris: [uri] }, token: secret.accessJwt })
  if (answer.kind === 'silent') throw answer.problem
  const found = Found.safeParse(answer.body).data
  if (answer.status !== 200 || found === undefined)
    throw new EgressError('unreachable', new URL(service).host, `getPosts answered ${answer.status}`)
  const post = found.posts.find((one) => one.uri === uri)
  if (post === undefined) return null
  const parent = { uri: post.uri, cid: post.cid }
  return { parent, root: post.record.reply?.root ?? parent }
}
