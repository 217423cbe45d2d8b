/** Shared work: one computation for all who ask, and an end when the last of them goes. */
import { expect, test } from 'vitest'
import { makeShared } from './share.ts'

const makeWork = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const state = { begun: 0, aborted: false, resolve }
  const work = (signal: AbortSignal) => {
    state.begun++
    signal.addEventListener('abort', () => {
      state.aborted = true
      reject(signal.reason as Error)
    })
    return promise
  }
  return { state, work }
}

test('who asks for the same gets the same, computed once', async () => {
  const share = makeShared<string>()
  const { state, work } = makeWork()
  const both = Promise.all([share('a', undefined, work), share('a', new AbortController().signal, work)])
  state.resolve('answer')
  expect(await both).toEqual(['answer', 'answer'])
  expect(state.begun).toBe(1)
})

test('one who goes is let go at once; the work goes on for the others', async () => {
  const share = makeShared<string>()
  const { state, work } = makeWork()
  const gone = new AbortController()
  const [first, second] = [share('a', gone.signal, work), share('a', new AbortController().signal, work)]
  gone.abort()
  await expect(first).rejects.toThrow(/abort/i)
  expect(state.aborted).toBe(false)
  state.resolve('answer')
  expect(await second).toBe('answer')
})

test('when the last one goes the work ends, and the next who asks begins anew', async () => {
  const share = makeShared<string>()
  const { state, work } = makeWork()
  const gone = new AbortController()
  const only = share('a', gone.signal, work)
  gone.abort()
  await expect(only).rejects.toThrow(/abort/i)
  expect(state.aborted).toBe(true)
  const other = makeWork()
  const again = share('a', undefined, other.work)
  other.state.resolve('anew')
  expect(await again).toBe('anew')
})

test('a failure is told to all, and is not kept', async () => {
  const share = makeShared<string>()
  await expect(share('a', undefined, () => Promise.reject(new RangeError('no')))).rejects.toThrow('no')
  expect(await share('a', undefined, () => Promise.resolve('yes'))).toBe('yes')
})
