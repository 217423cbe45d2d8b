/** `npm run check`: types, fences, lint, format, dead code, words, generated files – everything that needs no database, in parallel. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { languagesAgree } from './fences/languages.ts'
import * as rules from './fences/rules.ts'
import { type Breach, isTest, readSources } from './fences/source.ts'

interface Outcome {
  name: string
  ok: boolean
  seconds: number
  output: string
}

const run = (name: string, command: string, args: string[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ name, ok: code === 0, seconds: (performance.now() - started) / 1000, output }))
  })

const bin = (name: string) => `node_modules/.bin/${name}`

interface Cruise {
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] }
}

/** The dependency graph, with a floor under the number of files seen: a cruise that sees nothing finds nothing. The picture is compared with the same cruise. */
const cruise = async (): Promise<Outcome[]> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'athar-cruise-'))
  try {
    const file = path.join(folder, 'cruise.json')
    const folders = ['statistics', 'channels', 'contract', 'server', 'web', 'cli']
    const args = ['--config', '.dependency-cruiser.mjs', '--no-progress', '--output-type', 'json', '--output-to', file, ...folders]
    const outcome = await run('fences (imports)', bin('depcruise'), args)
    if (!existsSync(file)) return [{ ...outcome, ok: false }]
    const { summary } = JSON.parse(readFileSync(file, 'utf8')) as Cruise
    const expected = readSources(/^(statistics|channels|contract|server|web|cli)\/.*\.tsx?$/).filter(({ path }) => !isTest(path)).length
    const problems = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)
    if (summary.totalCruised < expected * 0.9)
      problems.push(`Only ${summary.totalCruised} modules were cruised where ${expected} files are: the fence does not see the house.`)
    const fences = { ...outcome, ok: outcome.ok && problems.length === 0, output: [outcome.output, ...problems].join('\n') }
    return [fences, await run('architecture picture', process.execPath, ['scripts/draw-architecture.ts', '--check', '--cruise', file])]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const textFences = (): Outcome => {
  const started = performance.now()
  const code = readSources(/^(statistics|channels|contract|server|web|cli|scripts|evaluation|bench|testing)\/.*\.(ts|tsx|mjs)$/).filter(
    ({ path }) => path !== 'server/database/types.ts',
  )
  const styles = readSources(/^web\/.*\.css$/)
  const networks = readdirSync('channels', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'exports')
    .map((entry) => entry.name)
  const breaches: Breach[] = [
    ...rules.environmentIsReadOnce(code),
    ...rules.networksStayHome(code, networks),
    ...rules.oneWriterPerTable(code),
    ...rules.filesSayWhatTheyAreFor(code),
    ...rules.longFilesGiveAReason(code),
    ...rules.directionsAreLogical([...code, ...styles]),
    ...rules.nothingIsSwallowed(code),
    ...rules.kernelsAreTested(code.map(({ path }) => path)),
    ...rules.kernelsHaveReferenceValues(code),
    ...languagesAgree(readSources(/^contract\/languages\/.*\.json$/)),
  ]
  const output = breaches.map(({ path, line, message }) => `${path}${line === undefined ? '' : `:${line}`} ${message}`).join('\n')
  return { name: 'fences (text)', ok: breaches.length === 0, seconds: (performance.now() - started) / 1000, output }
}

const cruised = cruise()
const outcomes = await Promise.all([
  ...['tsconfig.json', 'statistics/tsconfig.json', 'web/tsconfig.json'].map((project) =>
    run(`types (${project})`, 'node_modules/typescript-7/bin/tsc', ['--noEmit', '-p', project]),
  ),
  Promise.resolve(textFences()),
  run('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']),
  run('format', bin('biome'), ['format', '.']),
  run('dead code', bin('knip'), ['--no-progress']),
])
outcomes.push(...(await cruised))
for (const { name, ok, seconds, output } of outcomes) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`)
  if (!ok)
    console.log(
      output
        .trim()
        .split('\n')
        .map((line) => `     ${line}`)
        .join('\n'),
    )
}
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
