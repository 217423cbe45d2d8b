/** `athar switchback`: draws when something is on and off, and says from the outcomes what being on did. */
import type { Command } from 'commander'
import { assignSwitchback } from '../../statistics/lift/switchback-assign.ts'
import { analyseSwitchback } from '../../statistics/lift/switchback-effect.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { Problem } from '../problem.ts'
import { setTerminalLanguage, words } from '../say.ts'
import { readCell } from '../tables/cells.ts'
import { findColumn, needColumn } from '../tables/columns.ts'
import { openTable } from '../tables/open-table.ts'
import { readFlag } from '../tables/read-panel.ts'
import { analysis, type Answer, levelOf, wholeNumber } from './analysis.ts'
import { number, percent } from './plots.ts'

interface Options {
  outcome?: string
  on?: string
  time?: string
  block: string
  carryOver: string
  season: string
  level: string
  seed: string
}

const readTimes = async (file: string, options: Options) => {
  const table = await openTable(file)
  const outcome = needColumn(table, options.outcome, ['outcome', 'value', 'y', 'sales', 'conversions', 'القيمة'], '--outcome')
  const on = needColumn(table, options.on, ['on', 'is_on', 'active', 'treated', 'تشغيل'], '--on')
  const time = findColumn(table, options.time, ['time', 'date', 'day', 'hour', 'التاريخ'], '--time')
  const read = {
    fileName: table.fileName,
    name: table.columns[outcome] as string,
    outcomes: [] as number[],
    on: [] as number[],
    times: [] as string[],
  }
  for await (const { row, cells } of table.rows()) {
    const place = (column: number) => ({ file: table.fileName, row, column: table.columns[column] as string })
    const flag = readFlag(cells[on])
    if (flag === null) throw new Problem(words('problem.notFlag', { ...place(on), cell: cells[on] ?? '' }))
    read.on.push(flag ? 1 : 0)
    read.outcomes.push(readCell(cells[outcome], place(outcome), table.decimal))
    read.times.push(time === null ? String(read.times.length + 1) : (cells[time] ?? '').trim())
  }
  if (read.on.length === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return read
}

/** The first time whose row is not on and off in pairs of blocks; null when all are. */
const strayRow = (on: number[], blockLength: number): number | null => {
  const used = 2 * blockLength * Math.floor(on.length / blockLength / 2)
  for (let t = 0; t < used; t++) {
    const block = Math.floor(t / blockLength)
    if (on[t] !== on[block * blockLength] || on[t] === on[(block ^ 1) * blockLength]) return t
  }
  return null
}

const answerFor = (read: Awaited<ReturnType<typeof readTimes>>, found: ReturnType<typeof analyseSwitchback>): Answer => {
  if (found.kind === 'too-little-data')
    return { json: found, text: () => [words(`switchback.tooLittle.${found.unit}`, { have: found.have, need: found.need })], picture: null }
  const { effect, diagnostics } = found
  const [low, high] = effect.interval
  const isClear = (low !== null && low > 0) || (high !== null && high < 0)
  const edge = (value: number | null) => (value === null ? words('switchback.endless') : number(value))
  const headline = words(isClear ? 'switchback.clear' : 'switchback.open', {
    name: read.name,
    average: number(effect.average),
    low: edge(low),
    high: edge(high),
    level: 100 * effect.level,
    relative: percent(effect.relative),
    p: number(effect.p, 3),
  })
  const note = words('switchback.n', {
    on: diagnostics.onN,
    off: diagnostics.offN,
    blocks: diagnostics.blocks,
    dropped: diagnostics.droppedN,
    missing: diagnostics.missing,
  })
  return {
    json: found,
    text: () => [headline, '', note, words('switchback.assumes')],
    picture: () => ({
      kind: 'series',
      title: words('switchback.title', { name: read.name }),
      description: headline,
      note,
      axis: read.name,
      lines: [{ name: read.name, start: 0, values: read.outcomes, strong: true }],
      bands: [],
      marks: spansOn(read.on).map(([from, to]) => ({ at: from, from, to, label: words('switchback.on') })),
      levels: [],
      ends: [read.times[0] ?? '', read.times.at(-1) ?? ''],
    }),
  }
}

const spansOn = (on: number[]): [number, number][] => {
  const spans: [number, number][] = []
  on.forEach((is, t) => {
    const last = spans.at(-1)
    if (is === 0) return
    if (last?.[1] === t - 1) last[1] = t
    else spans.push([t, t])
  })
  return spans
}

interface PlanOptions {
  block: string
  seed: string
  json?: boolean
  language?: 'en' | 'ar'
}

export const build = (command: Command): Command => {
  command
    .command('plan <times>')
    .description('draws the blocks of an experiment of so many times (days, hours), as CSV')
    .option('--block <n>', 'times in a block; more than the carry-over, a whole week where weekdays differ', '7')
    .option('--seed <n>', 'of the coins; write it down', '1')
    .option('--json', 'answer as JSON')
    .action((times: string, options: PlanOptions) => {
      if (options.language !== undefined) setTerminalLanguage(options.language)
      const [length, seed] = [wholeNumber('--block', options.block, 1, 10_000), wholeNumber('--seed', options.seed, 0, 2 ** 31)]
      const blocks = assignSwitchback({ times: wholeNumber('times', times, 2 * length, 1e6), blockLength: length }, createGenerator(seed))
      if (options.json) return console.log(JSON.stringify({ seed, blockLength: length, blocks }, null, 2))
      console.log('time,on')
      for (const { from, to, on } of blocks) for (let t = from; t <= to; t++) console.log(`${t + 1},${on ? 1 : 0}`)
    })
  const analyse = command.command('analyse', { isDefault: true }).description('what being on did, from a table of times')
  analysis<Options>(
    analyse
      .option('--outcome <name>', 'the column of the outcome')
      .option('--on <name>', 'the column that says 1 where it was on')
      .option('--time <name>', 'the column of the time')
      .option('--block <n>', 'times in a block, as drawn', '7')
      .option('--carry-over <n>', 'times for which what was on before still works', '1')
      .option('--season <n>', 'times in a season to take out, 0 for none', '7')
      .option('--level <level>', 'of the interval', '0.95')
      .option('--seed <n>', 'of redraws, where there are too many to try all', '1'),
    async (file, options) => {
      const blockLength = wholeNumber('--block', options.block, 1, 10_000)
      const carryOver = wholeNumber('--carry-over', options.carryOver, 0, blockLength - 1)
      const season = wholeNumber('--season', options.season, 0, 1000)
      const level = levelOf('--level', options.level)
      const read = await readTimes(file, options)
      const stray = strayRow(read.on, blockLength)
      if (stray !== null)
        throw new Problem(
          words('switchback.stray', { file: read.fileName, row: stray + 2, time: read.times[stray] ?? '', block: blockLength }),
        )
      const generator = createGenerator(wholeNumber('--seed', options.seed, 0, 2 ** 31))
      return answerFor(read, analyseSwitchback({ outcomes: read.outcomes, on: read.on, blockLength, carryOver, season }, generator, level))
    },
  )
  return command
}
