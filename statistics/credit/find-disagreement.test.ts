/** Held to reference values: where models disagree. */
import { describe, expect, it } from 'vitest'
import { findDisagreement } from './find-disagreement.ts'

describe('disagreement', () => {
  it('puts the channel whose share depends most on the model first', () => {
    const found = findDisagreement([
      { model: 'first', conversions: [8, 1, 1] },
      { model: 'last', conversions: [2, 1, 7] },
    ])
    expect(found.map(({ channel }) => channel)).toEqual([0, 2, 1])
    expect(found[0]).toMatchObject({ least: { model: 'last', share: 0.2 }, most: { model: 'first', share: 0.8 }, ranks: [1, 2] })
  })
  it('is nothing where models agree, or where there are none', () => {
    expect(findDisagreement([])).toEqual([])
    expect(
      findDisagreement([
        { model: 'a', conversions: [1, 3] },
        { model: 'b', conversions: [2, 6] },
      ]).every(({ spread }) => spread === 0),
    ).toBe(true)
  })
})
