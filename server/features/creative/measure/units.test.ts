/** Money is exact, currencies stay apart, and what is no currency is named. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUp, findMoneyFault, fromUnits, multiply, toUnits } from './units.ts'

test('a thousand times a tenth is a hundred, exactly', () => {
  expect(addUp(Array.from({ length: 1000 }, () => ({ amount: '0.1', currency: 'SAR' })))).toEqual([{ amount: '100.00', currency: 'SAR' }])
})
test('two currencies are two sums', () => {
  expect(
    addUp([
      { amount: '10', currency: 'SAR' },
      { amount: '5.25', currency: 'EUR' },
      { amount: '1.005', currency: 'SAR' },
    ]),
  ).toEqual([
    { amount: '11.005', currency: 'SAR' },
    { amount: '5.25', currency: 'EUR' },
  ])
})
test('an amount read and written is the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom('SAR', 'JPY', 'KWD'), (units, currency) => {
      expect(toUnits(fromUnits(units, currency))).toBe(units)
    }),
  )
})
test('hours at a rate', () => {
  expect(fromUnits(multiply('133.33', 1.25), 'SAR')).toBe('166.6625')
  expect(fromUnits(multiply('0.01', 0.25), 'EUR')).toBe('0.0025')
})
test('an unknown currency, a foreign one and too many places each get their sentence', () => {
  expect(findMoneyFault({ amount: '5', currency: 'RIYAL' }, ['SAR'])).toEqual({
    key: 'creative:problem.unknownCurrency',
    values: { currency: 'RIYAL' },
  })
  expect(findMoneyFault({ amount: '5', currency: 'XQZ' }, ['SAR'])?.key).toBe('creative:problem.unknownCurrency')
  expect(findMoneyFault({ amount: '5', currency: 'USD' }, ['SAR', 'EUR'])).toEqual({
    key: 'creative:problem.otherCurrency',
    values: { currency: 'USD', known: 'SAR, EUR' },
  })
  expect(findMoneyFault({ amount: '5.5', currency: 'JPY' }, ['JPY'])?.key).toBe('creative:problem.tooManyPlaces')
  expect(findMoneyFault({ amount: '5.555', currency: 'KWD' }, ['KWD'])).toBeNull()
})
