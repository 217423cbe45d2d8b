/** `athar holdout`, `switchback` and `media-mix`: planted truths, refusals where the data cannot tell, and one sentence for each bad input. */
import { describe, expect, it } from 'vitest'
import { assignSwitchback } from '../../statistics/lift/switchback-assign.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build as holdout } from './holdout.ts'
import { build as mediaMix } from './media-mix.ts'
import { build as switchback } from './switchback.ts'

const source = createGenerator('terminal design')

describe('holdout', () => {
  const lines = Array.from({ length: 6 }, (_, unit) =>
    Array.from(
      { length: 200 },
      (__, time) => `u${unit},${time},${(100 + 8 * Math.sin((2 * Math.PI * time) / 7) + 2 * drawNormal(source)).toFixed(2)}`,
    ),
  ).flat()
  const table = ['unit,time,value', ...lines].join('\n')
  it('names the cheapest holdout that sees the wished effect, and says what it would see', async () => {
    const { out, svg } = await runAnalysis(holdout, table, [], { svg: true })
    expect(out).toMatch(/Leave out u\d for \d+ times: that sees \+10%/)
    expect(svg).toContain('class="dot"')
    const found = (await runAnalysis(holdout, table)).json() as unknown as { kind: string; chosen: { units: string[]; smallest: number } }
    expect(found.kind).toBe('design')
    expect(found.chosen.units[0]).toMatch(/^u\d$/)
    expect(found.chosen.smallest).toBeLessThan(0.1)
  })
  it('says so when nothing affordable sees it, and when the past is too short', async () => {
    const small = (await runAnalysis(holdout, table, ['--json', '--effect', '0.1%'])).json() as unknown as { kind: string }
    expect(small.kind).toBe('nothing-visible')
    const short = [lines[0], lines[1]].join('\n')
    expect((await runAnalysis(holdout, `unit,time,value\n${short}`, [])).out).toContain('Too little to tell')
  })
  it('refuses what cannot be used, with the place', async () => {
    expect((await runAnalysis(holdout, 'unit,time,value\na,1,0')).refusal).toContain('row 2, column “value”: 0 is not above zero')
    expect((await runAnalysis(holdout, 'unit,time,value\na,1,5\na,1,6')).refusal).toContain('row 3: unit “a” at 1 is already in row 2')
    expect((await runAnalysis(holdout, table, ['--effect', 'much'])).refusal).toContain('--effect much')
  })
})

describe('switchback', () => {
  const blocks = assignSwitchback({ times: 112, blockLength: 7 }, createGenerator(3))
  const rows = blocks.flatMap(({ from, to, on }) =>
    Array.from(
      { length: to - from + 1 },
      (_, i) => `${from + i},${on ? 1 : 0},${(100 + (on ? 8 : 0) + 3 * drawNormal(source)).toFixed(2)}`,
    ),
  )
  const table = ['time,on,sales', ...rows].join('\n')
  it('finds what being on did', async () => {
    const found = (await runAnalysis(switchback, table, ['--json', '--outcome', 'sales'])).json() as unknown as {
      effect: { average: number; interval: [number, number]; p: number }
    }
    expect(found.effect.interval[0]).toBeLessThan(8)
    expect(found.effect.interval[1]).toBeGreaterThan(8)
    expect(found.effect.p).toBeLessThan(0.05)
  })
  it('says so when blocks are few, and where rows do not follow the plan', async () => {
    const few = table.split('\n').slice(0, 29).join('\n')
    expect((await runAnalysis(switchback, few, ['--outcome', 'sales'])).out).toContain('4 of the 12 blocks that are needed')
    expect((await runAnalysis(switchback, table, ['--outcome', 'sales', '--block', '5'])).refusal).toContain('blocks of 5 in pairs')
    expect((await runAnalysis(switchback, 'time,on,sales\n1,maybe,3', ['--outcome', 'sales'])).refusal).toContain('row 2, column “on”')
  })
})

describe('media-mix', () => {
  const week = (t: number) => {
    const search = Math.max(0, 50 + 25 * drawNormal(source))
    return `${t},${(3000 + 10 * search + 20 * drawNormal(source)).toFixed(1)},${search.toFixed(1)},70`
  }
  const table = ['week,sales,search,tv', ...Array.from({ length: 120 }, (_, t) => week(t))].join('\n')
  it('tells what it can, and says why it cannot tell the rest', async () => {
    const args = ['--response', 'sales', '--spend', 'search,tv']
    const found = (await runAnalysis(mediaMix, table, ['--json', ...args])).json() as unknown as {
      channels: { name: string; kind: string; reason?: string; roas?: { interval: [number, number] } }[]
    }
    expect(found.channels.map(({ name, kind }) => [name, kind])).toEqual([
      ['search', 'roas'],
      ['tv', 'cannot-tell'],
    ])
    expect(found.channels[0]?.roas?.interval[0]).toBeLessThan(10)
    expect(found.channels[0]?.roas?.interval[1]).toBeGreaterThan(10)
    expect((await runAnalysis(mediaMix, table, args)).out).toContain('spend never varied')
  })
  it('asks for the spend, refuses negative spend with its row, and says when weeks are few', async () => {
    expect((await runAnalysis(mediaMix, table, ['--response', 'sales'])).refusal).toContain('Name the columns of spend')
    const args = ['--response', 'sales', '--spend', 'search']
    expect((await runAnalysis(mediaMix, 'week,sales,search\n1,5,-2', args)).refusal).toContain('row 2, column “search”')
    expect((await runAnalysis(mediaMix, table.split('\n').slice(0, 12).join('\n'), args)).out).toContain('11 of the 52 weeks')
  })
})
