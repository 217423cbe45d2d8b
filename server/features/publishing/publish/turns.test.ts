/** Turns: never more at once than allowed, nobody forgotten, one name never waits for another. */
import { expect, test } from 'vitest'
import { makeTurns } from './turns.ts'

test('three at once per name, in order, and an error gives its place on', async () => {
  const turns = makeTurns(3)
  let now = 0
  let most = 0
  const order: number[] = []
  const work = (index: number) => () =>
    new Promise<void>((resolve, reject) => {
      now += 1
      most = Math.max(most, now)
      order.push(index)
      setTimeout(() => {
        now -= 1
        if (index % 4 === 0) reject(new Error('broken'))
        else resolve()
      }, 2)
    })
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => turns.take('one', work(index))))
  expect([most, now]).toEqual([3, 0])
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index))
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5)
})

test('a network that hangs does not keep another waiting', async () => {
  const turns = makeTurns(1)
  const hanging = turns.take('slow', () => new Promise<void>((resolve) => setTimeout(resolve, 50)))
  const answered = await turns.take('quick', async () => 'done')
  expect(answered).toBe('done')
  await hanging
})
