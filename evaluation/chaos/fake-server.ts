/** A network that behaves badly, as a process of its own: it takes posts and times out, drops connections, limits, refuses and repeats itself. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGenerator } from '../../statistics/random/generator.ts'

export interface TakenPost {
  id: string
  network: string
  account: string
  text: string
  at: number
}

/** Share of sends that end so; the rest go well. */
const faults: [string, number][] = [
  ['accept-and-hang', 0.08],
  ['accept-and-drop', 0.07],
  ['drop', 0.06],
  ['limit', 0.05],
  ['error', 0.05],
  ['accept-and-error', 0.04],
  ['unauthorized', 0.03],
  ['slow', 0.05],
]

const random = createGenerator(Number(process.env.CHAOS_SEED ?? 1)).split('fake-server')
const posts: TakenPost[] = []
const keys = new Map<string, TakenPost>()
let drawn = 0

const drawFault = (): string => {
  let rest = random.split(drawn++).uniform()
  for (const [name, share] of faults) {
    if (rest < share) return name
    rest -= share
  }
  return 'none'
}

const readBody = async (request: IncomingMessage): Promise<{ network: string; account: string; text: string }> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as { network: string; account: string; text: string }
}

const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Takes a post; with a key only once, and a network that guards against twins refuses the second. */
const take = (body: { network: string; account: string; text: string }, key: string | undefined): { post: TakenPost; twin: boolean } => {
  const known = key === undefined ? undefined : keys.get(key)
  if (known !== undefined) return { post: known, twin: false }
  const twin =
    body.network === 'guarding'
      ? posts.find((post) => post.network === body.network && post.account === body.account && post.text === body.text)
      : undefined
  if (twin !== undefined) return { post: twin, twin: true }
  const post = { id: `p${posts.length + 1}`, ...body, at: Date.now() }
  posts.push(post)
  if (key !== undefined) keys.set(key, post)
  return { post, twin: false }
}

const receive = async (request: IncomingMessage, response: ServerResponse) => {
  const body = await readBody(request)
  const key = request.headers['idempotency-key'] as string | undefined
  const fault = drawFault()
  if (fault === 'drop') return void response.destroy()
  if (fault === 'limit') return answer(response, 429, { error: 'slow down' }, { 'retry-after': '1' })
  if (fault === 'error') return answer(response, 500, { error: 'broken before taking it' })
  if (fault === 'unauthorized') return answer(response, 401, { error: 'who are you' })
  if (fault === 'slow') await sleep(1200)
  const { post, twin } = take(body, key)
  if (fault === 'accept-and-hang') return
  if (fault === 'accept-and-drop') return void response.destroy()
  if (fault === 'accept-and-error') return answer(response, 500, { error: 'broken after taking it' })
  if (twin) return answer(response, 409, { duplicateOf: post.id, at: post.at })
  answer(response, 201, post)
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://fake')
  if (request.method === 'POST') {
    receive(request, response).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      response.destroy()
    })
    return
  }
  const account = url.searchParams.get('account')
  answer(
    response,
    200,
    posts.filter((post) => account === null || post.account === account),
  )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.once('disconnect', () => process.exit(0))
