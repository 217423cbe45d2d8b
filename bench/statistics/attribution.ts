/** Markov attribution on 1 and 10 million paths, against the plain C++ loop over the same compact paths and against DuckDB's aggregation of them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Journeys } from '../../statistics/credit/journeys.ts'
import { creditMarkov } from '../../statistics/credit/markov.ts'
import type { Bench, Ratio } from '../main.ts'
import { channelCount, makeJourneys } from './make-journeys.ts'
import { loadPeer } from './peers.ts'
import { shown, timeOnce } from './timing.ts'

const rounds = 3

/** Where the compiled loop is; null when this machine has no C++ compiler. */
const compile = (folder: string): string | null => {
  const program = path.join(folder, 'count-transitions')
  const source = path.join(import.meta.dirname, 'count-transitions.cpp')
  const { status } = spawnSync('c++', ['-O3', '-march=native', '-o', program, source], { stdio: 'ignore' })
  return status === 0 ? program : null
}

const writeJourneys = (file: string, { offsets, touches, conversions, nulls }: Journeys) => {
  const handle = openSync(file, 'w')
  for (const part of [offsets, touches, conversions, nulls]) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(bytes.length - at, 1 << 28))
  }
  closeSync(handle)
}

/** The whole of our answer – counting, solving, removal effects – against the bare counting alone. */
const againstLoop = async (program: string, folder: string, paths: number, order: number): Promise<Ratio> => {
  const journeys = makeJourneys(paths, 1)
  const file = path.join(folder, 'journeys')
  writeJourneys(file, journeys)
  const numbers = [paths, journeys.touches.length, channelCount, order, 1].map(String)
  let [ours, peer] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let counted = 0
  for (let round = 0; round < rounds; round++) {
    ours = Math.min(ours, await timeOnce(() => creditMarkov(journeys, order)))
    const [took, sum] = execFileSync(program, [file, ...numbers], { encoding: 'utf8' })
      .split(' ')
      .map(Number)
    peer = Math.min(peer, took as number)
    counted = sum as number
  }
  if (counted !== journeys.touches.length + paths)
    throw new Error(`the loop counted ${counted} moves of ${journeys.touches.length + paths}`)
  return {
    name: `Markov order ${order}, ${paths / 1e6} M paths: whole answer against a C++ loop that only counts`,
    ours: shown(ours),
    peer: shown(peer),
    ratio: peer / ours,
    atLeast: null,
  }
}

interface Appender {
  appendInteger: (value: number) => void
  appendUTinyInt: (value: number) => void
  endRow: () => void
  closeSync: () => void
}
interface Connection {
  run: (sql: string) => Promise<unknown>
  runAndReadAll: (sql: string) => Promise<{ getRowsJS: () => unknown[][] }>
  createAppender: (table: string) => Promise<Appender>
  closeSync: () => void
}
/** As much of DuckDB as is used here: its package is only there once a bench has run. */
interface DuckDb {
  DuckDBInstance: { create: (file: string) => Promise<{ connect: () => Promise<Connection> }> }
}

const againstDuckDb = async (paths: number): Promise<Ratio> => {
  const { DuckDBInstance } = await loadPeer<DuckDb>('@duckdb/node-api')
  const journeys = makeJourneys(paths, 1)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run('create table touches (path integer, pos integer, channel utinyint)')
  const appender = await connection.createAppender('touches')
  for (let row = 0; row < paths; row++) {
    const from = journeys.offsets[row] as number
    for (let t = from; t < (journeys.offsets[row + 1] as number); t++) {
      appender.appendInteger(row)
      appender.appendInteger(t - from)
      appender.appendUTinyInt(journeys.touches[t] as number)
      appender.endRow()
    }
  }
  appender.closeSync()
  // What follows what: the counts that order 1 is made from, over the same rows.
  const aggregate = `select channel, following, count(*) from (
    select channel, lead(channel) over (partition by path order by pos) as following from touches) group by all`
  let [ours, peer] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round++) {
    ours = Math.min(ours, await timeOnce(() => creditMarkov(journeys, 1)))
    peer = Math.min(peer, await timeOnce(() => connection.runAndReadAll(aggregate)))
  }
  const moves = (await connection.runAndReadAll(aggregate)).getRowsJS().reduce((sum, row) => sum + Number(row[2]), 0)
  if (moves !== journeys.touches.length) throw new Error(`DuckDB counted ${moves} moves of ${journeys.touches.length}`)
  connection.closeSync()
  return {
    name: `Markov order 1, ${paths / 1e6} M paths: whole answer against DuckDB’s aggregation of the moves`,
    ours: shown(ours),
    peer: shown(peer),
    ratio: peer / ours,
    atLeast: 1,
  }
}

/** How time grows: each step has ten times the paths of the one before, so a ratio of 1 is growth in proportion. */
const growth = async (): Promise<Ratio[]> => {
  const ratios: Ratio[] = []
  let before: { paths: number; ms: number } | null = null
  for (const paths of [1e4, 1e5, 1e6, 1e7]) {
    const journeys = makeJourneys(paths, 2)
    let ms = Number.POSITIVE_INFINITY
    for (let round = 0; round < rounds; round++) ms = Math.min(ms, await timeOnce(() => creditMarkov(journeys, 3)))
    if (before !== null)
      ratios.push({
        name: `Markov order 3 grows from ${before.paths} to ${paths} paths`,
        ours: shown(ms),
        peer: `10 × ${shown(before.ms)}`,
        ratio: (10 * before.ms) / ms,
        atLeast: null,
      })
    before = { paths, ms }
  }
  return ratios
}

export const bench: Bench = async (progress) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'athar-bench-'))
  try {
    const ratios: Ratio[] = []
    const program = compile(folder)
    if (program === null) progress('no C++ compiler (c++) on this machine: the bare loop is not measured')
    else {
      for (const [paths, order] of [
        [1e6, 1],
        [1e6, 3],
        [1e7, 1],
        [1e7, 3],
      ] as const) {
        progress(`attribution: ${paths} paths, order ${order}`)
        ratios.push(await againstLoop(program, folder, paths, order))
      }
    }
    progress('attribution: DuckDB')
    ratios.push(await againstDuckDb(1e6))
    progress('attribution: growth')
    return [...ratios, ...(await growth())]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
