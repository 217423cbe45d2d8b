/** Panels made by hand: what rows become, and what is said of each fault. */
import { describe, expect, it } from 'vitest'
import { type PanelRow, toPanel } from './panel.ts'

const rows = (units: Record<string, number[]>, start: Record<string, number> = { a: 2 }): PanelRow[] =>
  Object.entries(units).flatMap(([unit, values]) =>
    values.map((value, time) => ({ unit, time: `2026-0${time + 1}`, value, treated: time >= (start[unit] ?? Number.POSITIVE_INFINITY) })),
  )

describe('a panel', () => {
  it('is made from rows in any order', () => {
    const panel = toPanel(rows({ a: [1, 2, 3], b: [4, 5, 6], c: [7, 8, 9] }).reverse())
    expect(panel).toMatchObject({ times: ['2026-01', '2026-02', '2026-03'], start: 2 })
    if ('kind' in panel) throw new Error(panel.kind)
    expect(panel.treated.map((unit) => panel.units[unit])).toEqual(['a'])
    expect(Array.from(panel.outcomes.subarray((panel.treated[0] as number) * 3, (panel.treated[0] as number) * 3 + 3))).toEqual([1, 2, 3])
  })
  it('sorts times that are numbers as numbers', () => {
    const panel = toPanel(
      ['9', '10', '11'].flatMap((time, i) => ['a', 'b'].map((unit) => ({ unit, time, value: i, treated: unit === 'a' && i > 0 }))),
    )
    expect(panel).toMatchObject({ times: ['9', '10', '11'], start: 1 })
  })
  it('names what is wrong, and where', () => {
    const whole = rows({ a: [1, 2, 3], b: [4, 5, 6] })
    expect(toPanel(rows({ a: [1, 2], b: [3, 4] }, {}))).toEqual({ kind: 'no-treated-unit' })
    expect(toPanel(rows({ a: [1, 2, 3] }))).toEqual({ kind: 'no-control-unit' })
    expect(toPanel(rows({ a: [1, 2], b: [3, 4] }, { a: 0 }))).toEqual({ kind: 'no-time-before' })
    expect(toPanel(whole.slice(1))).toEqual({ kind: 'missing', unit: 'a', time: '2026-01', holes: 1 })
    expect(toPanel([...whole, whole[4] as PanelRow])).toEqual({ kind: 'twice', unit: 'b', time: '2026-02' })
    expect(toPanel(rows({ a: [1, 2, 3], b: [4, 5, 6], c: [1, 1, 1] }, { a: 2, b: 1 }))).toMatchObject({ kind: 'staggered', unit: 'b' })
  })
})
