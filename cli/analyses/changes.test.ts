/** `athar changes`: the fields that machines read, tables and pictures for people, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './changes.ts'

const source = createGenerator('terminal changes')
const values = Array.from({ length: 120 }, (_, i) => (i < 70 ? 100 : 140) + 5 * drawNormal(source))
const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)
const column = (cells: (string | number)[]) => ['value', ...cells, ''].join('\n')
const dated = values.map((value, i) => `${day(i)},${value.toFixed(2)}`)

describe('what it answers', () => {
  it('names the first observation after the change, its interval and both levels', async () => {
    const { json } = await runAnalysis(build, column(values))
    const answer = json() as unknown as {
      n: number
      changePoints: number[]
      details: { index: number; interval: number[]; before: number; after: number }[]
    }
    expect(answer.n).toBe(120)
    expect(answer.changePoints).toEqual([70])
    expect(answer.details[0]?.before).toBeCloseTo(100, -1)
    expect(answer.details[0]?.after).toBeCloseTo(140, -1)
    expect(answer.details[0]?.interval[0]).toBeLessThanOrEqual(70)
  })
  it('reads the same from JSON, lines of JSON, semicolons with decimal commas, UTF-16 and a file without header', async () => {
    const european = ['date;value', ...values.map((value, i) => `${day(i)};${value.toFixed(2).replace('.', ',')}`)].join('\n')
    const files: [string | Uint8Array, string?][] = [
      [JSON.stringify(values)],
      [JSON.stringify(values.map((value, i) => ({ date: day(i), value })))],
      [values.map((value) => JSON.stringify({ value })).join('\n')],
      [european],
      [Buffer.from(`\uFEFF${column(values.map((value) => value.toFixed(2)))}`, 'utf16le')],
      [values.join('\n')],
      [dated.join('\n')],
    ]
    for (const [content] of files) expect((await runAnalysis(build, content)).json()['changePoints']).toEqual([70])
  })
  it('keeps the place of an empty cell, in a column alone and beside dates', async () => {
    const gaps = values.map((value, i) => (i >= 20 && i < 30 ? '' : value.toFixed(2)))
    const alone = (await runAnalysis(build, column(gaps))).json() as unknown as { n: number; changePoints: number[]; missing: number }
    expect([alone.n, alone.changePoints[0], alone.missing]).toEqual([120, 70, 10])
  })
  it('takes days that are not in the file as gaps, and answers in rows of the file', async () => {
    const holes = ['date,value', ...dated.filter((_, i) => i < 20 || i >= 30)].join('\n')
    const answer = (await runAnalysis(build, holes)).json() as unknown as {
      n: number
      details: { index: number; date: string; row: number }[]
    }
    expect(answer.n).toBe(110)
    expect(answer.details[0]).toMatchObject({ index: 60, date: day(70), row: 62 })
  })
  it('says in words and draws what it found', async () => {
    const { out, svg } = await runAnalysis(build, ['date,value', ...dated].join('\n'), [], { svg: true })
    expect(out).toContain('One lasting change of level in 120 values')
    expect(out).toContain(day(70))
    expect(out).toMatch(/[▁▂▃▄▅▆▇█]{20}/)
    expect(svg).toContain('<title id="title">')
    expect(svg).toContain('class="cut"')
  })
  it('has nothing to say of two points and of what never changes', async () => {
    expect((await runAnalysis(build, column([1, 2]))).json()).toMatchObject({ kind: 'too-little-data', changePoints: [], need: 10 })
    expect((await runAnalysis(build, column(values.map(() => 7)))).json()['changePoints']).toEqual([])
  })
})

describe('bad files', () => {
  const bad: [string, string | Uint8Array, string[], RegExp][] = [
    ['text among numbers', column([1, 'many', 3]), [], /row 3, column “value”: “many” is not a number/],
    ['an infinite value', column([1, 'inf', 3]), [], /row 3.*infinite/],
    ['one too large for a number', column([1, '1e999', 3]), [], /row 3.*infinite/],
    ['only a bound', column([1, '< 5', 3]), [], /row 3.*bound/],
    ['a date twice', `date,value\n2026-01-01,1\n2026-01-01,2\n`, [], /row 3, column “date”: 2026-01-01 is already in row 2/],
    ['dates that go back', `date,value\n2026-01-05,1\n2026-01-01,2\n`, [], /row 3.*lies before the date in row 2/],
    ['a day that is none', `date,value\n2026-02-30,1\n`, [], /row 2, column “date”: “2026-02-30” is not a date/],
    ['a date that may be two', `date,value\n03/04/2026,1\n`, [], /two different days/],
    ['a column that is not there', `date,value\n2026-01-01,1\n`, ['--column', 'reach'], /no column “reach”.*“date”, “value”/],
    ['no column that is meant', `a,b,c\n1,2,3\n`, [], /--column/],
    ['more cells than columns', `date,value\n2026-01-01,1,5\n`, [], /row 2.*3 cells.*2/],
    ['nothing at all', '', [], /data.csv/],
    ['a header alone', 'value\n', [], /no row below/],
    ['bytes', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3), [], /data.csv/],
    ['broken JSON', '[1, 2,', [], /begins like JSON/],
    ['mixed JSON', '[{"value":1}, 2]', [], /entry 2/],
    ['a level that is none', column(values), ['--level', '1.5e9'], /--level/],
  ]
  it.each(bad)('%s: one sentence that says where', async (_name, content, args, words) => {
    const { refusal } = await runAnalysis(build, content, ['--json', ...args])
    expect(refusal).toMatch(words)
  })
})
