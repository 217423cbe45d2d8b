/** Lets several callers wait for one and the same computation, which is given up only when the last of them has gone. */

interface Shared<Result> {
  result: Promise<Result>
  waiting: number
  controller: AbortController
}

/**
 * Answers a function that runs `work` once per key at a time: who asks for the same key meanwhile waits for the same answer. A caller whose signal is
 * aborted is let go at once (its promise rejects with the signal's reason); `work`'s own signal is aborted when nobody waits any more.
 */
export const makeShared = <Result>(): ((
  key: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>) => {
  const running = new Map<string, Shared<Result>>()
  const begin = (key: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> => {
    const controller = new AbortController()
    const shared: Shared<Result> = { result: work(controller.signal), waiting: 0, controller }
    running.set(key, shared)
    const end = () => {
      if (running.get(key) === shared) running.delete(key)
    }
    shared.result.then(end, end)
    return shared
  }
  return (key, signal, work) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const shared = running.get(key) ?? begin(key, work)
    shared.waiting++
    if (signal === undefined) return shared.result
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason)
        if (--shared.waiting > 0) return
        // Nobody may join what is being given up.
        if (running.get(key) === shared) running.delete(key)
        shared.controller.abort()
      }
      signal.addEventListener('abort', leave, { once: true })
      const stay = () => signal.removeEventListener('abort', leave)
      shared.result.then(resolve, reject).finally(stay)
    })
  }
}
