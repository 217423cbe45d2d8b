/** Keeps connections busy with one request after the other, and counts what was answered. */
import net from 'node:net'

const agent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

export interface Loaded {
  answered: number
  /** Ids of the clicks that the answers carried. */
  clicks: string[]
}

/** Loads a port from `connections` for `ms`, and reads the clicks' ids out of the answers where they are to be collected; connections that break (a killed server) end quietly. Each request comes from another visitor. */
export const load = (
  port: number,
  path: string,
  { connections, ms, collect = true }: { connections: number; ms: number; collect?: boolean },
): Promise<Loaded> => {
  const loaded: Loaded = { answered: 0, clicks: [] }
  let visitor = 0
  const end = performance.now() + ms
  const one = () =>
    new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1')
      let got = ''
      const ask = () => {
        visitor = (visitor + 1) % 60_000
        socket.write(
          `GET ${path} HTTP/1.1\r\nhost: localhost\r\nuser-agent: ${agent}\r\naccept-language: ar,en\r\nx-forwarded-for: 10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}\r\n\r\n`,
        )
      }
      socket.on('connect', ask)
      socket.on('data', (chunk) => {
        got += chunk.toString('latin1')
        if (!got.endsWith('\r\n\r\n')) return
        if (got.startsWith('HTTP/1.1 302')) {
          loaded.answered++
          if (collect) {
            const id = /[?&]ac=([0-9a-f-]{36})/.exec(got)?.[1]
            if (id !== undefined) loaded.clicks.push(id)
          }
        }
        got = ''
        if (performance.now() < end) ask()
        else socket.end()
      })
      // A server that was killed breaks every connection: that is what is measured.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => resolve())
    })
  return Promise.all(Array.from({ length: connections }, one)).then(() => loaded)
}
