/** Heavy tasks: they answer, tell how far they are, fail with their own error, and end when nobody wants them any more. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { closeHeavy, heavyTask, runHeavy } from './heavy.ts'
import type { countUp } from './testing/count.ts'

const counting = heavyTask<typeof countUp>(new URL('./testing/count.ts', import.meta.url), 'countUp')
afterAll(closeHeavy)

test('a task answers, and says how far it is on the way', async () => {
  const told: [number, number][] = []
  const { rounds } = await runHeavy(counting, { rounds: 60 }, { progress: (done, of) => told.push([done, of]) })
  expect(rounds).toBe(60)
  expect(told.length).toBeGreaterThan(1)
  expect(told.every(([done, of], index) => of === 60 && done > (told[index - 1]?.[0] ?? 0))).toBe(true)
})

test('what a task throws is thrown here', async () => {
  await expect(runHeavy(counting, { rounds: 1, fail: true })).rejects.toThrow('counted too far')
})

test('a task that is not wanted any more ends in the middle of its work, and the next one runs', async () => {
  const controller = new AbortController()
  const endless = runHeavy(counting, { rounds: 1e9 }, { signal: controller.signal })
  await sleep(300)
  controller.abort()
  await expect(endless).rejects.toThrow(/abort/i)
  expect((await runHeavy(counting, { rounds: 1 })).rounds).toBe(1)
})

test('one that was canceled before it began never starts', async () => {
  await expect(runHeavy(counting, { rounds: 1 }, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
})
