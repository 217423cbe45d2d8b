/** `athar attribute`: the worked numbers of all models, events put in order, and one sentence for each kind of bad file. */
import { describe, expect, it } from 'vitest'
import { runAnalysis } from '../testing/run-analysis.ts'
import { build } from './attribute.ts'

interface Model {
  model: string
  total: number
  channels: { channel: string; conversions: number; interval: [number, number]; value: number | null }[]
}
const header = 'path,total_conversions,total_conversion_value,total_null'
const paths = `${header}\na > b > c,10,100,30\nb,5,50,20\nc > a,3,60,40\n`
const models = async (content: string, ...args: string[]) =>
  (await runAnalysis(build, content, ['--json', ...args])).json()['models'] as unknown as Model[]
const credits = (model: Model | undefined) =>
  Object.fromEntries((model?.channels ?? []).map(({ channel, conversions }) => [channel, conversions]))

describe('what it answers', () => {
  it('credits first, last and every touch as they are defined', async () => {
    expect(credits((await models(paths, '--model', 'first'))[0])).toEqual({ a: 10, b: 5, c: 3 })
    expect(credits((await models(paths, '--model', 'last'))[0])).toEqual({ a: 3, b: 5, c: 10 })
    const linear = credits((await models(paths, '--model', 'linear'))[0])
    expect(linear['a']).toBeCloseTo(10 / 3 + 1.5, 12)
  })
  it('answers all models at once: each sums to all conversions, each number has its interval', async () => {
    const all = await models(paths, '--model', 'all')
    expect(all.map(({ model }) => model)).toEqual(
      expect.arrayContaining(['first', 'last', 'linear', 'time-decay', 'position', 'shapley', 'markov:1']),
    )
    for (const { channels } of all) {
      expect(channels.reduce((sum, { conversions }) => sum + conversions, 0)).toBeCloseTo(18, 9)
      expect(channels.reduce((sum, { value }) => sum + (value ?? Number.NaN), 0)).toBeCloseTo(210, 9)
      for (const { conversions, interval } of channels)
        expect(interval[0] <= conversions + 1e-9 && conversions <= interval[1] + 1e-9).toBe(true)
    }
  })
  it('puts events in order: a conversion ends a journey, and the next touch begins another', async () => {
    const events = `visitor,occurred_at,channel,conversion,value
v1,2026-01-02,mail,1,30
v1,2026-01-01,search,0,
v1,2026-01-05,search,0,
v2,2026-01-01,social,0,
v3,2026-01-01T10:00:00Z,social,0,
v3,2026-01-03,,1,12
`
    const [first] = await models(events, '--model', 'first')
    expect(credits(first)).toEqual({ mail: 0, search: 1, social: 1 })
    expect((await runAnalysis(build, events, ['--json'])).json()).toMatchObject({ journeys: 4, conversions: 2, rows: 6 })
  })
  it('says where models disagree before anything else, and that credit is not effect', async () => {
    const { out, svg } = await runAnalysis(build, paths, [], { svg: true })
    expect(out.split('\n')[0]).toMatch(/^The models disagree most about “[abc]”/)
    expect(out).toContain('Credit is not effect')
    expect(svg?.match(/class="dot"/g)?.length).toBeGreaterThanOrEqual(3)
  })
  it('is the same each time', async () => {
    expect(await models(paths, '--model', 'markov:2')).toEqual(await models(paths, '--model', 'markov:2'))
  })
  it('has nothing to credit without a conversion, and everything to one channel alone', async () => {
    expect((await runAnalysis(build, `${header}\na > b,0,0,9\n`)).json()).toMatchObject({ kind: 'too-little-data', models: [] })
    const alone = await runAnalysis(build, `${header}\na > a,4,0,9\n`)
    expect((alone.json()['notes'] as unknown as string[]).join(' ')).toContain('only one channel')
  })
})

describe('bad files', () => {
  const bad: [string, string, string[], RegExp][] = [
    ['a negative count', `${header}\na,-1,0,0\n`, [], /row 2, column “total_conversions”: -1 is below zero/],
    ['words for a count', `${header}\na,1,0,0\nb,ten,0,0\n`, [], /row 3, column “total_conversions”: “ten”/],
    ['a path with a hole', `${header}\na > > b,1,0,0\n`, [], /row 2.*place without a channel/],
    ['a model that is none', paths, ['--model', 'magic'], /--model magic: choose one of/],
    ['no path and no visitor', 'date,clicks\n2026-01-01,3\n', [], /path.*--path/],
    ['an event without a time', 'visitor,occurred_at,channel\nv,,mail\n', [], /row 2, column “occurred_at”: the cell is empty/],
    ['an event without a person', 'visitor,occurred_at,channel\n,2026-01-01,mail\n', [], /column “visitor”/],
    ['too few replicates', paths, ['--replicates', '3'], /--replicates 3/],
  ]
  it.each(bad)('%s: one sentence that says where', async (_name, content, args, words) => {
    expect((await runAnalysis(build, content, ['--json', ...args])).refusal).toMatch(words)
  })
})
