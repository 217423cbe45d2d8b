/** The inside of a heavy thread: loads the file that a task names, runs its function, and sends progress through the task's port. */
import type { MessagePort } from 'node:worker_threads'

/** What is handed to a thread for one task. */
export interface Packet {
  file: string
  name: string
  input: unknown
  port: MessagePort | null
}

type Heavy = (input: unknown, progress: (done: number, of: number) => void) => unknown

/** More often than this nobody can read. */
const pauseMs = 100

export const runPacket = async ({ file, name, input, port }: Packet): Promise<unknown> => {
  const { [name]: run } = (await import(file)) as Record<string, unknown>
  if (typeof run !== 'function') throw new TypeError(`${file} has no function called ${name}`)
  let toldAt = Number.NEGATIVE_INFINITY
  const progress = (done: number, of: number) => {
    const now = performance.now()
    if (port === null || (now - toldAt < pauseMs && done < of)) return
    toldAt = now
    port.postMessage({ done, of })
  }
  return (run as Heavy)(input, progress)
}
