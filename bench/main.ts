/** `npm run bench [-- name …]`: prints ratios against a peer or a physical limit that was measured in the same run. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** One figure: ours, the peer's, and their ratio (above 1: ours is better). */
export interface Ratio {
  name: string
  ours: string
  peer: string
  ratio: number
  /** The least that is promised; null when nothing is. */
  atLeast: number | null
}
export type Bench = (progress: (words: string) => void) => Promise<Ratio[]>

const here = import.meta.dirname
const names = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There is: ${names.join(', ')}.`)
  process.exitCode = 2
} else {
  for (const name of asked.length > 0 ? asked : names) {
    const { bench } = (await import(path.join(here, name, 'run.ts'))) as { bench: Bench }
    const ratios = await bench((words) => process.stderr.write(`${words}\n`))
    console.log(`\n${name}`)
    for (const ratio of ratios) {
      const verdict =
        ratio.atLeast === null ? '' : ratio.ratio >= ratio.atLeast ? ` – pass (≥ ${ratio.atLeast})` : ` – short of ${ratio.atLeast}`
      if (ratio.atLeast !== null && ratio.ratio < ratio.atLeast) process.exitCode = 1
      console.log(`  ${ratio.name}: ${ratio.ours} against ${ratio.peer}: ratio ${ratio.ratio.toFixed(2)}${verdict}`)
    }
  }
}
