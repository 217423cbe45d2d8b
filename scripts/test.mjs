/** `npm test`: everything, from an empty clone: check, unit, database, real networks, browser. Plain JavaScript that Node 20 can read. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBundle, ensureInstalled, orSentence, root, underPinnedNode } from '../bin/launch.mjs'

/** Runs a script of ours. What a stage in the background says is kept (`keep`) and shown when its turn has come, so that two never mix. */
const run = async (args, keep) => {
  const child = spawn(process.execPath, args, { cwd: root, stdio: keep ? ['ignore', 'pipe', 'pipe'] : 'inherit' })
  for (const stream of keep ? [child.stdout, child.stderr] : []) stream.on('data', (chunk) => keep.push(chunk))
  const [status] = await once(child, 'close')
  return status
}

const check = async () => {
  const passed = (await run(['scripts/check.ts'])) === 0
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

/** Runs Vitest projects and counts from its own report. A run that ends badly with no failed test (it crashed, or an error had no test) counts as one. */
const vitest = async (projects, keep) => {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'athar-report-')), 'report.json')
  const status = await run(
    [
      path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    keep,
  )
  const counts = { passed: 0, failed: 0, skipped: 0 }
  if (fs.existsSync(report)) {
    const result = JSON.parse(fs.readFileSync(report, 'utf8'))
    counts.passed = result.numPassedTests
    // A file that could not even be loaded has no tests to count; it is one failure.
    const unloaded = result.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
    )
    counts.failed = result.numFailedTests + unloaded.length
    counts.skipped = result.numPendingTests + result.numTodoTests
  }
  fs.rmSync(path.dirname(report), { recursive: true, force: true })
  if (status !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

const stages = {
  check,
  unit: () => vitest(['unit', 'database']),
  network: (keep) => vitest(['network'], keep),
  browser: () => vitest(['browser']),
}

/** What a stage needs before it runs; done one after another, for two installations at once would be in each other's way. */
const preparations = {
  // The AT Protocol's own servers: 600 packages that only these tests need.
  network: () => ensureInstalled({ folder: path.join(root, 'testing', 'atproto'), withTests: true }),
  browser: () => ensureBundle(),
}

/** The network stage mostly waits for its servers, the browser stage for pages: both at once take as long as the longer one. */
const besides = { browser: 'network' }

const timed = async (stage, keep) => {
  const startedMs = performance.now()
  const counts = await stage(keep)
  return { ...counts, seconds: Math.round((performance.now() - startedMs) / 1000) }
}

await orSentence(async () => {
  const args = process.argv.slice(2)
  ensureInstalled({ withTests: true })
  if (!(await underPinnedNode(fileURLToPath(import.meta.url), args))) return
  const wanted = Object.keys(stages).filter((name) => args.length === 0 || args.includes(name))
  const total = { passed: 0, failed: 0, skipped: 0 }
  const show = (name, { seconds, ...counts }) => {
    for (const kind of Object.keys(total)) total[kind] += counts[kind]
    process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds} s\n`)
  }
  const together = (name) =>
    wanted.includes(name) && Object.entries(besides).some(([front, back]) => back === name && wanted.includes(front))
  for (const name of wanted.filter((each) => !together(each))) {
    const other = together(besides[name]) ? besides[name] : null
    process.stdout.write(`\n── ${name} ──${other === null ? '' : ` (${other} runs beside it, its words follow)`}\n`)
    for (const each of [other, name]) preparations[each]?.()
    const kept = []
    const beside = other === null ? null : timed(stages[other], kept)
    show(name, await timed(stages[name]))
    if (beside === null) continue
    const counts = await beside
    process.stdout.write(`\n── ${other} ──\n`)
    process.stdout.write(Buffer.concat(kept))
    show(other, counts)
  }
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`)
})
