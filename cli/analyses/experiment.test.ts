/** `athar experiment`: equal to published reference cases by all three rules, the split first, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './experiment.ts'

interface Comparison {
  arm: string
  absolute: number
  relative: number
  interval: [number, number]
  p: number
  chance: number
  risk: { keep: number; choose: number }
  checkpoints?: { n: number; p: number }[]
  kind?: string
}
// Real headlines of the Upworthy Research Archive; the answers are those of GrowthBook's gbstats (commit 8f1db445).
const upworthy = 'arm,n,conversions\na,3645,40\nb,3624,39\n'
const compare = async (content: string, ...args: string[]) =>
  ((await runAnalysis(build, content, ['--json', ...args])).json()['comparisons'] as unknown as Comparison[])[0] as Comparison

describe('what it answers', () => {
  it('equals gbstats: the fixed test, absolute and relative', async () => {
    const absolute = await compare(upworthy)
    expect(absolute.absolute).toBeCloseTo(-0.0002123474958893156, 12)
    expect(absolute.interval[0]).toBeCloseTo(-0.004980014090295948, 9)
    expect(absolute.p).toBeCloseTo(0.9304278769581746, 8)
    const relative = await compare(upworthy, '--scale', 'relative')
    expect(relative.relative).toBeCloseTo(-0.019350165562913885, 12)
    expect(relative.interval).toEqual([expect.closeTo(-0.44959247034995287, 8), expect.closeTo(0.41089213922412504, 8)])
  })
  it('equals gbstats: sequential and Bayesian', async () => {
    const sequential = await compare(upworthy, '--method', 'sequential', '--scale', 'relative')
    expect(sequential.interval).toEqual([expect.closeTo(-0.687181735050574, 8), expect.closeTo(0.6484814039247462, 8)])
    const flat = await compare(upworthy, '--method', 'bayesian', '--scale', 'relative')
    expect(flat.chance).toBeCloseTo(0.4648731067327435, 6)
    expect(flat.risk.keep).toBeCloseTo(0.07822438642430729, 6)
    const informed = await compare(upworthy, '--method', 'bayesian', '--scale', 'relative', '--prior', '0.3')
    expect(informed.interval[0]).toBeCloseTo(-0.3597832016489156, 6)
  })
  it('takes means with variances or deviations, and checkpoints with the newest last', async () => {
    const means = 'arm,n,mean,variance\ncontrol,100,5,4\nnew,100,6,4\n'
    expect((await compare(means)).absolute).toBeCloseTo(1, 12)
    expect((await compare('arm,n,mean,sd\ncontrol,100,5,2\nnew,100,6,2\n')).p).toBeCloseTo((await compare(means)).p, 12)
    const looks = 'arm,n,conversions\na,100,10\nb,100,12\na,1000,100\nb,1000,150\n'
    const sequential = await compare(looks, '--method', 'sequential')
    expect(sequential.checkpoints?.map(({ n }) => n)).toEqual([200, 2000])
    expect((await runAnalysis(build, looks)).out).toContain('only right when looked at once')
  })
  it('tests the split before anything else', async () => {
    const { out } = await runAnalysis(build, 'arm,n,conversions\na,5000,50\nb,5600,70\n', [])
    expect(out.split('\n')[0]).toContain('not split as planned')
    const planned = await runAnalysis(build, 'arm,n,conversions\na,5000,50\nb,2500,30\n', ['--shares', '2,1'])
    expect(planned.out.split('\n')[0]).toContain('split as planned')
  })
  it('draws the effects around zero', async () => {
    const { out, svg } = await runAnalysis(build, upworthy, [], { svg: true })
    expect(out).toMatch(/├─*●─*┤|├.*┤/)
    expect(svg).toContain('stroke-dasharray="3 3"')
  })
  it('has nothing to say where nothing varies', async () => {
    expect(await compare('arm,n,conversions\na,50,0\nb,50,0\n')).toMatchObject({ kind: 'too-little-data', interval: null })
  })
})

describe('bad files', () => {
  const bad: [string, string, string[], RegExp][] = [
    ['one arm', 'arm,n,conversions\na,10,1\n', [], /needs two arms/],
    ['more conversions than units', 'arm,n,conversions\na,10,11\nb,10,1\n', [], /row 2.*11 conversions among 10 units/],
    ['half a unit', 'arm,n,conversions\na,10.5,1\nb,10,1\n', [], /row 2, column “n”: 10.5/],
    ['no unit', 'arm,n,conversions\na,0,0\nb,10,1\n', [], /row 2, column “n”/],
    ['units that become fewer', 'arm,n,conversions\na,10,1\nb,10,1\na,9,1\n', [], /row 4.*had 10 in row 2/],
    ['a negative variance', 'arm,n,mean,variance\na,10,1,-1\nb,10,1,1\n', [], /row 2, column “variance”/],
    ['no variance', 'arm,n,mean\na,10,1\nb,10,1\n', [], /--variance/],
    ['a control that is not there', upworthy, ['--control', 'z'], /no arm “z”.*a, b/],
    ['shares that do not fit', upworthy, ['--shares', '1,1,1'], /--shares/],
  ]
  it.each(bad)('%s: one sentence that says where', async (_name, content, args, words) => {
    expect((await runAnalysis(build, content, ['--json', ...args])).refusal).toMatch(words)
  })
})
