/** No kernel is left out of the fuzzing: every function that a group exports is called in its fuzz test, or named here with the one that reaches it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const statistics = path.join(import.meta.dirname, '..')
const groups = [
  'classify',
  'compare',
  'credit',
  'describe',
  'detect',
  'distributions',
  'estimate',
  'forecast',
  'linear',
  'optimise',
  'random',
]

/** Inner steps whose input another kernel makes and checks. */
const reached: Record<string, string> = {
  payOut: 'watchDay',
  checkPrior: 'estimateBstsEffect',
  createSpikeSlab: 'estimateBstsEffect',
  createStateSampler: 'estimateBstsEffect',
  drawBsts: 'estimateBstsEffect',
  drawVariance: 'estimateBstsEffect',
  layOut: 'estimateBstsEffect',
  measureDrift: 'estimateBstsEffect',
  compareHoldout: 'designHoldout',
  countBlocks: 'assignSwitchback',
  drawMix: 'estimateMediaMix',
  respond: 'estimateMediaMix',
  describeWindow: 'findGrowthJumps',
  findGlitches: 'findGrowthJumps',
  measureBaseline: 'findGrowthJumps',
  movedSizes: 'findGrowthJumps',
  scanWindows: 'findGrowthJumps',
  spreadElsewhere: 'findGrowthJumps',
  weighEngagement: 'findGrowthJumps',
  weighPanel: 'findGrowthJumps',
  windowOf: 'findGrowthJumps',
  checkArm: 'testDunnett',
  checkEffect: 'testFixed',
  checkEstimate: 'posteriorOf',
  checkPositive: 'testMixture',
  checkShare: 'testFixed',
  checkUnits: 'effectOf',
  fittedValues: 'fitPosts',
  weighFormatDays: 'fitPosts',
  drawFormatDays: 'fitPosts',
  prepareOutcomes: 'fitPosts',
  burstOffset: 'fitPosts',
  formatOffset: 'fitPosts',
  paidOffset: 'fitPosts',
  pillarOffset: 'fitPosts',
  restCount: 'fitPosts',
  sumEquations: 'fitPosts',
  drawPosterior: 'fitPosts',
  eliminateRest: 'fitPosts',
  logEvidence: 'fitPosts',
  solvePosterior: 'fitPosts',
  restPrecision: 'fitPosts',
  slotPrecision: 'fitPosts',
  slotFeatures: 'fitPosts',
  testSlots: 'estimateWhatAndWhen',
  testFormats: 'estimateWhatAndWhen',
  testPillars: 'estimateWhatAndWhen',
}

const fuzzed = readdirSync(import.meta.dirname)
  .filter((file) => /^fuzz-.*\.test\.ts$/.test(file) && file !== 'fuzz-all.test.ts')
  .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8').replace(/^import [^;]*? from .*$/gm, ''))
  .join('\n')
const calls = (name: string) => new RegExp(`\\b${name}\\b`).test(fuzzed)

test.each(groups)('every function of %s meets hostile input', (group) => {
  const kernels = readdirSync(path.join(statistics, group)).filter((file) => file.endsWith('.ts') && !/\.test(-data)?\.ts$/.test(file))
  expect(kernels.length).toBeGreaterThan(0)
  const missing = kernels.flatMap((file) => {
    const text = readFileSync(path.join(statistics, group, file), 'utf8')
    const functions = [...text.matchAll(/^export const (\w+) = (?:<[^>]*>)?\(/gm)].map((match) => match[1] as string)
    return functions.filter((name) => !calls(name) && !calls(reached[name] ?? name))
  })
  expect(missing).toEqual([])
})
