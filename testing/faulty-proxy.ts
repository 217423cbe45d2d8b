/** A proxy that stands before a real server and fails as nets and servers do, on command, request by request. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to one request. `lose-answer`: the server gets it and acts, the caller hears nothing. `lose-request`: the server never gets it. */
export type Fault =
  | 'lose-answer'
  | 'lose-request'
  | 'hang'
  | 'garbage'
  | { status: number; headers?: Record<string, string>; body?: unknown }

export interface FaultyProxy {
  url: string
  host: string
  /** Decides about each request; undefined lets it pass. */
  fail: (decide: ((request: { method: string; path: string }) => Fault | undefined) | null) => void
  /** Requests that reached the proxy, as "POST /xrpc/…". */
  seen: string[]
  close: () => Promise<void>
}

/** Starts a proxy before `target` on a loopback port. Cost: one hop. */
export const startFaultyProxy = async (target: string): Promise<FaultyProxy> => {
  let decide: ((request: { method: string; path: string }) => Fault | undefined) | null = null
  const seen: string[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const [method, path] = [request.method ?? 'GET', request.url ?? '/']
    seen.push(`${method} ${path.split('?')[0]}`)
    const fault = decide?.({ method, path })
    if (fault === 'hang') return
    if (fault === 'lose-request') return void request.socket.destroy()
    if (fault === 'garbage') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to nginx!</html>')
    if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(JSON.stringify(fault.body ?? {}))
      return
    }
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers
    const answer = await fetch(new URL(path, target), {
      method,
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(chunks.length > 0 ? { body: new Uint8Array(Buffer.concat(chunks)) } : {}),
    })
    const body = Buffer.from(await answer.arrayBuffer())
    if (fault === 'lose-answer') return void request.socket.destroy()
    const passed = [...answer.headers].filter(
      ([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name),
    )
    response.writeHead(answer.status, passed.flat()).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    fail: (next) => void (decide = next),
    seen,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
