/** `athar growth`: a planted burst is found with its dates and rows, quiet growth is left in peace, and bad files get one sentence. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawPoisson } from '../../statistics/random/poisson.ts'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './growth.ts'

const day = (t: number) => new Date(Date.UTC(2026, 0, 1 + t)).toISOString().slice(0, 10)
const grow = (seed: string, bursts: Record<number, number> = {}) => {
  const source = createGenerator(seed)
  let followers = 5000
  return Array.from({ length: 150 }, (_, t) => (followers += drawPoisson(source, 6) + (bursts[t] ?? 0)))
}
const table = (values: number[], account = '') => values.map((value, t) => `${account === '' ? '' : `${account},`}${day(t)},${value}`)
const quiet = grow('quiet')
const bought = grow('bought', { 90: 1500, 91: 900 })

interface Jump {
  account: string
  from: string
  to: string
  change: number
  interval: [number, number]
  kind: string
  probability: number
  rows: [number, number]
}
const jumpsOf = async (lines: string[], ...args: string[]) =>
  (await runAnalysis(build, lines.join('\n'), ['--json', ...args])).json()['jumps'] as unknown as Jump[]

describe('what it answers', () => {
  it('finds a burst, with its days, rows, size and kind', async () => {
    const [jump, ...more] = await jumpsOf(['date,followers', ...table(bought)])
    expect(more).toEqual([])
    expect([jump?.from, jump?.to, jump?.kind]).toEqual([day(89), day(91), 'burst'])
    expect(jump?.change).toBeCloseTo(2400 / 5540, 1)
    expect(jump?.interval[0]).toBeLessThan(jump?.change as number)
    expect(jump?.rows).toEqual([91, 93])
    expect(jump?.probability).toBeGreaterThan(0.8)
  })
  it('leaves quiet growth in peace, and never says bought without support', async () => {
    const { out } = await runAnalysis(build, ['date,followers', ...table(quiet)].join('\n'), [])
    expect(out).toContain('No unexplained jump')
    expect(out).toContain('not “bought”')
  })
  it('keeps accounts apart', async () => {
    const lines = ['account,date,followers', ...table(quiet, 'ours'), ...table(bought, 'rival')]
    expect((await jumpsOf(lines)).map(({ account }) => account)).toEqual(['rival'])
    const { out, svg } = await runAnalysis(build, lines.join('\n'), [], { svg: true })
    expect(out).toContain('rival')
    expect(svg).toContain('class="mark"')
  })
  it('says how much would be enough', async () => {
    const { out, json } = await runAnalysis(build, 'date,followers\n2026-01-01,5\n2026-01-02,6\n')
    expect(json()).toMatchObject({ kind: 'too-little-data', jumps: [] })
    expect(out).toContain('10')
  })
})

describe('bad files', () => {
  const bad: [string, string, RegExp][] = [
    ['a count below zero', 'date,followers\n2026-01-01,-5\n', /row 2, column “followers”: -5 is below zero/],
    ['a day twice', 'date,followers\n2026-01-01,5\n2026-01-01,6\n', /row 3, column “date”: 2026-01-01 is already in row 2/],
    ['no followers', 'date,likes\n2026-01-01,5\n', /--followers/],
    ['a word', 'date,followers\n2026-01-01,lots\n', /“lots” is not a number/],
  ]
  it.each(bad)('%s: one sentence', async (_name, content, said) => {
    expect((await runAnalysis(build, content)).refusal).toMatch(said)
  })
})
