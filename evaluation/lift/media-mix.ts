/** Media mix against data made by Google's simulator with the truth known, and on simulated brands with curves of the model's and of other forms. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { carryOver, saturate } from '../../statistics/lift/adstock.ts'
import { type ChannelAnswer, estimateMediaMix, type Mix } from '../../statistics/lift/media-mix.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data/lift')
const readTable = (file: string) => parse(readFileSync(path.join(folder, file)), { columns: true }) as Record<string, string>[]
const numbers = (rows: Record<string, string>[], column: string) => rows.map((row) => Number(row[column]))
const answersOf = (mix: Mix): ChannelAnswer[] => {
  const answer = estimateMediaMix(mix)
  if (answer.kind !== 'mix') throw new Error(`no mix: ${answer.have} of ${answer.need} ${answer.unit}`)
  return answer.channels
}
const spell = ([low, high]: [number, number]) => `[${low.toFixed(2)}, ${high.toFixed(2)}]`
const holds = ([low, high]: [number, number], value: number) => low <= value && value <= high
const share = (part: number, all: number) => `${((100 * part) / all).toFixed(1)}%`

const compareAmss = (): Row[] => {
  const rows = readTable('mmm_amss_seed1.csv')
  const truth = readTable('mmm_amss_seed1_truth.csv')
  const names = ['tv', 'search']
  const answers = answersOf({
    response: numbers(rows, 'revenue'),
    channels: names.map((name) => ({ spend: numbers(rows, `${name}.spend`) })),
  })
  return answers.flatMap((answer, c): Row[] => {
    const row = truth.find(({ media }) => media === names[c])
    const data = `mmm_amss_seed1.csv, ${rows.length} weeks, no controls`
    const source = 'google/amss, truth by switching the channel off'
    const [roas, marginal] = [Number(row?.roas), Number(row?.mroas)]
    if (answer.kind === 'cannot-tell')
      return [
        {
          name: `return on ${names[c]} spend`,
          ours: `cannot tell: ${answer.reason}${answer.interval ? ` ${spell(answer.interval)}` : ''}`,
          published: `${roas.toFixed(2)}, or declines`,
          source,
          data,
          verdict: 'pass',
        },
      ]
    const line = (name: string, ours: { value: number; interval: [number, number] }, published: number): Row => ({
      name: `${name} ${names[c]} spend, 90% interval`,
      ours: `${ours.value.toFixed(2)} ${spell(ours.interval)}`,
      published: published.toFixed(2),
      source,
      data,
      verdict: holds(ours.interval, published) ? 'pass' : 'short',
    })
    return [line('return on', answer.roas, roas), line('return of one per cent more', answer.marginal, marginal)]
  })
}

const runRobyn = (): Row => {
  const rows = readTable('mmm_robyn_weekly.csv')
  const names = ['tv_S', 'ooh_S', 'print_S', 'search_S', 'facebook_S']
  const answers = answersOf({
    response: numbers(rows, 'revenue'),
    channels: names.map((name) => ({ spend: numbers(rows, name) })),
    controls: [numbers(rows, 'competitor_sales_B'), numbers(rows, 'newsletter')],
  })
  return {
    name: 'Robyn’s example: return of each channel, or why it cannot be told',
    ours: answers
      .map(
        (answer, c) =>
          `${names[c]} ${answer.kind === 'roas' ? `${answer.roas.value.toFixed(1)} ${spell(answer.roas.interval)}` : answer.reason}`,
      )
      .join('; '),
    published: 'truth not known',
    source: 'facebookexperimental/Robyn',
    data: `mmm_robyn_weekly.csv, ${rows.length} weeks`,
    verdict: 'info',
  }
}

const weeks = 156
/** Three ways to spend: in flights, always with ups and downs, in single pulses. */
const drawSpend = (generator: Generator, kind: number): Float64Array => {
  let running = 0
  let level = 0
  return Float64Array.from({ length: weeks }, () => {
    level = 0.8 * level + 0.3 * drawNormal(generator)
    if (kind === 1) return Math.exp(level)
    if (running > 0) running--
    else if (generator.uniform() < 0.12) running = kind === 0 ? 5 : 1
    return running > 0 ? 2 * Math.exp(0.3 * drawNormal(generator)) : 0
  })
}

/** `foreign`: effects that peak a week late, on a curve that is a root; demand that wanders. The model knows neither. */
const drawBrand = (generator: Generator, foreign: boolean) => {
  const truths: number[] = []
  const spends = [0, 1, 2].map((kind) => drawSpend(generator, kind))
  let [noise, demand] = [0, 0]
  const response = Float64Array.from({ length: weeks }, (_, t) => {
    noise = 0.3 * noise + 2 * drawNormal(generator)
    demand = foreign ? 0.97 * demand + 0.4 * drawNormal(generator) : 0
    return 60 + 0.03 * t + 5 * Math.sin((2 * Math.PI * t) / 52 + 1) + noise + demand
  })
  const channels = spends.map((spend) => {
    const average = spend.reduce((a, b) => a + b, 0) / weeks
    const roas = 0.5 + 5.5 * generator.uniform()
    const [decay, half] = [0.1 + 0.6 * generator.uniform(), average * Math.exp(0.5 * drawNormal(generator))]
    const left = carryOver(spend, decay)
    const late = foreign ? left.map((value, t) => 0.5 * value + 0.5 * (left[Math.max(0, t - 1)] as number)) : left
    const curve = late.map((value) => (foreign ? Math.sqrt(value / average) : saturate(value, half, 1)))
    const mean = curve.reduce((a, b) => a + b, 0) / weeks
    curve.forEach((value, t) => {
      response[t] = (response[t] as number) + (roas * average * value) / mean
    })
    truths.push(roas)
    return { spend }
  })
  return { response, channels, truths }
}

const coverBrands = (seed: number, count: number, foreign: boolean, progress: (words: string) => void): Row => {
  const generator = createGenerator(`media-mix/${seed}/${foreign}`)
  let [all, held, told, toldHeld] = [0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    if (i % 5 === 0) progress(`media mix${foreign ? ', foreign curves' : ''}: ${i} of ${count}`)
    const { truths, ...mix } = drawBrand(generator.split(i), foreign)
    answersOf(mix).forEach((answer, c) => {
      const interval = answer.kind === 'roas' ? answer.roas.interval : answer.interval
      if (!interval) return
      const good = holds(interval, truths[c] as number)
      all++
      if (good) held++
      if (answer.kind !== 'roas') return
      told++
      if (good) toldHeld++
    })
  }
  return {
    name: `90% intervals hold the true return${foreign ? ', curves and demand that the model does not know' : ''}: all; those told`,
    ours: `${share(held, all)} of ${all}; ${share(toldHeld, told)} of ${told}`,
    published: '≥ 85%',
    source: 'the promise of docs/methods/media-mix.md',
    data: `${count} simulated brands, 3 channels, ${weeks} weeks, seed ${seed}`,
    verdict: held / all >= 0.85 && toldHeld / told >= 0.85 ? 'pass' : 'short',
  }
}

/** Two channels that always move together, one that never varied, one without spend: each has to be declined. */
const declineTraps = (seed: number, count: number): Row => {
  const generator = createGenerator(`traps/${seed}`)
  let [right, asked] = [0, 0]
  for (let i = 0; i < count; i++) {
    const own = generator.split(i)
    const { response, channels } = drawBrand(own, false)
    const first = channels[0]?.spend ?? new Float64Array(weeks)
    const twin = first.map((value) => value * 1.4 * Math.exp(0.02 * drawNormal(own)))
    const flat = new Float64Array(weeks).fill(5)
    const none = new Float64Array(weeks)
    const answers = answersOf({ response, channels: [...channels, { spend: twin }, { spend: flat }, { spend: none }] })
    for (const c of [0, 3, 4, 5]) {
      asked++
      if (answers[c]?.kind === 'cannot-tell') right++
    }
  }
  return {
    name: 'declined: two channels that move together, one that never varied, one without spend',
    ours: share(right, asked),
    published: '100%',
    source: 'the promise of docs/methods/media-mix.md',
    data: `${count} simulated brands, seed ${seed}`,
    verdict: right === asked ? 'pass' : 'short',
  }
}

export const run: Run = async ({ seed, quick, progress }) => {
  const absent: Row = {
    name: 'returns of amss and Robyn',
    ours: '–',
    published: '–',
    source: '–',
    data: 'the mmm files are not here',
    verdict: 'no-data',
  }
  return [
    ...(existsSync(path.join(folder, 'mmm_amss_seed1.csv')) ? [...compareAmss(), runRobyn()] : [absent]),
    coverBrands(seed, quick ? 15 : 100, false, progress),
    coverBrands(seed, quick ? 15 : 100, true, progress),
    declineTraps(seed, quick ? 4 : 12),
  ]
}
