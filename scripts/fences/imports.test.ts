/** Tries the import fences on small houses: each forbidden import is caught by its rule, each allowed one passes. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** [from, to, the rule that forbids it, or null] */
const cases: [string, string, string | null][] = [
  ['statistics/estimate/pool.ts', 'statistics/random/normal.ts', null],
  ['statistics/estimate/clocked.ts', 'contract/post.ts', 'statistics-touch-nothing'],
  ['statistics/estimate/posting.ts', 'server/app.ts', 'statistics-touch-nothing'],
  ['contract/words.ts', 'contract/post.ts', null],
  ['contract/serving.ts', 'server/app.ts', 'contract-touches-nothing'],
  ['channels/alpha/write.ts', 'contract/post.ts', null],
  ['channels/alpha/map.ts', 'channels/port.ts', null],
  ['channels/alpha/exports/read.ts', 'channels/exports/decode.ts', null],
  ['channels/alpha/storing.ts', 'server/database/open.ts', 'channels-know-no-house'],
  ['channels/alpha/measuring.ts', 'statistics/random/normal.ts', 'channels-know-no-house'],
  ['channels/alpha/read.ts', 'channels/beta/read.ts', 'channels-are-strangers'],
  ['channels/registry.ts', 'channels/alpha/write.ts', null],
  ['channels/egress.ts', 'channels/alpha/write.ts', 'channels-enter-by-the-registry'],
  ['server/start.ts', 'channels/alpha/write.ts', 'house-enters-channels-by-the-registry'],
  ['web/features/calendar/page.tsx', 'contract/post.ts', null],
  ['web/features/calendar/meter.tsx', 'channels/alpha/limits.ts', null],
  ['web/features/calendar/send.tsx', 'channels/alpha/write.ts', 'web-meets-server-in-contract'],
  ['web/features/calendar/serve.tsx', 'server/app.ts', 'web-meets-server-in-contract'],
  ['web/features/calendar/peek.tsx', 'web/features/today/card.tsx', 'pages-are-strangers'],
  ['web/features/calendar/knock.tsx', 'web/features/today/index.tsx', null],
  ['server/features/calendar/publish.ts', 'channels/registry.ts', null],
  ['server/features/calendar/routes.ts', 'channels/registry.ts', 'three-doors'],
  ['server/features/learning/measure.ts', 'statistics/random/normal.ts', null],
  ['server/features/learning/measure/fit.ts', 'server/features/learning/store.ts', 'inner-steps-are-pure'],
  ['server/features/learning/decide.ts', 'server/features/learning/measure.ts', null],
  ['server/features/learning/measure/back.ts', 'server/features/learning/decide.ts', 'loop-runs-one-way-from-measure'],
  ['server/features/learning/decide/ahead.ts', 'server/features/learning/plan.ts', 'loop-runs-one-way-from-decide'],
  ['server/features/learning/store.ts', 'server/database/open.ts', null],
  ['server/features/learning/routes.ts', 'server/database/open.ts', 'sql-lives-in-store'],
  ['server/features/today/routes.ts', 'server/features/learning/index.ts', null],
  ['server/features/today/jobs.ts', 'server/features/learning/measure.ts', 'front-doors'],
  ['server/round.ts', 'server/trip.ts', 'no-circles'],
  ['server/trip.ts', 'server/round.ts', 'no-circles'],
  ['server/features/alpha/index.ts', 'server/features/beta/index.ts', 'no-circles-of-features'],
  ['server/features/beta/routes.ts', 'server/features/alpha/index.ts', 'no-circles-of-features'],
]

let house: string
let found: { from: string; to: string; rule: string }[]

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'fences-'))
  const files = new Map<string, string>()
  for (const [from, to] of cases) {
    for (const file of [from, to]) if (!files.has(file)) files.set(file, `export const a${files.size} = 1\n`)
    const way = path.relative(path.dirname(from), to)
    files.set(
      from,
      `import * as b${files.size} from '${way.startsWith('.') ? way : `./${way}`}'\nconsole.log(b${files.size})\n${files.get(from)}`,
    )
  }
  for (const [file, text] of files) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(house, file), text)
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'))
  writeFileSync(
    path.join(house, 'tsconfig.json'),
    '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}',
  )
  const folders = ['statistics', 'channels', 'contract', 'server', 'web']
  const report = execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      path.join(root, '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: house, encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  found = (
    JSON.parse(report) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } }
  ).summary.violations.map((violation) => ({ from: violation.from, to: violation.to, rule: violation.rule.name }))
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

/** A circle is reported from one of its two ends, and a circle of features by their folders. */
const isCaught = (from: string, to: string, rule: string) =>
  found.some((violation) => {
    if (violation.rule !== rule) return false
    if (rule === 'no-circles-of-features') return from.startsWith(violation.from)
    return (violation.from === from && violation.to === to) || (rule === 'no-circles' && violation.from === to && violation.to === from)
  })

test.each(cases.filter(([, , rule]) => rule !== null))('%s may not import %s', (from, to, rule) => {
  expect(isCaught(from, to, rule as string)).toBe(true)
})

test.each(cases.filter(([, , rule]) => rule === null))('%s may import %s', (from, to) => {
  expect(found.filter((violation) => violation.from === from && violation.to === to)).toEqual([])
})
