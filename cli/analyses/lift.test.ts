/** `athar lift`: planted effects by every method, the fields that machines read, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './lift.ts'

const source = createGenerator('terminal lift')
const common = Array.from({ length: 24 }, () => 5 * drawNormal(source))
const header = 'unit,time,value,treated,cost'
const lines = Array.from({ length: 12 }, (_, unit) =>
  Array.from({ length: 24 }, (__, time) => {
    const treated = unit < 2 && time >= 18
    const value = 100 + 3 * ((unit + 6) % 12) + (common[time] as number) + 0.5 * drawNormal(source) + (treated ? 9 : 0)
    return `u${unit},${time},${value.toFixed(3)},${treated ? 1 : 0},${treated ? 3 : 0}`
  }),
).flat()
const table = [header, ...lines].join('\n')

interface Json {
  method: string
  effect: { average: number; interval: [number, number]; cumulative: number; relative: number; p: number }
  iroas?: { value: number }
  methods?: Json[]
  weights: unknown[]
}
const ask = async (content: string, ...args: string[]) => (await runAnalysis(build, content, ['--json', ...args])).json() as unknown as Json

describe('what it answers', () => {
  it.each(['sdid', 'sc', 'dsc', 'asc', 'did'])('%s finds the planted effect', async (method) => {
    const { effect, weights } = await ask(table, '--method', method)
    expect(effect.average).toBeGreaterThan(7.5)
    expect(effect.average).toBeLessThan(10.5)
    expect(effect.cumulative).toBeCloseTo(12 * effect.average, 9)
    expect(weights).toMatchObject({ units: expect.any(Array) })
  })
  it('gives return on spend where there is a cost', async () => {
    // Nine more a unit and time for three spent.
    for (const method of ['gbr', 'tbr']) expect((await ask(table, '--method', method)).iroas?.value).toBeCloseTo(3, 0)
  })
  it('shows all panel methods side by side, and how far they differ', async () => {
    expect((await ask(table)).methods?.map(({ method }) => method)).toEqual(['sdid', 'sc', 'dsc', 'asc', 'did'])
    const { out, svg } = await runAnalysis(build, table, [], { svg: true })
    expect(out).toContain('The methods say anything from')
    expect(svg?.match(/class="dot"/g)).toHaveLength(5)
  })
  it('reads one series with controls', async () => {
    const wide = [
      'date,y,x',
      ...common.map(
        (x, t) =>
          `2026-01-${String(t + 1).padStart(2, '0')},${(50 + 2 * x + (t >= 18 ? 9 : 0) + 0.3 * drawNormal(source)).toFixed(3)},${x.toFixed(3)}`,
      ),
    ].join('\n')
    const found = await ask(
      wide,
      '--method',
      'bsts',
      '--response',
      'y',
      '--controls',
      'x',
      '--pre',
      '2026-01-01,2026-01-18',
      '--post',
      '2026-01-19,2026-01-24',
    )
    expect(found.effect.average).toBeGreaterThan(8)
    expect(found.effect.average).toBeLessThan(10)
    const { svg } = await runAnalysis(
      build,
      wide,
      ['--method', 'bsts', '--pre', '2026-01-01,2026-01-18', '--post', '2026-01-19,2026-01-24'],
      { svg: true },
    )
    expect(svg).toContain('class="band"')
  })
  it('says what would be enough', async () => {
    const few = [header, ...lines.filter((line) => /^u[012],/.test(line))].join('\n')
    expect(await ask(few, '--method', 'sdid')).toMatchObject({ kind: 'too-little-data', need: 4, unit: 'controls' })
  })
})

describe('bad files', () => {
  const bad: [string, string, string[], RegExp][] = [
    ['a hole', [header, ...lines.slice(1)].join('\n'), [], /“u0” has no row at 0 \(1 such/],
    ['a row twice', [header, ...lines, lines[0]].join('\n'), [], /row 290: unit “u0” at 0 is already in row 2/],
    ['nobody treated', table.replaceAll(',1,3', ',0,0'), [], /no unit is treated/],
    ['a flag that is none', table.replace(',1,3', ',maybe,3'), [], /row 20, column “treated”: “maybe”/],
    ['a value that is missing', table.replace(/^u0,0,[\d.]+/m, 'u0,0,'), [], /row 2, column “value”: the cell is empty/],
    ['a method that is none', table, ['--method', 'magic'], /--method magic/],
    ['no cost', table.replaceAll(/,(\d)$/gm, '').replace(',cost', ''), ['--method', 'gbr'], /--cost/],
    ['a column that is not there', table, ['--value', 'sales'], /no column “sales”/],
    ['spans that overlap', 'y,x\n1,2\n2,3\n3,4\n4,5\n', ['--method', 'bsts', '--pre', '1,3', '--post', '3,4'], /overlap/],
    ['no span', 'y,x\n1,2\n2,3\n', ['--method', 'bsts'], /--pre/],
  ]
  it.each(bad)('%s: one sentence that says where', async (_name, content, args, said) => {
    expect((await runAnalysis(build, content, ['--json', ...args])).refusal).toMatch(said)
  })
})
