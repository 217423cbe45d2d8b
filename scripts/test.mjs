/** `npm test`: everything, from an empty clone: check, unit, database, real networks, browser. Plain JavaScript that Node 20 can read. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBundle, ensureInstalled, orSentence, root, underPinnedNode } from '../bin/launch.mjs'

const run = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status

const check = () => {
  const passed = run(['scripts/check.ts']) === 0
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

/** Runs Vitest projects and counts from its own report. A run that ends badly with no failed test (it crashed, or an error had no test) counts as one. */
const vitest = (...projects) => {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'athar-report-')), 'report.json')
  const status = run([
    path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
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
  unit: () => vitest('unit', 'database'),
  network: () => {
    // The AT Protocol's own servers: 600 packages that only these tests need.
    ensureInstalled({ folder: path.join(root, 'testing', 'atproto'), withTests: true })
    return vitest('network')
  },
  browser: () => {
    ensureBundle()
    return vitest('browser')
  },
}

await orSentence(async () => {
  const args = process.argv.slice(2)
  ensureInstalled({ withTests: true })
  if (!(await underPinnedNode(fileURLToPath(import.meta.url), args))) return
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, stage] of Object.entries(stages)) {
    if (args.length > 0 && !args.includes(name)) continue
    const startedMs = performance.now()
    process.stdout.write(`\n── ${name} ──\n`)
    const counts = stage()
    for (const kind of Object.keys(total)) total[kind] += counts[kind]
    process.stdout.write(
      `${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${Math.round((performance.now() - startedMs) / 1000)} s\n`,
    )
  }
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`)
})
