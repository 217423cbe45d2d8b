/** Readings are sorted, joined and freed of stale scrapes (counted by hand), and bad ones are named. */
import { describe, expect, it } from 'vitest'
import { tidyReadings } from './growth-readings.ts'

const account = (days: number[], followers: number[]) => ({ account: 'a', days, followers })

describe('readings of followers', () => {
  it('come out in time order, without missing ones, with their rows', () => {
    const tidy = tidyReadings(account([3, 1, 2, 4], [30, 10, Number.NaN, 40]))
    expect([...tidy.days]).toEqual([1, 3, 4])
    expect([...tidy.followers]).toEqual([10, 30, 40])
    expect([...tidy.firstRow]).toEqual([1, 0, 3])
    expect(tidy.missing).toBe(1)
  })

  it('of one moment count once, the last of them', () => {
    expect([...tidyReadings(account([1, 1.1, 2], [10, 11, 12])).followers]).toEqual([11, 12])
  })

  it('that repeat a value which should have moved by 26 are stale, and keep the last row for the way out', () => {
    const followers = Array.from({ length: 30 }, (_, i) => 1001 + 13 * i)
    followers[11] = followers[10] as number
    followers[12] = followers[10] as number
    const tidy = tidyReadings(
      account(
        followers.map((_, i) => i),
        followers,
      ),
    )
    expect(tidy.stale).toBe(2)
    expect(tidy.days.length).toBe(28)
    expect(tidy.lastRow[10]).toBe(12)
  })

  it('of a quiet account may repeat a value without being stale', () => {
    const followers = Array.from({ length: 40 }, (_, i) => 50 + Math.floor(i / 4))
    expect(
      tidyReadings(
        account(
          followers.map((_, i) => i),
          followers,
        ),
      ).stale,
    ).toBe(0)
  })

  it('tell in which steps a network rounds', () => {
    const followers = Array.from({ length: 20 }, (_, i) => 45_100 + 100 * (i % 7))
    expect(
      tidyReadings(
        account(
          followers.map((_, i) => i),
          followers,
        ),
      ).unit,
    ).toBe(100)
  })

  it('that cannot be are named with account and row', () => {
    expect(() => tidyReadings(account([1, 2], [5, -1]))).toThrow('a, row 2: followers is -1')
    expect(() => tidyReadings(account([1, Number.NaN], [5, 6]))).toThrow('a, row 2: the date')
    expect(() => tidyReadings({ ...account([1], [5]), posts: [] })).toThrow('0 values of posts for 1 dates')
    expect(() => tidyReadings(account([1], [Number.POSITIVE_INFINITY]))).toThrow('row 1')
    expect(tidyReadings(account([], [])).days.length).toBe(0)
  })
})
