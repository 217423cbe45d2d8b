/** `athar forecast`: the fields that machines read, dates that go on, goals, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './forecast.ts'

const source = createGenerator('terminal forecast')
const week = [0, 5, 8, 6, 3, -10, -12]
const values = Array.from({ length: 140 }, (_, t) => 100 + 0.5 * t + (week[t % 7] as number) + drawNormal(source))
const day = (t: number) => new Date(Date.UTC(2026, 0, 1 + t)).toISOString().slice(0, 10)
const table = ['date,followers', ...values.map((value, t) => `${day(t)},${value.toFixed(1)}`)].join('\n')

interface Json {
  model: string
  mean: number[]
  intervals: Record<string, { lower: number[]; upper: number[] }>
  dates: string[]
  period: number
  goal?: { byStep: number[]; steps: { early: number | null; late: number | null } }
}
const ask = async (content: string, ...args: string[]) => (await runAnalysis(build, content, ['--json', ...args])).json() as unknown as Json

describe('what it answers', () => {
  it('gives mean and intervals by level, as many as were asked for', async () => {
    const { mean, intervals } = await ask(table, '--horizon', '14', '--level', '50,80,95')
    expect([mean.length, Object.keys(intervals)]).toEqual([14, ['50', '80', '95']])
    mean.forEach((value, h) => {
      expect(intervals['95']?.lower[h]).toBeLessThan(intervals['80']?.lower[h] as number)
      expect(intervals['80']?.upper[h]).toBeGreaterThan(value)
      expect(Math.abs(value - (100 + 0.5 * (140 + h) + (week[h % 7] as number)))).toBeLessThan(8)
    })
  })
  it('takes the season and the next dates from the dates', async () => {
    const daily = await ask(table, '--horizon', '3')
    expect([daily.period, daily.dates]).toEqual([7, [day(140), day(141), day(142)]])
    const months = [
      'date,value',
      ...Array.from({ length: 40 }, (_, m) =>
        `${2023 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}-31`
          .replace(/-(04|06|09|11)-31/, '-$1-30')
          .replace(/-02-31/, '-02-28'),
      ),
    ].map((line, m) => (m === 0 ? line : `${line},${m + (m % 12)}`))
    const monthly = await ask(months.join('\n'), '--horizon', '2')
    expect([monthly.period, monthly.dates]).toEqual([12, ['2026-05-31', '2026-06-30']])
  })
  it('says when a goal will be reached', async () => {
    const { goal } = await ask(table, '--horizon', '60', '--goal', '185')
    expect(goal?.steps.early).toBeGreaterThan(3)
    expect(goal?.steps.late).toBeLessThan(59)
    const { out, svg } = await runAnalysis(build, table, ['--horizon', '60', '--goal', '185'], { svg: true })
    expect(out).toMatch(/80% chance to reach 185 between 2026-\d\d-\d\d and 2026-\d\d-\d\d/)
    expect(svg?.match(/class="band"/g)).toHaveLength(2)
    expect((await runAnalysis(build, table, ['--goal', '9000'])).out).toContain('unlikely')
  })
  it('has no answer from little, or from what never varies', async () => {
    expect((await runAnalysis(build, 'value\n1\n2\n3\n')).json()).toMatchObject({ kind: 'too-little-data', need: 10, mean: [] })
    expect((await runAnalysis(build, `value\n${'5\n'.repeat(20)}`)).json()).toMatchObject({ kind: 'no-variation', value: 5 })
  })
})

describe('bad input', () => {
  const bad: [string, string, string[], RegExp][] = [
    ['a horizon that is none', table, ['--horizon', 'far'], /--horizon far/],
    ['a season that is none', table, ['--season', '0'], /--season 0/],
    ['a level that is none', table, ['--level', '80,200'], /--level 200/],
    ['a goal that is none', table, ['--goal', 'many'], /--goal many/],
    ['words among numbers', 'value\n1\nx\n', [], /row 3, column “value”: “x”/],
  ]
  it.each(bad)('%s: one sentence', async (_name, content, args, said) => {
    expect((await runAnalysis(build, content, ['--json', ...args])).refusal).toMatch(said)
  })
})
