/** `npm run evaluate [-- capability …] [--seed N] [--quick]`: prints our figures beside the published ones and writes them as JSON. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Row, Run } from './row.ts'

const here = import.meta.dirname
const capabilities = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'results')
  .map((entry) => entry.name)

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261123' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const columns = ['name', 'ours', 'published', 'verdict', 'data', 'source'] as const

const printTable = (title: string, rows: Row[]) => {
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)))
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(`\n${title}\n${line([...columns])}\n${line(widths.map((width) => '─'.repeat(width)))}`)
  for (const row of rows) console.log(line(columns.map((column) => row[column])))
}

const progress = (words: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${words}`)
}

const evaluate = async (capability: string, seed: number): Promise<Row[]> => {
  const { run } = (await import(path.join(here, capability, 'run.ts'))) as { run: Run }
  const started = performance.now()
  const rows = await run({ seed, quick: values.quick, progress })
  progress('')
  printTable(`${capability} (seed ${seed}${values.quick ? ', quick' : ''}, ${((performance.now() - started) / 1000).toFixed(0)} s)`, rows)
  mkdirSync(path.join(here, 'results'), { recursive: true })
  const name = values.quick ? `${capability}.quick.local.json` : `${capability}.json`
  writeFileSync(path.join(here, 'results', name), `${JSON.stringify({ capability, seed, quick: values.quick, rows }, null, 2)}\n`)
  return rows
}

const seed = Number(values.seed)
const unknown = positionals.filter((name) => !capabilities.includes(name))
if (values.help || unknown.length > 0 || !Number.isSafeInteger(seed)) {
  if (unknown.length > 0) console.error(`There is no evaluation called ${unknown.join(', ')}.`)
  if (!Number.isSafeInteger(seed)) console.error(`--seed takes a whole number, not “${values.seed}”.`)
  console.log(`npm run evaluate -- [${capabilities.join(' | ')}] [--seed N] [--quick]`)
  process.exitCode = values.help ? 0 : 2
} else {
  let short = 0
  for (const capability of positionals.length > 0 ? positionals : capabilities) {
    const rows = await evaluate(capability, seed)
    short += rows.filter(({ verdict }) => verdict === 'short').length
  }
  console.log(short === 0 ? '\nNothing fell short.' : `\n${short} figures fell short of what is published or promised.`)
  process.exitCode = short === 0 ? 0 : 1
}
