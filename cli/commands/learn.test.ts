/** Tests of `athar learn FILE`: the answer as JSON and in words, and one clear sentence for bad files. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../testing/posts.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'athar-learn-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const athar = (args: string[], options: { input?: string; language?: string } = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', 'learn', ...args], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env['PATH'], LANG: options.language ?? 'en_GB.UTF-8' },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
    child.stdin.end(options.input ?? '')
  })

const write = (name: string, lines: string[]) => {
  const file = path.join(folder, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

/** An evening at 19:00 UTC, one post a day. */
const makeTable = (n: number, height: number): string[] => {
  const posts = makePosts({ seed: 'file', n, formats: 2, slotEffect: (slot) => eveningBump(slot, height) })
  const at = (i: number) =>
    new Date(Date.parse('2026-01-05T00:00:00Z') + (Math.floor(i / 7) * 168 + (posts.slots[i] as number)) * 3_600_000).toISOString()
  return [
    'published_at,impressions,engagements,format',
    ...posts.slots.map((_, i) => `${at(i)},${posts.exposures[i]},${posts.counts[i]},${posts.formats[i] === 0 ? 'photo' : 'video'}`),
  ]
}

let answer: Record<string, unknown>
let evening: string
beforeAll(async () => {
  evening = write('evening.csv', makeTable(300, 0.9))
  const { code, out, err } = await athar([evening, '--json'])
  if (code !== 0 || err !== '') throw new Error(`athar learn answered ${code}: ${err}`)
  answer = JSON.parse(out) as Record<string, unknown>
}, 60_000)

describe('athar learn FILE', () => {
  it('gives 168 slots with mean, interval and n, the formats, and a recommendation', () => {
    const slots = answer['slots'] as { weekday: number; hour: number; mean: number; interval: [number, number]; n: number }[]
    expect(slots).toHaveLength(168)
    for (const { mean, interval } of slots) expect(interval[0] < mean && mean < interval[1]).toBe(true)
    expect(slots.reduce((sum, { n }) => sum + n, 0)).toBe(300)
    expect((answer['formats'] as unknown[]).length).toBe(2)
    const recommendation = answer['recommendation'] as { kind: string; slots: { hour: number }[]; reason: string }
    expect(recommendation.kind).toBe('slots')
    expect(Math.abs((recommendation.slots[0]?.hour ?? 0) - 19)).toBeLessThanOrEqual(2)
    expect(recommendation.reason).toMatch(/better than your average/)
  })

  it('reads the same from standard input, and the hours of the zone asked for', async () => {
    const { code, out } = await athar(['-', '--json', '--time-zone', 'Asia/Riyadh'], { input: makeTable(300, 0.9).join('\n') })
    expect(code).toBe(0)
    const recommendation = (JSON.parse(out) as { recommendation: { slots: { hour: number }[] } }).recommendation
    expect(Math.abs((recommendation.slots[0]?.hour ?? 0) - 22)).toBeLessThanOrEqual(2)
  }, 60_000)

  it('says that no hour is better where none is, with exit code 0', async () => {
    const { code, out } = await athar([write('flat.csv', makeTable(200, 0)), '--json'])
    expect(code).toBe(0)
    expect((JSON.parse(out) as { recommendation: { kind: string; reason: string } }).recommendation).toMatchObject({
      kind: 'no-better-slot',
      reason: expect.stringContaining('Shuffling the hours'),
    })
  }, 60_000)

  it('answers too little data, with exit code 0, also in Arabic', async () => {
    const { code, out } = await athar([write('few.csv', makeTable(11, 0))], { language: 'ar_SA.UTF-8' })
    expect(code).toBe(0)
    expect(out).toContain('ينقص 9 منشورات')
  }, 60_000)

  it.each([
    ['a file that is not there', () => path.join(folder, 'nowhere.csv'), 'there is no such file'],
    ['a file with other columns', () => write('other.csv', ['a,b', '1,2']), 'published_at'],
    ['a file without engagements', () => write('views.csv', ['published_at,impressions', '2026-01-05T10:00:00Z,100']), 'engagements'],
    ['dates that are none', () => write('dates.csv', ['published_at,engagements', 'soon,5', 'later,6']), 'row 2, column published_at'],
  ])(
    'refuses %s with one sentence and exit code 2',
    async (_name, file, words) => {
      const { code, out, err } = await athar([file(), '--json'])
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain(words)
      expect(err.trim().split('\n')).toHaveLength(1)
    },
    60_000,
  )

  it('refuses a zone and a metric that are none', async () => {
    expect((await athar([evening, '--time-zone', 'Mars/Olympus'])).err).toContain('this is no time zone')
    expect((await athar([evening, '--metric', 'luck'])).err).toContain('choose one of')
  }, 60_000)
})
