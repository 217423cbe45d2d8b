/** `athar lift FILE`: what a treatment did, by panel methods, geo experiments or a structural time series, and where the methods disagree. */
import type { Command } from 'commander'
import { estimateBstsEffect } from '../../statistics/lift/bsts-effect.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type FilePanel, type FileWide, type PanelOptions, readPanel, readWide, type WideOptions } from '../tables/read-panel.ts'
import { analysis, type Answer, levelOf, wholeNumber } from './analysis.ts'
import { estimateGeo, estimatePanels, type LiftResult, panelMethods } from './lift-methods.ts'
import { columns, interval, number, percent, whiskers } from './plots.ts'

interface Options extends PanelOptions, WideOptions {
  method: string
  level: string
  seed: string
  pre?: string
  post?: string
  season: string
}

const methodNames = [...panelMethods, 'gbr', 'tbr', 'bsts', 'all']

/** Two times or positions, "A,B", as indices into the times of the file. */
const readSpan = (option: string, text: string | undefined, { times, fileName }: FileWide): [number, number] => {
  if (text === undefined)
    throw new Problem(words('problem.span', { option, text: '', first: times[0] as string, last: times.at(-1) as string, file: fileName }))
  const ends = text.split(',').map((end) => {
    const exact = times.indexOf(end.trim())
    return exact >= 0 ? exact : times.findIndex((time) => Date.parse(time) === Date.parse(end.trim()))
  })
  const [from, to] = ends
  if (ends.length !== 2 || from === undefined || to === undefined || from < 0 || to < from)
    throw new Problem(words('problem.span', { option, text, first: times[0] as string, last: times.at(-1) as string, file: fileName }))
  return [from, to]
}

const ofWide = (wide: FileWide, options: Options, level: number): LiftResult => {
  const [pre, post] = [readSpan('--pre', options.pre, wide), readSpan('--post', options.post, wide)]
  if (post[0] <= pre[1]) throw new Problem(words('problem.spansOverlap', { pre: options.pre as string, post: options.post as string }))
  const found = estimateBstsEffect(
    { response: wide.response.values, controls: wide.controls.map(({ values }) => values), pre, post },
    { level, seed: wholeNumber('--seed', options.seed, 0, 2 ** 31), season: wholeNumber('--season', options.season, 0, 1000) },
  )
  if (found.kind !== 'effect')
    return {
      kind: 'refused',
      method: 'bsts',
      json: found,
      reason: words(`lift.tooLittle.${found.unit}`, { have: found.have, need: found.need }),
    }
  const { effect } = found
  return {
    kind: 'effect',
    method: 'bsts',
    effect: {
      average: effect.average,
      interval: effect.interval,
      level,
      cumulative: effect.cumulative.value,
      cumulativeInterval: effect.cumulative.interval,
      relative: effect.relative.value,
      relativeInterval: effect.relative.interval,
      p: effect.p,
    },
    weights: found.inclusion.map(({ control, ...rest }) => ({ control: wide.controls[control]?.name ?? String(control), ...rest })),
    diagnostics: found.diagnostics,
    byPeriod: found.byPeriod.map((period) => ({
      time: wide.times[period.index] as string,
      observed: period.observed,
      expected: period.expected.value,
      expectedInterval: period.expected.interval,
      effect: period.effect.value,
    })),
    start: post[0] - pre[0],
    n: words('lift.nTimes', { before: found.diagnostics.n, after: found.diagnostics.postN }),
  }
}

const answerFor = (results: LiftResult[], name: string): Answer => {
  const found = results.filter((result) => result.kind === 'effect')
  const refused = results.filter((result) => result.kind === 'refused')
  const [main] = found
  const jsonOf = (result: LiftResult) => {
    if (result.kind === 'refused') return { method: result.method, ...result.json, reason: result.reason }
    const { start: _start, n: _n, ...rest } = result
    return rest
  }
  const reasons = refused.map(({ method, reason }) => `${method}: ${reason}`)
  if (main === undefined)
    return {
      json: results.length === 1 ? jsonOf(results[0] as LiftResult) : { methods: results.map(jsonOf) },
      text: () => reasons,
      picture: null,
    }
  const headlines = found.map(({ method, effect }) => {
    const clear = effect.interval[0] > 0 || effect.interval[1] < 0
    return words(clear ? 'lift.clear' : 'lift.open', {
      method,
      average: number(effect.average),
      low: number(effect.interval[0]),
      high: number(effect.interval[1]),
      level: 100 * effect.level,
      relative: percent(effect.relative ?? Number.NaN),
    })
  })
  const spread = found.map(({ effect }) => effect.average)
  const notes = [
    ...(found.length > 1 ? [words('lift.methods', { least: number(Math.min(...spread)), most: number(Math.max(...spread)) })] : []),
    words(`lift.assumes.${main.method}`),
  ]
  return {
    json: results.length === 1 ? jsonOf(results[0] as LiftResult) : { methods: results.map(jsonOf) },
    text: () => {
      const drawn = whiskers(
        found.map(({ effect }) => ({ value: effect.average, interval: effect.interval })),
        { reference: 0 },
      )
      return [
        ...headlines,
        '',
        ...columns(
          [
            words('lift.method'),
            words('lift.effect'),
            words('analysis.interval'),
            '',
            words('lift.cumulative'),
            words('lift.relative'),
            'p',
          ],
          found.map(({ method, effect }, at) => [
            method,
            number(effect.average),
            interval(effect.interval),
            drawn[at] as string,
            number(effect.cumulative),
            percent(effect.relative ?? Number.NaN),
            number(effect.p ?? Number.NaN, 3),
          ]),
        ),
        '',
        main.n,
        ...notes,
        ...reasons,
      ]
    },
    picture: () =>
      main.byPeriod === null || found.length > 1
        ? {
            kind: 'intervals',
            title: words('lift.title', { name }),
            description: headlines.join(' '),
            note: main.n,
            axis: words('lift.axis', { name }),
            reference: 0,
            rows: found.map(({ method, effect }) => ({
              label: method,
              value: effect.average,
              interval: effect.interval,
              note: percent(effect.relative ?? Number.NaN),
            })),
          }
        : {
            kind: 'series',
            title: words('lift.title', { name }),
            description: headlines.join(' '),
            note: main.n,
            axis: name,
            lines: [
              { name: 'observed', start: 0, values: main.byPeriod.map(({ observed }) => observed), strong: true },
              { name: 'expected', start: 0, values: main.byPeriod.map(({ expected }) => expected), strong: false },
            ],
            bands: main.byPeriod.every(({ expectedInterval }) => expectedInterval !== undefined)
              ? [
                  {
                    start: 0,
                    lower: main.byPeriod.map(({ expectedInterval }) => expectedInterval?.[0] ?? Number.NaN),
                    upper: main.byPeriod.map(({ expectedInterval }) => expectedInterval?.[1] ?? Number.NaN),
                    level: main.effect.level,
                  },
                ]
              : [],
            marks: [{ at: main.start, from: main.start, to: main.byPeriod.length - 1, label: headlines[0] as string }],
            levels: [],
            ends: [main.byPeriod[0]?.time ?? '', main.byPeriod.at(-1)?.time ?? ''],
          },
  }
}

const ofPanel = (panel: FilePanel, options: Options, level: number): LiftResult[] => {
  if (options.method === 'gbr' || options.method === 'tbr') return [estimateGeo(panel, options.method, level)]
  const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31)
  return estimatePanels(
    panel,
    options.method === 'all' ? panelMethods : panelMethods.filter((method) => method === options.method),
    level,
    seed,
  )
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .option('--method <method>', `one of ${methodNames.join(', ')}; all: the panel methods side by side`, 'all')
      .option('--level <level>', 'of the intervals', '0.95')
      .option('--unit <name>', 'the column that tells units apart')
      .option('--time <name>', 'the column of the time')
      .option('--value <name>', 'the column of the outcome')
      .option('--treated <name>', 'the column that says 1 where and while a unit is treated')
      .option('--cost <name>', 'gbr, tbr: the column of what was spent')
      .option('--response <name>', 'bsts: the column of the response, in a wide table')
      .option('--controls <names>', 'bsts: the columns of controls, separated by commas (default: all others)')
      .option('--pre <from,to>', 'bsts: first and last time before')
      .option('--post <from,to>', 'bsts: first and last time after')
      .option('--season <n>', 'bsts: times in a season, 0 for none', '0')
      .option('--seed <n>', 'of placebos and draws', '1'),
    async (file, options) => {
      const level = levelOf('--level', options.level)
      if (!methodNames.includes(options.method))
        throw new Problem(words('problem.choice', { option: '--method', text: options.method, choices: methodNames.join(', ') }))
      if (options.method === 'bsts') {
        const wide = await readWide(file, options)
        return answerFor([ofWide(wide, options, level)], wide.response.name)
      }
      const panel = await readPanel(file, options)
      return answerFor(ofPanel(panel, options, level), panel.value)
    },
  )
