/** `athar holdout FILE`: which units to leave out, for how long, and the smallest effect that could be seen, from a brand's own past. */
import type { Command } from 'commander'
import { designHoldout, type Holdout, type HoldoutDesign } from '../../statistics/lift/design-holdout.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type FileUnits, readUnits, type UnitOptions } from '../tables/read-units.ts'
import { analysis, type Answer, wholeNumber } from './analysis.ts'
import { columns, number, percent } from './plots.ts'

interface Options extends UnitOptions {
  effect: string
  mostUnits?: string
  mostShare: string
  mostTimes: string
  lengths?: string
  seed: string
}

const shareOf = (option: string, text: string): number => {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
  if (text.trim() === '' || !(value > -1 && value <= 10) || value === 0) throw new Problem(words('problem.share', { option, text }))
  return value
}

const rowOf = ({ units }: FileUnits, holdout: Holdout) => [
  holdout.units.length === 0 ? words('holdout.whole') : holdout.units.map((unit) => units[unit] as string).join(', '),
  String(holdout.times),
  percent(holdout.share).replace(/^\+/, ''),
  percent(holdout.smallest),
  `${percent(holdout.smallestInterval[0])} … ${percent(holdout.smallestInterval[1])}`,
  percent(holdout.power).replace(/^\+/, ''),
  `${holdout.placebos} (${holdout.separate})`,
]

const named = ({ units }: FileUnits, { units: out, ...rest }: Holdout) => ({ units: out.map((unit) => units[unit]), ...rest })

const answerFor = (file: FileUnits, found: HoldoutDesign, wished: number): Answer => {
  if (found.kind === 'too-little-data')
    return {
      json: found,
      text: () => [words(`holdout.tooLittle.${found.unit}`, { have: found.have, need: found.need })],
      picture: null,
    }
  const main = found.kind === 'design' ? found.chosen : found.best
  const headline = words(found.kind === 'design' ? 'holdout.design' : 'holdout.nothing', {
    units: rowOf(file, main)[0] as string,
    times: main.times,
    wished: percent(wished),
    smallest: percent(main.smallest),
    power: number(100 * main.power, 3),
  })
  // The cheapest first; beyond a screenful nobody compares.
  const shown = found.tried.toSorted((a, b) => a.share * a.times - b.share * b.times || a.smallest - b.smallest).slice(0, 15)
  return {
    json: {
      kind: found.kind,
      wished,
      ...(found.kind === 'design' ? { chosen: named(file, found.chosen) } : { best: named(file, found.best) }),
      tried: found.tried.map((holdout) => named(file, holdout)),
    },
    text: () => [
      headline,
      '',
      ...columns(
        ['units', 'times', 'share', 'smallest', 'interval', 'power', 'placebos'].map((key) => words(`holdout.column.${key}`)),
        shown.map((holdout) => rowOf(file, holdout)),
      ),
      '',
      words('holdout.note', { times: file.times.length, units: file.units.length }),
      words('holdout.alarms'),
    ],
    picture: () => ({
      kind: 'intervals',
      title: words('holdout.title'),
      description: headline,
      note: words('holdout.note', { times: file.times.length, units: file.units.length }),
      axis: words('holdout.column.smallest'),
      reference: wished,
      rows: shown.map((holdout) => ({
        label: `${rowOf(file, holdout)[0]} × ${holdout.times}`,
        value: holdout.smallest,
        interval: holdout.smallestInterval,
        note: percent(holdout.power).replace(/^\+/, ''),
      })),
    }),
  }
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--effect <share>', 'the relative effect that should be seen, such as 10% or 0.1', '10%')
      .option('--unit <name>', 'the column that tells units apart; none: one unit, compared with its own weeks before')
      .option('--time <name>', 'the column of the time')
      .option('--value <name>', 'the column of the outcome, above zero')
      .option('--most-units <n>', 'how many units can be left out (default: half)')
      .option('--most-share <share>', 'of all volume that can be left out', '50%')
      .option('--most-times <n>', 'how long it may last', '56')
      .option('--lengths <list>', 'lengths to try, separated by commas (default: 7,14,21,28,42,56)')
      .option('--seed <n>', 'of the sets of units that are tried', '1'),
    async (file, options) => {
      const wished = shareOf('--effect', options.effect)
      const read = await readUnits(file, options)
      const lengths = options.lengths?.split(',').map((text) => wholeNumber('--lengths', text, 1, 1000))
      const found = designHoldout(
        read.values,
        {
          wished,
          mostShare: Math.abs(shareOf('--most-share', options.mostShare)),
          mostTimes: wholeNumber('--most-times', options.mostTimes, 1, 10_000),
          ...(options.mostUnits === undefined ? {} : { mostUnits: wholeNumber('--most-units', options.mostUnits, 1, 1e6) }),
          ...(lengths === undefined ? {} : { lengths }),
        },
        createGenerator(wholeNumber('--seed', options.seed, 0, 2 ** 31)),
      )
      return answerFor(read, found, wished)
    },
  )
