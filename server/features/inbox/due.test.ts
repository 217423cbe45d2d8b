/** Working hours, counted through nights, weekends, holidays and the day on which clocks change. */
import { expect, test } from 'vitest'
import type { Conversation } from '../../../contract/inbox-shapes.ts'
import { addWorking, targetOf, withDue, workingMinutes } from './due.ts'

const days = (weekdays: number[], from: string, to: string) => weekdays.map((weekday) => ({ weekday, from, to }))
/** Sunday to Thursday, as in Riyadh. */
const riyadh = { hours: days([7, 1, 2, 3, 4], '09:00', '17:00'), holidays: ['2026-03-10'], timeZone: 'Asia/Riyadh' }
const at = (local: string, zone = '+03:00') => new Date(`${local}:00${zone}`)

test('a message on Thursday evening is due on Sunday morning', () => {
  expect(addWorking(at('2026-03-05T16:30'), 60, riyadh)).toEqual(at('2026-03-08T09:30'))
  expect(addWorking(at('2026-03-05T21:00'), 60, riyadh)).toEqual(at('2026-03-08T10:00'))
  expect(addWorking(at('2026-03-08T03:00'), 60, riyadh)).toEqual(at('2026-03-08T10:00'))
  expect(addWorking(at('2026-03-08T10:00'), 60, riyadh)).toEqual(at('2026-03-08T11:00'))
})

test('a holiday does not count, and two spans of one day do', () => {
  expect(addWorking(at('2026-03-09T16:30'), 60, riyadh)).toEqual(at('2026-03-11T09:30'))
  const split = { ...riyadh, hours: [...days([1], '09:00', '12:00'), ...days([1], '16:00', '20:00')] }
  expect(addWorking(at('2026-03-09T11:30'), 60, split)).toEqual(at('2026-03-09T16:30'))
  const overlapping = { ...riyadh, hours: [...days([1], '09:00', '12:00'), ...days([1], '11:00', '13:00')] }
  expect(workingMinutes(at('2026-03-09T00:00'), at('2026-03-09T23:00'), overlapping)).toBe(240)
})

test('around the clock without hours, also when a day has 23 of them', () => {
  const berlin = { hours: [], holidays: [], timeZone: 'Europe/Berlin' }
  expect(addWorking(new Date('2026-03-28T20:00:00Z'), 24 * 60, berlin)).toEqual(new Date('2026-03-29T20:00:00Z'))
  expect(workingMinutes(new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z'), berlin)).toBe(23 * 60)
  const night = { hours: days([6, 7], '00:00', '24:00'), holidays: [], timeZone: 'Europe/Berlin' }
  expect(workingMinutes(new Date('2026-03-27T00:00:00Z'), new Date('2026-04-01T00:00:00Z'), night)).toBe(47 * 60)
})

test('without a working hour nothing is due, and time does not run backwards', () => {
  expect(addWorking(at('2026-03-05T16:30'), 60, { ...riyadh, hours: days([1], '09:00', '09:00') })).toBeNull()
  expect(workingMinutes(at('2026-03-08T12:00'), at('2026-03-08T11:00'), riyadh)).toBe(0)
})

test('adding and counting agree', () => {
  for (let minutes = 1; minutes < 4000; minutes += 313) {
    const from = at('2026-03-05T11:11')
    const due = addWorking(from, minutes, riyadh)
    expect(workingMinutes(from, due!, riyadh)).toBeCloseTo(minutes, 6)
  }
})

test('the account’s own target goes before the brand’s, and the network’s last moment before both', () => {
  const targets = [
    { accountId: null, minutes: 240 },
    { accountId: 'a', minutes: 60 },
  ]
  expect([targetOf({ targets }, 'a'), targetOf({ targets }, 'b'), targetOf({ targets: [] }, 'a')]).toEqual([60, 240, null])
  const waits = { accountId: 'a', network: 'fake', state: 'open', waitingSince: '2026-03-08T09:00:00.000Z' } as unknown as Conversation
  const settings = { targets, hours: [], holidays: [] }
  const due = (windows: [string, number][], state = 'open') =>
    withDue([{ ...waits, state } as Conversation], settings, 'Asia/Riyadh', new Map(windows)).map(({ dueAt, dueBy }) => [dueAt, dueBy])[0]
  expect(due([])).toEqual(['2026-03-08T10:00:00.000Z', 'target'])
  expect(due([['fake', 0.5]])).toEqual(['2026-03-08T09:30:00.000Z', 'window'])
  expect(due([['fake', 0.5]], 'done')).toEqual([null, null])
})
