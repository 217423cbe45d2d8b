/** Change detection against people's marks on public series, false alarms where nothing changes, and planted truths. */
import { changeDefaults, findChanges } from '../../statistics/detect/find-changes.ts'
import { judgeRegime } from '../../statistics/detect/judge-regime.ts'
import { scoreCovering, scoreF1 } from '../../statistics/detect/score-changes.ts'
import { startWatch, watchNext } from '../../statistics/detect/watch-stream.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'
import { type Marked, readMarked, readPublished, stationary } from './series.ts'

const promise = 'the promise of docs/methods/changes.md'
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const changesOf = (values: ArrayLike<number>, settings = changeDefaults) => {
  const found = findChanges(values, { settings })
  return found.kind === 'changes' ? found.changes : []
}
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

const scoreSeries = ({ values, annotations }: Marked, settings = changeDefaults) => {
  const points = changesOf(values, settings).map(({ index }) => index)
  return { covering: scoreCovering(annotations, points, values.length), f1: scoreF1(annotations, points) }
}

/** For each series, the settings that do best on the others: what tuning on some series is worth on one not seen. */
const crossValidate = (marked: Marked[]) => {
  const grid = [14, 20, 26, 32].flatMap((penalty) =>
    [0.8, 0.85, 0.9].map((highestDependence) => ({ ...changeDefaults, penalty, highestDependence })),
  )
  const table = grid.map((settings) => marked.map((series) => scoreSeries(series, settings)))
  return marked.map((_, left) => {
    const others = table.map((scores) => mean(scores.flatMap(({ covering, f1 }, i) => (i === left ? [] : [covering + f1]))))
    const best = others.indexOf(Math.max(...others))
    return table[best]?.[left] ?? { covering: Number.NaN, f1: Number.NaN }
  })
}

const compareMarks = (marked: Marked[]): Row[] => {
  if (marked.length === 0)
    return [
      {
        name: 'covering and F1 on public series',
        ours: '–',
        published: '–',
        source: '–',
        data: 'the TCPD series are not here',
        verdict: 'no-data',
      },
    ]
  const names = marked.map(({ name }) => name)
  const ours = marked.map((series) => scoreSeries(series))
  const validated = crossValidate(marked)
  return (['covering', 'f1'] as const).flatMap((score): Row[] => {
    const peer = readPublished(score === 'f1' ? 'f1' : 'cover', 'binseg', names)
    const shared = {
      published: `BinSeg ${peer.toFixed(3)}`,
      source: 'van den Burg & Williams 2020, same series',
      data: `${names.length} TCPD series`,
    }
    const row = (name: string, value: number): Row => ({
      ...shared,
      name,
      ours: value.toFixed(3),
      verdict: value > peer ? 'pass' : 'short',
    })
    return [
      row(`${score}, the one default`, mean(ours.map((scores) => scores[score]))),
      row(`${score}, leave one series out`, mean(validated.map((scores) => scores[score]))),
    ]
  })
}

const countAlarms = (seed: number, count: number): Row[] =>
  Object.entries(stationary).map(([name, draw]) => {
    const generator = createGenerator(`alarms/${name}/${seed}`)
    let alarms = 0
    for (let i = 0; i < count; i++) if (changesOf(draw(generator, 60 + Math.floor(341 * generator.uniform()))).length > 0) alarms++
    return {
      name: `series with a false alarm, ${name}`,
      ours: percent(alarms / count),
      published: '≤ 5%',
      source: promise,
      data: `${count} simulated series of 60 to 400, seed ${seed}`,
      verdict: alarms / count <= 0.05 ? 'pass' : 'short',
    }
  })

const plantSteps = (seed: number, count: number): Row[] => {
  const generator = createGenerator(`steps/${seed}`)
  let [found, placed, sized] = [0, 0, 0]
  for (let i = 0; i < count; i++) {
    const at = 40 + Math.floor(120 * generator.uniform())
    const size = 1.5 + 1.5 * generator.uniform()
    const [change, ...more] = changesOf(Array.from({ length: 200 }, (_, t) => drawNormal(generator) + (t < at ? 0 : size)))
    if (!change || more.length > 0) continue
    found++
    if (change.interval[0] <= at && change.interval[1] >= at) placed++
    if (change.shift.interval[0] <= size && change.shift.interval[1] >= size) sized++
  }
  const data = `${count} series of 200 with one step of 1.5 to 3 deviations, seed ${seed}`
  const row = (name: string, share: number, promised: string, low: number, high: number): Row => ({
    name,
    ours: percent(share),
    published: promised,
    source: promise,
    data,
    verdict: share >= low && share <= high ? 'pass' : 'short',
  })
  return [
    row('planted steps found', found / count, '≥ 90%', 0.9, 1),
    row('95% intervals of the place hold it', placed / found, '≥ 93%', 0.93, 1),
    row('95% intervals of the size hold it', sized / found, '≥ 93%', 0.93, 1),
  ]
}

const watchStreams = (seed: number, count: number): Row[] => {
  const generator = createGenerator(`streams/${seed}`)
  let [calm, seen, delays] = [0, 0, 0]
  const follow = (shift: number) => {
    let state = startWatch(Array.from({ length: 90 }, () => drawNormal(generator)))
    if ('kind' in state) return null
    for (let t = 0; t < 90; t++) {
      const { watch, alarm } = watchNext(state, drawNormal(generator) + shift)
      if (alarm) return t
      state = watch
    }
    return null
  }
  for (let i = 0; i < count; i++) {
    if (follow(0) === null) calm++
    const delay = follow(2)
    if (delay !== null) {
      seen++
      delays += delay + 1
    }
  }
  const data = `${count} streams of 90 after a baseline of 90, seed ${seed}`
  return [
    {
      name: 'streams with a false alarm within 90 values',
      ours: percent(1 - calm / count),
      published: '≤ 5%',
      source: promise,
      data,
      verdict: 1 - calm / count <= 0.05 ? 'pass' : 'short',
    },
    {
      name: 'shift of two deviations in a stream: seen, and after how many values',
      ours: `${percent(seen / count)}, ${(delays / seen).toFixed(1)}`,
      published: '–',
      source: '–',
      data,
      verdict: 'info',
    },
  ]
}

const judgePlanted = (seed: number, count: number): Row[] => {
  const at = 424
  const generator = createGenerator(`verdicts/${seed}`)
  const series = (times: (day: number) => number) =>
    Array.from({ length: 480 }, (_, day) => 500 * times(day) * (1 + 0.2 * Number(day % 7 > 4)) * Math.exp(0.2 * drawNormal(generator)))
  const fallen = (day: number) => (day >= at ? 0.5 : 1)
  const yearly = (day: number) => (day >= at || (day >= at - 364 && day < at - 324) ? 0.5 : 1)
  const still = () => 1
  const truths = { us: [fallen, still], platform: [fallen, fallen], season: [yearly, yearly], 'no-change': [still, still] } as const
  return Object.entries(truths).map(([truth, [own, peers]]) => {
    let right = 0
    for (let i = 0; i < count; i++) {
      const panel = Array.from({ length: 10 }, () => series(peers))
      if (judgeRegime({ own: series(own), panel, index: at }).verdict === truth) right++
    }
    return {
      name: `verdict on planted truth: ${truth}`,
      ours: percent(right / count),
      published: '≥ 90%',
      source: promise,
      data: `${count} simulated accounts with 10 peers, seed ${seed}`,
      verdict: right / count >= 0.9 ? 'pass' : 'short',
    }
  })
}

const timeOne = (seed: number): Row => {
  const generator = createGenerator(`time/${seed}`)
  const values = Array.from({ length: 1000 }, (_, i) => drawNormal(generator) + (i < 400 ? 0 : 2))
  const times = Array.from({ length: 30 }, () => {
    const started = performance.now()
    findChanges(values)
    return performance.now() - started
  }).sort((a, b) => a - b)
  const typical = times[15] ?? Number.NaN
  return {
    name: '1,000 values, median of 30 runs (ms)',
    ours: typical.toFixed(1),
    published: '≤ 5',
    source: promise,
    data: `simulated, seed ${seed}`,
    verdict: typical <= 5 ? 'pass' : 'short',
  }
}

export const run: Run = async ({ seed, quick, progress }) => {
  const count = quick ? 60 : 400
  progress('public series')
  const marks = compareMarks(readMarked())
  progress('stationary series')
  return [
    ...marks,
    ...countAlarms(seed, count),
    ...plantSteps(seed, count),
    ...watchStreams(seed, count),
    ...judgePlanted(seed, count),
    timeOne(seed),
  ]
}
