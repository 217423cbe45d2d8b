/** The picture of money by arithmetic: returns, regions against their own part of the cost, refunds said, currencies apart. */
import { expect, test } from 'vitest'
import { say } from '../../../contract/sentence.ts'
import { drawMoney, type MoneyInput } from './money.ts'

const input = (more: Partial<MoneyInput> = {}): MoneyInput => ({
  costs: [{ channel: 'instagram', campaignId: null, kind: 'media', currency: 'SAR', amount: 300 }],
  hours: [],
  credited: new Map([['instagram', { value: 600, interval: [450, 750], least: 300, most: 900 }]]),
  currency: 'SAR',
  measured: new Map(),
  refunds: { amounts: [], waiting: 0, otherCurrency: 0 },
  period: { from: '2026-03-01', to: '2026-03-30', days: 30 },
  level: 0.9,
  n: 100,
  ...more,
})
const measured = (share: number): MoneyInput['measured'] =>
  new Map([['instagram', { perDay: 5, interval: [2, 8], share, words: say('attribution:holdout.verdict.effect') }]])

test('a holdout of everything is set against the whole cost, one by regions against their part of it, and says so', () => {
  expect(drawMoney(input({ measured: measured(1) })).rows[0]?.measured).toMatchObject({ value: 0.5, interval: [0.2, 0.8] })
  const regional = drawMoney(input({ measured: measured(0.25) }))
  expect(regional.rows[0]?.measured).toMatchObject({ value: 2, interval: [0.8, 3.2] })
  expect(regional.notes).toContainEqual(say('attribution:money.note.regions', { channel: 'instagram', percent: 25 }))
  expect(regional.evidence.assumptions).toContainEqual({ words: say('attribution:money.assumes.regions'), holds: null })
  expect(drawMoney(input({ measured: measured(1) })).notes.map(({ key }) => key)).not.toContain('attribution:money.note.regions')
})

test('what was measured in another currency than was spent is not set against it', () => {
  const costs: MoneyInput['costs'] = [{ channel: 'instagram', campaignId: null, kind: 'media', currency: 'USD', amount: 300 }]
  expect(drawMoney(input({ costs, measured: measured(1) })).rows.every((row) => row.measured === null)).toBe(true)
})

test('refunds that were taken off are said by currency, and so are those that could not be', () => {
  const { notes } = drawMoney(
    input({
      refunds: {
        amounts: [
          { currency: 'SAR', amount: 120.456, orders: 3 },
          { currency: 'USD', amount: 5, orders: 1 },
        ],
        waiting: 2,
        otherCurrency: 1,
      },
    }),
  )
  expect(notes).toEqual(
    expect.arrayContaining([
      say('attribution:money.note.refunds', { currency: 'SAR', amount: '120.46', count: 3 }),
      say('attribution:money.note.refunds', { currency: 'USD', amount: '5', count: 1 }),
      say('attribution:money.note.waiting', { count: 2 }),
      say('attribution:money.note.otherCurrency', { count: 1 }),
    ]),
  )
  expect(drawMoney(input()).notes.map(({ key }) => key)).not.toContain('attribution:money.note.waiting')
})
