/** `athar experiment FILE`: whether the split was as planned, and what each arm did against the control, by the rule that was chosen beforehand. */
import { type Command, Option } from 'commander'
import { posteriorOf } from '../../statistics/compare/bayesian.ts'
import { type Arm, type Effect, effectOf } from '../../statistics/compare/effect.ts'
import { testFixed } from '../../statistics/compare/fixed.ts'
import { sampleRatioMismatch } from '../../statistics/compare/sample-ratio.ts'
import { testSequential } from '../../statistics/compare/sequential.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type ArmOptions, type FileArm, type FileArms, readArms } from '../tables/read-arms.ts'
import { analysis, type Answer, levelOf, wholeNumber } from './analysis.ts'
import { columns, interval, number, percent, whiskers } from './plots.ts'

type Method = 'fixed' | 'sequential' | 'bayesian'
type Scale = 'absolute' | 'relative'

interface Options extends ArmOptions {
  method: Method
  level: string
  scale: Scale
  control?: string
  shares?: string
  tunedFor: string
  prior?: string
}

interface Rule {
  method: Method
  level: number
  tunedFor: number
  prior: { mean: number; deviation: number } | null
}

interface Reading {
  estimate: number
  interval: [number, number]
  p?: number
  chance?: number
  risk?: { keep: number; choose: number }
}

const readEffect = (effect: Effect, units: number, rule: Rule, scale: Scale): Reading => {
  if (rule.method === 'fixed') return testFixed(effect, rule.level)
  if (rule.method === 'sequential') return testSequential(effect, units, { level: rule.level, tunedFor: rule.tunedFor })
  // The prior speaks of relative effects; an absolute one would need the control's mean.
  return posteriorOf(effect, { level: rule.level, prior: scale === 'relative' ? rule.prior : null })
}

const compareArms = (control: Arm, treatment: Arm, rule: Rule, scale: Scale): Reading | null => {
  const effect = effectOf(control, treatment, scale)
  return effect === null ? null : readEffect(effect, control.n + treatment.n, rule, scale)
}

const last = (arm: FileArm) => arm.checkpoints.at(-1) as FileArm['checkpoints'][number]

/** Null where there is nothing to say: no variance, one unit, or a control whose mean is zero. */
const compare = (control: FileArm, arm: FileArm, rule: Rule, scale: Scale) => {
  const main = compareArms(last(control), last(arm), rule, scale)
  const [absolute, relative] = [
    compareArms(last(control), last(arm), rule, 'absolute'),
    compareArms(last(control), last(arm), rule, 'relative'),
  ]
  const looks = Math.min(control.checkpoints.length, arm.checkpoints.length)
  const path = Array.from({ length: looks }, (_, look) => {
    const [a, b] = [control.checkpoints[look], arm.checkpoints[look]] as [Arm, Arm]
    return { n: a.n + b.n, ...compareArms(a, b, rule, scale) }
  })
  return {
    arm: arm.name,
    n: last(arm).n,
    absolute: absolute?.estimate ?? null,
    relative: relative?.estimate ?? null,
    interval: main?.interval ?? null,
    absoluteInterval: absolute?.interval ?? null,
    relativeInterval: relative?.interval ?? null,
    ...(rule.method === 'bayesian' ? { chance: main?.chance ?? null, risk: main?.risk ?? null } : { p: main?.p ?? null }),
    ...(looks > 1 && rule.method !== 'fixed' ? { checkpoints: path } : {}),
    ...(main === null ? { kind: 'too-little-data' as const, reason: reasonFor(last(control), last(arm)) } : {}),
  }
}
type Comparison = ReturnType<typeof compare>

const reasonFor = (control: Arm, treatment: Arm): string =>
  words(
    Math.min(control.n, treatment.n) < 2
      ? 'experiment.oneUnit'
      : control.variance + treatment.variance > 0
        ? 'experiment.zeroControl'
        : 'experiment.noVariance',
  )

const readRule = (options: Options): Rule => {
  const deviation = options.prior === undefined ? null : Number(options.prior)
  if (deviation !== null && !(deviation > 0 && Number.isFinite(deviation)))
    throw new Problem(words('problem.positive', { option: '--prior', text: options.prior as string }))
  return {
    method: options.method,
    level: levelOf('--level', options.level),
    tunedFor: wholeNumber('--tuned-for', options.tunedFor, 1, 1e12),
    prior: deviation === null ? null : { mean: 0, deviation },
  }
}

const readShares = (text: string | undefined, arms: FileArm[]): number[] | undefined => {
  if (text === undefined) return undefined
  const shares = text.split(/[,:/]/).map(Number)
  if (shares.length !== arms.length || shares.some((share) => !(share > 0)))
    throw new Problem(words('problem.shares', { text, arms: arms.map(({ name }) => name).join(', ') }))
  return shares
}

const pickControl = ({ arms, fileName }: FileArms, asked: string | undefined): FileArm => {
  const usual = arms.find(({ name }) => /^(control|a|0|baseline|c|الأصل)$/i.test(name)) ?? (arms[0] as FileArm)
  if (asked === undefined) return usual
  const found = arms.find(({ name }) => name === asked)
  if (found === undefined)
    throw new Problem(words('problem.noArm', { file: fileName, arm: asked, arms: arms.map(({ name }) => name).join(', ') }))
  return found
}

const verdictOf = (one: Comparison, rule: Rule): string => {
  if (one.interval === null) return one.reason ?? ''
  const [low, high] = one.interval
  const values = { arm: one.arm, effect: percent(one.relative ?? Number.NaN) }
  if (low > 0) return words('experiment.better', values)
  if (high < 0) return words('experiment.worse', values)
  return words(rule.method === 'sequential' ? 'experiment.openSequential' : 'experiment.open', values)
}

const answerFor = (file: FileArms, options: Options): Answer => {
  const rule = readRule(options)
  const control = pickControl(file, options.control)
  const shares = readShares(options.shares, file.arms)
  const counts = file.arms.map((arm) => last(arm).n)
  const mismatch = sampleRatioMismatch(counts, shares)
  const srm = { p: mismatch?.p ?? null, mismatch: mismatch !== null && mismatch.p < 0.001 }
  const comparisons = file.arms.filter((arm) => arm !== control).map((arm) => compare(control, arm, rule, options.scale))
  const isRelative = options.scale === 'relative'
  const notes = [
    words(srm.mismatch ? 'experiment.mismatch' : 'experiment.split', { p: number(mismatch?.p ?? Number.NaN, 2) }),
    ...comparisons.map((one) => verdictOf(one, rule)),
    ...(comparisons.length > 1 ? [words('experiment.manyArms', { count: comparisons.length })] : []),
    ...(rule.method === 'fixed' && control.checkpoints.length > 1
      ? [words('experiment.peeking', { count: control.checkpoints.length })]
      : []),
  ]
  const shown = (value: number | null) => (value === null ? '–' : isRelative ? percent(value) : number(value))
  const shownInterval = (bounds: [number, number] | null) =>
    bounds === null ? '–' : isRelative ? `[${percent(bounds[0])}, ${percent(bounds[1])}]` : interval(bounds)
  const effectOfOne = (one: Comparison) => (isRelative ? one.relative : one.absolute)
  const method = words(`experiment.method.${rule.method}`, { level: 100 * rule.level, tunedFor: rule.tunedFor, control: control.name })
  return {
    json: {
      kind: 'comparison',
      method: rule.method,
      metric: file.metric,
      control: control.name,
      level: rule.level,
      scale: options.scale,
      srm,
      arms: file.arms.map((arm) => ({ arm: arm.name, n: last(arm).n, mean: last(arm).mean })),
      comparisons,
      notes,
    },
    text: () => {
      const drawn = whiskers(
        comparisons.map((one) => ({ value: effectOfOne(one) ?? Number.NaN, interval: one.interval })),
        { reference: 0 },
      )
      return [
        ...notes,
        '',
        ...columns(
          [words('experiment.arm'), 'n', words('experiment.mean')],
          file.arms.map((arm) => [arm.name, number(last(arm).n), number(last(arm).mean)]),
        ),
        '',
        ...columns(
          [
            words('experiment.arm'),
            words('experiment.effect'),
            words('analysis.interval'),
            '',
            rule.method === 'bayesian' ? words('experiment.chance') : 'p',
          ],
          comparisons.map((one, at) => [
            one.arm,
            shown(effectOfOne(one)),
            shownInterval(one.interval),
            drawn[at] as string,
            number(('chance' in one ? one.chance : one.p) ?? Number.NaN, 3),
          ]),
        ),
        '',
        method,
      ]
    },
    picture: () => ({
      kind: 'intervals',
      title: words('experiment.title', { control: control.name }),
      description: notes.join(' '),
      note: method,
      axis: words(isRelative ? 'experiment.axisRelative' : 'experiment.axisAbsolute'),
      reference: 0,
      rows: comparisons.map((one) => ({
        label: one.arm,
        value: effectOfOne(one) ?? Number.NaN,
        interval: one.interval,
        note: `n ${number(one.n + last(control).n)}`,
      })),
    }),
  }
}

export const build = (command: Command): Command =>
  analysis<Options>(
    command
      .addOption(
        new Option('--method <method>', 'the rule that was fixed before the experiment began')
          .choices(['fixed', 'sequential', 'bayesian'])
          .default('fixed'),
      )
      .addOption(new Option('--scale <scale>', 'of the effect and its interval').choices(['absolute', 'relative']).default('absolute'))
      .option('--level <level>', 'of the intervals', '0.95')
      .option('--control <arm>', 'the arm that the others are compared with (default: control, A or the first)')
      .option('--shares <shares>', 'the planned split, such as 50,50 (default: equal)')
      .option('--tuned-for <n>', 'sequential: the number of units at which the interval is tightest', '5000')
      .option('--prior <deviation>', 'bayesian, relative scale: the standard deviation of effects expected beforehand')
      .option('--arm <name>', 'the column of the arm')
      .option('--n <name>', 'the column of the number of units')
      .option('--mean <name>', 'the column of the mean')
      .option('--variance <name>', 'the column of the variance of a unit')
      .option('--conversions <name>', 'the column of conversions'),
    async (file, options) => answerFor(await readArms(file, options), options),
  )
