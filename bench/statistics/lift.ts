/** A structural time series per 1,000 draws, against the passes through the data that each draw cannot do without. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { estimateBstsEffect } from '../../statistics/lift/bsts-effect.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Bench } from '../main.ts'
import { shown, timeOnce } from './timing.ts'

const [times, draws, rounds] = [200, 1000, 3]

export const bench: Bench = async (progress) => {
  progress('structural time series: 1,000 draws')
  const source = createGenerator('bench lift')
  const controls = [0, 1, 2].map(() => Float64Array.from({ length: times }, () => drawNormal(source)))
  let level = 100
  const response = Float64Array.from(
    { length: times },
    (_, t) => (level += 0.1 * drawNormal(source)) + 2 * (controls[0]?.[t] as number) + drawNormal(source),
  )
  const data = { response, controls, pre: [0, 139] as [number, number], post: [140, times - 1] as [number, number] }
  let ours = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) ours = Math.min(ours, await timeOnce(() => estimateBstsEffect(data, { draws, burn: 0 })))
  const folder = mkdtempSync(path.join(tmpdir(), 'athar-bench-'))
  try {
    const program = path.join(folder, 'filter')
    const { status } = spawnSync('c++', ['-O3', '-march=native', '-o', program, path.join(import.meta.dirname, 'filter.cpp')], {
      stdio: 'ignore',
    })
    const name = `structural time series, ${draws} draws of ${times} times and 3 controls`
    if (status !== 0) {
      progress('no C++ compiler (c++) on this machine: the bare passes are not measured')
      return [{ name: `${name}: allowed time`, ours: shown(ours), peer: '1 s', ratio: 1000 / ours, atLeast: 1 }]
    }
    const bare = Number(execFileSync(program, [String(times), String(draws)], { encoding: 'utf8' }))
    return [
      {
        name: `${name}: against C++ that only filters and draws back`,
        ours: shown(ours),
        peer: shown(bare),
        ratio: bare / ours,
        atLeast: null,
      },
      { name: `${name}: allowed time`, ours: shown(ours), peer: '1 s', ratio: 1000 / ours, atLeast: 1 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
