/** Runs what computes for long in threads of its own, with progress and cancel, so that the server goes on answering. */
import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import type { Packet } from './thread.ts'

/** Told now and then by a task: how much of its work is done, in units of its own. */
export type Progress = (done: number, of: number) => void

/** What a heavy function looks like in its own file: plain data in, plain data out; nothing of the server is there. */
type HeavyFunction<Input, Output> = (input: Input, progress: Progress) => Output | Promise<Output>

/** A function in a file of its own, that a thread can load. */
export interface HeavyTask<Input, Output> {
  file: string
  name: string
  /** Only for the types: never there. */
  run?: (input: Input) => Output
}

/**
 * Names a heavy function: `heavyTask<typeof fitAll>(new URL('./fit-all.ts', import.meta.url), 'fitAll')`, the type from an `import type` of the same file.
 * The file should import little: each thread loads it once.
 */
export const heavyTask = <Run extends HeavyFunction<never, unknown>>(
  file: URL,
  name: string,
): HeavyTask<Parameters<Run>[0], Awaited<ReturnType<Run>>> => ({ file: file.href, name })

let pool: Promise<Piscina> | null = null

/** Loaded with its first use; one core is left for answering. Threads end after ten idle seconds. */
const openPool = (): Promise<Piscina> => {
  pool ??= import('piscina').then(
    ({ Piscina }) =>
      new Piscina({
        filename: new URL('./thread.ts', import.meta.url).href,
        name: 'runPacket' satisfies keyof typeof import('./thread.ts'),
        minThreads: 0,
        maxThreads: Math.max(1, availableParallelism() - 1),
        idleTimeout: 10_000,
      }),
  )
  return pool
}

export interface HeavyOptions {
  /** Ends the thread at once, whatever it is doing; the promise then rejects with the signal's reason (an AbortError). */
  signal?: AbortSignal | undefined
  progress?: Progress
}

/**
 * Runs a task in a thread and answers what it answers; rejects with what it throws. Tasks beyond the number of cores wait for their turn. Input and
 * output are copied by structured clone (about 1 ms for 100,000 numbers in a typed array, much more for as many objects). Cost: 0.1 s for a new thread.
 */
export const runHeavy = async <Input, Output>(
  task: HeavyTask<Input, Output>,
  input: Input,
  { signal, progress }: HeavyOptions = {},
): Promise<Output> => {
  signal?.throwIfAborted()
  const piscina = await openPool()
  const channel = progress === undefined ? null : new MessageChannel()
  channel?.port1.on('message', ({ done, of }: { done: number; of: number }) => progress?.(done, of))
  // Telling progress must not keep a process alive that has nothing else to do.
  channel?.port1.unref()
  const packet: Packet = { file: task.file, name: task.name, input, port: channel?.port2 ?? null }
  try {
    return (await piscina.run(packet, {
      ...(signal === undefined ? {} : { signal }),
      ...(channel === null ? {} : { transferList: [channel.port2] }),
    })) as Output
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw error
  } finally {
    channel?.port1.close()
  }
}

/** Ends all threads; tasks that still run are given up. */
export const closeHeavy = async (): Promise<void> => {
  const open = pool
  pool = null
  await (await open)?.destroy()
}
