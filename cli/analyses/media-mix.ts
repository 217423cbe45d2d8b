/** `athar media-mix FILE`: what each channel's spend brought back, and where the data cannot tell. */
import type { Command } from 'commander'
import { type ChannelAnswer, estimateMediaMix, type MediaMix } from '../../statistics/lift/media-mix.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type FileWide, readWide } from '../tables/read-panel.ts'
import { analysis, type Answer, levelOf, wholeNumber } from './analysis.ts'
import { columns, interval, number, percent, whiskers } from './plots.ts'

interface Options {
  response?: string
  spend?: string
  controls?: string
  time?: string
  worth: string
  period: string
  level: string
  seed: string
}

const namesIn = (text: string | undefined) => (text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))

const describe = (name: string, answer: ChannelAnswer): string[] =>
  answer.kind === 'roas'
    ? [
        name,
        number(answer.roas.value, 3),
        interval(answer.roas.interval, 3),
        number(answer.marginal.value, 3),
        interval(answer.marginal.interval, 3),
        percent(answer.share.value).replace(/^\+/, ''),
        '',
      ]
    : [name, '–', answer.interval === null ? '' : interval(answer.interval, 3), '', '', '', words(`mix.cannot.${answer.reason}`)]

const answerFor = (wide: FileWide, spends: FileWide['controls'], found: MediaMix): Answer => {
  if (found.kind === 'too-little-data')
    return { json: found, text: () => [words(`mix.tooLittle.${found.unit}`, { have: found.have, need: found.need })], picture: null }
  const nameOf = ({ channel }: ChannelAnswer) => spends[channel]?.name ?? String(channel)
  const told = found.channels.flatMap((answer) => (answer.kind === 'roas' ? [answer] : []))
  const headline =
    told.length === 0
      ? words('mix.none', { count: found.channels.length })
      : words('mix.some', { told: told.map(nameOf).join(', '), have: told.length, of: found.channels.length })
  const { diagnostics } = found
  const note = words('mix.n', {
    n: diagnostics.n,
    missing: diagnostics.missing,
    explained: number(100 * diagnostics.explained, 3),
    level: 100 * found.level,
  })
  return {
    json: { ...found, channels: found.channels.map((answer) => ({ name: nameOf(answer), ...answer })) },
    text: () => {
      const drawn = whiskers(
        told.map(({ roas }) => ({ value: roas.value, interval: roas.interval })),
        { reference: 1 },
      )
      return [
        headline,
        '',
        ...columns(
          ['channel', 'roas', 'interval', 'marginal', 'interval', 'share', 'reason'].map((key) => words(`mix.column.${key}`)),
          found.channels.map((answer) => describe(nameOf(answer), answer)),
        ),
        '',
        ...told.map((answer, at) => `${drawn[at] as string} ${nameOf(answer)}`),
        note,
        words('mix.assumes', { name: wide.response.name }),
      ]
    },
    picture: () => ({
      kind: 'intervals',
      title: words('mix.title', { name: wide.response.name }),
      description: headline,
      note,
      axis: words('mix.column.roas'),
      reference: 1,
      rows: told.map((answer) => ({ label: nameOf(answer), value: answer.roas.value, interval: answer.roas.interval, note: '' })),
    }),
  }
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--response <name>', 'the column of sales or revenue, a row a week')
      .option('--spend <names>', 'the columns of spend, one a channel, separated by commas')
      .option('--controls <names>', 'columns that move sales and that advertising does not move, such as price')
      .option('--time <name>', 'the column of the week')
      .option('--worth <money>', 'what one of the response is worth in the money of the spend', '1')
      .option('--period <n>', 'weeks in a year, 0 for no season', '52')
      .option('--level <level>', 'of the intervals', '0.9')
      .option('--seed <n>', 'of the draws', '1'),
    async (file, options) => {
      const [spend, controls] = [namesIn(options.spend), namesIn(options.controls)]
      if (spend.length === 0) throw new Problem(words('mix.needSpend'))
      const worth = Number(options.worth)
      if (!(worth > 0 && Number.isFinite(worth))) throw new Problem(words('problem.positive', { option: '--worth', text: options.worth }))
      const wide = await readWide(file, { ...options, controls: [...spend, ...controls].join(',') })
      const spends = wide.controls.slice(0, spend.length)
      for (const { name, values } of spends) {
        const row = values.findIndex((value) => value < 0)
        if (row >= 0)
          throw new Problem(words('problem.negative', { file: wide.fileName, row: row + 2, column: name, cell: String(values[row]) }))
      }
      const found = estimateMediaMix(
        {
          response: wide.response.values,
          channels: spends.map(({ values }) => ({ spend: values })),
          controls: wide.controls.slice(spend.length).map(({ values }) => values),
        },
        {
          worth,
          level: levelOf('--level', options.level),
          period: wholeNumber('--period', options.period, 0, 1000),
          seed: wholeNumber('--seed', options.seed, 0, 2 ** 31),
        },
      )
      return answerFor(wide, spends, found)
    },
  )
