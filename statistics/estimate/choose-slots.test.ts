/** Held to reference values: chooses the slots of a coming week: mostly the best known, some of the least known, each named for what it is. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../testing/posts.ts'
import { createGenerator } from '../random/generator.ts'
import { chooseSlots } from './choose-slots.ts'
import { estimateWhatAndWhen, type WhatAndWhen } from './what-and-when.ts'

const waking = (u: number) => 24 * Math.floor(u * 7) + 8 + Math.floor((u * 7 * 12) % 12)
const clear = estimateWhatAndWhen(
  makePosts({ seed: 1, n: 400, slotOf: waking, slotEffect: (slot) => eveningBump(slot, 0.9) }),
  createGenerator(1),
) as WhatAndWhen
const flat = estimateWhatAndWhen(makePosts({ seed: 6, n: 200, slotOf: waking }), createGenerator(1)) as WhatAndWhen

describe('the choice of slots', () => {
  it('fills the week with the best known and looks where least is known, each under its name', () => {
    const week = chooseSlots({ ...clear, perWeek: 5 })
    expect(week.filter(({ kind }) => kind === 'best').length).toBe(4)
    expect(week.filter(({ kind }) => kind === 'least-known').length).toBe(1)
    for (const { slot } of week.filter(({ kind }) => kind === 'best')) expect(clear.bestSlots).toContain(slot)
  })

  it('calls nothing best where no hour can be preferred, and keeps to the usual', () => {
    expect(flat.bestSlots).toEqual([])
    const week = chooseSlots({ ...flat, perWeek: 5 })
    expect(week.map(({ kind }) => kind).filter((kind) => kind === 'best')).toEqual([])
    expect(week.filter(({ kind }) => kind === 'usual').length).toBe(4)
  })

  it('keeps the hours apart that are asked for, also around the end of the week, and puts at most three on a day', () => {
    const week = chooseSlots({ ...clear, perWeek: 10, apartHours: 3 })
    expect(week.length).toBe(10)
    const apart = week.flatMap((a, i) => week.slice(i + 1).map((b) => Math.abs(a.slot - b.slot)))
    for (const hours of apart) expect(Math.min(hours, 168 - hours)).toBeGreaterThanOrEqual(3)
    for (let day = 0; day < 7; day++) expect(week.filter(({ slot }) => Math.floor(slot / 24) === day).length).toBeLessThanOrEqual(3)
  })

  it('stays inside the hours that are allowed', () => {
    const week = chooseSlots({ ...clear, perWeek: 7, allowed: (slot) => slot % 24 >= 8 && slot % 24 < 22 })
    for (const { slot } of week) expect(slot % 24).toBeGreaterThanOrEqual(8)
  })
})
