/** `athar attribute FILE`: what each channel is credited with, by one model or by all side by side, with intervals, and where they disagree. */
import type { Command } from 'commander'
import { bootstrapCredit } from '../../statistics/credit/bootstrap-credit.ts'
import { chooseOrder } from '../../statistics/credit/choose-order.ts'
import { findDisagreement } from '../../statistics/credit/find-disagreement.ts'
import { creditFirstTouch } from '../../statistics/credit/first-touch.ts'
import { type Journeys, sum } from '../../statistics/credit/journeys.ts'
import { creditLastTouch } from '../../statistics/credit/last-touch.ts'
import { creditLinear } from '../../statistics/credit/linear-touch.ts'
import { creditMarkov } from '../../statistics/credit/markov.ts'
import { creditPositionBased } from '../../statistics/credit/position-based.ts'
import { creditShapley } from '../../statistics/credit/shapley-journeys.ts'
import type { Credit } from '../../statistics/credit/share-touches.ts'
import { creditTimeDecay } from '../../statistics/credit/time-decay.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type FileJourneys, type JourneyOptions, readJourneys } from '../tables/read-journeys.ts'
import { analysis, type Answer, levelOf, startProgress, wholeNumber } from './analysis.ts'
import { columns, interval, number, whiskers } from './plots.ts'

interface Options extends JourneyOptions {
  model: string
  level: string
  seed: string
  replicates?: string
}

const rules: Record<string, (journeys: Journeys) => Credit> = {
  first: creditFirstTouch,
  last: creditLastTouch,
  linear: creditLinear,
  'time-decay': (journeys) => creditTimeDecay(journeys),
  position: (journeys) => creditPositionBased(journeys),
  shapley: creditShapley,
}

const modelNames = ['first', 'last', 'linear', 'time-decay', 'position', 'markov:1 … markov:4', 'shapley', 'all']

interface Channel {
  channel: string
  conversions: number
  interval: [number, number]
  value: number | null
}
interface Model {
  model: string
  total: number
  /** How many draws its intervals are made of. */
  replicates: number
  channels: Channel[]
}

/** The models to run: the one that was asked for, or all, with the order of the chain that the data supports. */
const chooseModels = (asked: string, journeys: Journeys): [string, (journeys: Journeys) => Credit][] => {
  const markov = (order: number): [string, (journeys: Journeys) => Credit] => [`markov:${order}`, (all) => creditMarkov(all, order)]
  const rule = rules[asked]
  if (rule !== undefined) return [[asked, rule]]
  const order = /^markov(?::([1-4]))?$/.exec(asked)
  if (order !== null) return [markov(Number(order[1] ?? 1))]
  if (asked !== 'all') throw new Problem(words('problem.choice', { option: '--model', text: asked, choices: modelNames.join(', ') }))
  const supported = chooseOrder(journeys).order
  return [...Object.entries(rules), markov(1), ...(supported > 1 ? [markov(supported)] : [])]
}

/** Enough draws for an interval, fewer where each takes long (chains of higher order, millions of touches): between 40 and 400. */
const usualReplicates = ({ touches, conversions }: Journeys, model: string): number =>
  Math.max(40, Math.min(/^markov:[2-4]$/.test(model) ? 100 : 400, Math.round(4e7 / (touches.length + 4 * conversions.length + 1))))

const compute = (found: FileJourneys, options: Options): { models: Model[]; level: number } => {
  const { journeys, channels, hasValue } = found
  const level = levelOf('--level', options.level)
  const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31)
  const asked = options.replicates === undefined ? null : wholeNumber('--replicates', options.replicates, 20, 10_000)
  const chosen = chooseModels(options.model, journeys)
  const progress = startProgress(words('progress.computing'))
  const models = chosen.map(([model, credit], done): Model => {
    progress.tell(done, chosen.length)
    const own = credit(journeys)
    const replicates = asked ?? usualReplicates(journeys, model)
    const bounds = bootstrapCredit(journeys, (drawn) => credit(drawn).conversions, {
      generator: createGenerator(seed).split(model),
      replicates,
      level,
    })
    return {
      model,
      total: sum(own.conversions),
      replicates,
      channels: channels.map((channel, at) => ({
        channel,
        conversions: own.conversions[at] as number,
        interval: [bounds.lower[at] as number, bounds.upper[at] as number],
        value: hasValue ? (own.values[at] as number) : null,
      })),
    }
  })
  progress.end()
  return { models, level }
}

const answerFor = (found: FileJourneys, options: Options): Answer => {
  const { journeys, channels, rows } = found
  const [conversions, nulls] = [sum(journeys.conversions), sum(journeys.nulls)]
  const facts = { rows, journeys: conversions + nulls, conversions }
  if (conversions === 0) {
    const reason = words('attribute.noConversions', { journeys: number(nulls) })
    return { json: { kind: 'too-little-data', reason, ...facts, models: [] }, text: () => [reason], picture: null }
  }
  const { models, level } = compute(found, options)
  const replicates = Math.min(...models.map((model) => model.replicates))
  const notes = [
    ...(channels.length === 1 ? [words('attribute.oneChannel', { channel: channels[0] as string })] : []),
    ...(nulls === 0 ? [words('attribute.noNulls')] : []),
    words('attribute.notEffect'),
  ]
  const disagreement = findDisagreement(
    models.map(({ model, channels: own }) => ({ model, conversions: own.map((one) => one.conversions) })),
  )
  const widest = models.length < 2 || channels.length < 2 ? undefined : disagreement[0]
  const headline =
    widest === undefined
      ? words('attribute.headline', { conversions: number(conversions), count: channels.length })
      : words('attribute.disagree', {
          channel: channels[widest.channel] as string,
          least: number(100 * widest.least.share, 3),
          leastModel: widest.least.model,
          most: number(100 * widest.most.share, 3),
          mostModel: widest.most.model,
        })
  const method = words('attribute.method', { level: 100 * level, replicates, journeys: number(conversions + nulls) })
  const sorted = (model: Model) => model.channels.toSorted((a, b) => b.conversions - a.conversions)
  return {
    json: {
      kind: 'credit',
      models,
      ...facts,
      level,
      disagreement: disagreement.map((one) => ({ ...one, channel: channels[one.channel] })),
      notes,
    },
    text: () => [headline, ...models.flatMap((model) => ['', ...modelTable(model, sorted(model))]), '', method, ...notes],
    picture: () => {
      const shown = models.at(-1) as Model
      return {
        kind: 'intervals',
        title: words('attribute.title', { model: shown.model }),
        description: headline,
        note: method,
        axis: words('attribute.axis'),
        reference: null,
        rows: sorted(shown)
          .slice(0, 20)
          .map((one) => ({ label: one.channel, value: one.conversions, interval: one.interval, note: number(one.conversions) })),
      }
    },
  }
}

const modelTable = (model: Model, channels: Channel[]): string[] => {
  const drawn = whiskers(channels.map(({ conversions, interval: bounds }) => ({ value: conversions, interval: bounds })))
  const hasValue = channels.some(({ value }) => value !== null)
  return columns(
    [model.model, words('attribute.conversions'), words('analysis.interval'), '', ...(hasValue ? [words('attribute.value')] : [])],
    channels.map((one, at) => [
      one.channel,
      number(one.conversions),
      interval(one.interval),
      drawn[at] as string,
      ...(hasValue ? [number(one.value ?? Number.NaN)] : []),
    ]),
  )
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--model <model>', `one of ${modelNames.join(', ')}`, 'all')
      .option('--level <level>', 'of the intervals', '0.9')
      .option('--replicates <n>', 'how many times journeys are drawn again for the intervals (default: by size, 40 to 400)')
      .option('--seed <n>', 'of these draws', '1')
      .option('--path <name>', 'paths: the column of the path')
      .option('--separator <sign>', 'paths: what stands between two touches', '>')
      .option('--conversions <name>', 'paths: the column of conversions')
      .option('--nulls <name>', 'paths: the column of journeys without conversion')
      .option('--value <name>', 'the column of conversion value')
      .option('--visitor <name>', 'events: the column that tells people apart')
      .option('--time <name>', 'events: the column of the time')
      .option('--channel <name>', 'events: the column of the channel')
      .option('--conversion <name>', 'events: the column that says how many conversions happened'),
    async (file, options) => {
      const progress = startProgress(words('progress.reading'))
      const found = await readJourneys(file, options, (rows) => progress.tell(rows, null))
      progress.end()
      return answerFor(found, options)
    },
  )
