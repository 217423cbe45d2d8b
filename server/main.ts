/** The life of the server process: open, listen, say where, and stop cleanly. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { redirectsOf } from './features/links/index.ts'
import { type OpenedServices, openServices } from './open-services.ts'
import { isProblem, ListenProblem } from './problems.ts'
import { spareMemoryAfterStart } from './spare-memory.ts'
import { startWork } from './work.ts'

/** How long requests under way may take to finish once we were asked to stop. */
const finishMs = 10_000

/**
 * Runs web app, API and background work until a signal. Prints one line with the address; what a person can mend is one sentence and exit code 1.
 * Cost: about 1 s to the first answered request.
 */
export const serve = (options: { openBrowser?: boolean } = {}): Promise<void> =>
  untilStopped(async (config, onStop) => {
    const opened = await openServices(config)
    onStop(opened.close)
    const redirects = redirectsOf(opened.services)
    onStop(redirects.stop)
    await redirects.start()
    const server = await listen(createApp(opened.services).fetch, redirects.handle, config)
    // PORT=0 leaves the choice to the system: what is shared afterwards must name the port that it chose.
    opened.services.config.port = (server.address() as AddressInfo).port
    const started: { stop: Stop }[] = []
    onStop(async () => {
      opened.services.database.willClose()
      await Promise.all([stopListening(server), ...started.map(({ stop }) => stop())])
    })
    started.push(await startWork(opened.services))
    const address = addressOf(server, config)
    process.stdout.write(`Athar is open at ${address} – stop it with Ctrl+C.\n`)
    spareMemoryAfterStart()
    if (options.openBrowser) showInBrowser(address, opened)
  })

/** Runs background work only, beside other processes on the same database, until a signal. */
export const work = (): Promise<void> =>
  untilStopped(async (config, onStop) => {
    const opened = await openServices(config, 'command')
    onStop(opened.close)
    const started = await startWork(opened.services)
    onStop(started.stop)
    spareMemoryAfterStart()
    process.stdout.write('Athar works on background jobs – stop it with Ctrl+C.\n')
  })

type Stop = () => Promise<void>

/** What was opened last is stopped first, after a signal as after a start that failed half-way. */
const untilStopped = async (start: (config: Config, onStop: (stop: Stop) => void) => Promise<void>): Promise<void> => {
  const stops: Stop[] = []
  const asked = new AbortController()
  const ask = () => {
    // Asked again while stopping: the person means it. The rows hold the state, so nothing is lost.
    if (asked.signal.aborted) process.exit(130)
    asked.abort()
  }
  // A terminal's Ctrl+C arrives twice when a launcher stands in between: its copy within a second is the same wish.
  let lastAskedMs = Number.NEGATIVE_INFINITY
  const askOnce = () => {
    const nowMs = performance.now()
    if (nowMs - lastAskedMs > 1000) ask()
    lastAskedMs = nowMs
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, askOnce)
  // The launcher was killed outright.
  process.once('disconnect', () => asked.abort())
  try {
    await start(readConfig(), (stop) => stops.unshift(stop))
    if (!asked.signal.aborted) await once(asked.signal, 'abort')
    process.exitCode = 0
  } catch (error) {
    complain(error)
  }
  for (const stop of stops) await stop().catch(complain)
  if (process.connected) process.disconnect()
  // Nothing holds us any more but what did not let go (a hanging connection somewhere); it is not waited for.
  setTimeout(() => process.exit(), 2000).unref()
}

const complain = (error: unknown) => {
  process.stderr.write(`${isProblem(error) ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}

const listen = async (
  fetch: (request: Request, env: never) => Response | Promise<Response>,
  answerLink: (request: IncomingMessage, response: ServerResponse) => boolean,
  { host, port }: Config,
): Promise<Server> => {
  const answer = getRequestListener(fetch as never)
  // Short links are answered before the app is asked: they are most of what a campaign's day brings.
  const server = createServer((request, response) => {
    if (!answerLink(request, response)) void answer(request, response)
  })
  server.listen(port, host)
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    throw refusedAddress(error, host, port)
  }
}

const refusedAddress = (error: unknown, host: string, port: number): Error => {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program. Stop that one, or choose another port: PORT=${port === 65_535 ? 4800 : port + 1} npm start.`,
    EACCES: `This user may not listen on port ${port}. Choose one from 1024 on: PORT=4800 npm start.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Choose one that is with HOST, e.g. HOST=127.0.0.1, or HOST=0.0.0.0 for all of them.`,
    ENOTFOUND: `${host} is not an address of this machine. Choose one that is with HOST, e.g. HOST=127.0.0.1, or HOST=0.0.0.0 for all of them.`,
  }
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? '']
  return sentence === undefined ? (error as Error) : new ListenProblem(sentence, { cause: error })
}

const addressOf = (server: Server, config: Config): string => {
  const { port } = server.address() as AddressInfo
  const everywhere = config.host === '0.0.0.0' || config.host === '::'
  const name = everywhere ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host
  return config.publicUrl ?? `http://${name}:${port}`
}

/** No new connections; requests under way get their answer; what still hangs after ten seconds is cut. */
const stopListening = async (server: Server) => {
  const cut = setTimeout(() => server.closeAllConnections(), finishMs)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(cut)
}

const showInBrowser = (address: string, { services }: OpenedServices) => {
  const commands: Record<string, [string, ...string[]]> = { darwin: ['open'], win32: ['explorer'] }
  const [command, ...args] = commands[process.platform] ?? ['xdg-open']
  const viewer = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  viewer.on('error', (error) => services.log.info({ err: error }, 'no browser could be opened'))
  viewer.unref()
}
