/** Learning against the truth of simulated brands and on real posts in order of time: do intervals hold, do named hours deserve it, does it pay? */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { availableParallelism } from 'node:os'
import type { Row, Run } from '../row.ts'
import { type BrandResult, evaluateBrand, policies, type Policy } from './one-brand.ts'
import { evaluateReal, type RealResult } from './real-account.ts'
import { rowsOfReal } from './real-rows.ts'
import { type RealAccount, readRealAccounts } from './real-sets.ts'

type Order = { learningSeeds: number[] } | { learningAccounts: number[]; seed: number; shuffles: number }

/** Units of work are independent of each other: each processor takes its share, and the results come in the order of the units. */
const evaluateAll = async <Result>(
  units: number[],
  orderFor: (share: number[]) => Order,
  progress: (done: number) => void,
): Promise<Result[]> => {
  const results = new Map<number, Result>()
  const threads = Math.max(1, Math.min(availableParallelism(), units.length))
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const share = units.filter((_unit, i) => i % threads === thread)
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: orderFor(share) })
        worker.on('message', ({ unit, result }: { unit: number; result: Result }) => {
          results.set(unit, result)
          progress(results.size)
        })
        worker.once('error', reject)
        worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`an evaluation thread ended with code ${code}`))))
      })
    }),
  )
  return units.map((unit) => results.get(unit) as Result)
}

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)}%`
const total = (counts: { asked: number; held: number }[]) => {
  const asked = counts.reduce((sum, count) => sum + count.asked, 0)
  return { asked, share: counts.reduce((sum, count) => sum + count.held, 0) / asked }
}

/** Mean over brands with a 95% interval (normal, brands as the unit). */
const meanOf = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = 1.96 * Math.sqrt(variance / values.length)
  return { mean, lower: mean - half, upper: mean + half }
}

export const run: Run = async ({ seed, quick, progress }) => {
  const count = quick ? 12 : 200
  const brands = await evaluateAll<BrandResult>(
    Array.from({ length: count }, (_, i) => seed + i),
    (learningSeeds) => ({ learningSeeds }),
    (done) => progress(`${done} of ${count} brands`),
  )
  const accounts = readRealAccounts().map((_, i) => i)
  const shuffles = quick ? 1 : 4
  const real = await evaluateAll<RealResult>(
    accounts,
    (learningAccounts) => ({ learningAccounts, seed, shuffles }),
    (done) => progress(`${done} of ${accounts.length} real accounts`),
  )
  const data = `${count} Playground brands, seeds ${seed} to ${seed + count - 1}`
  const issue = 'the promise of Athar’s first issue'
  const cover = (name: string, counts: { asked: number; held: number }[], [low, high]: [number, number], promised: boolean): Row => {
    const { asked, share } = total(counts)
    return {
      name,
      ours: `${percent(share)} of ${asked}`,
      published: promised ? `${low}–${high}%` : '–',
      source: promised ? issue : '–',
      data,
      verdict: !promised ? 'info' : share >= low / 100 && share <= high / 100 ? 'pass' : 'short',
    }
  }
  const regretOf = (policy: Policy) => meanOf(brands.map(({ earned }) => 1 - earned[policy] / earned['best possible']))
  const shuffledNamed = brands.filter(({ namedOfShuffled }) => namedOfShuffled).length / count
  const more = (policy: Policy): Row => {
    const { mean, lower, upper } = meanOf(brands.map(({ earned }) => earned.ours / earned[policy] - 1))
    const better = brands.filter(({ earned }) => earned.ours > earned[policy]).length
    return {
      name: `engagement of 8 weeks, suggestions against ${policy}`,
      ours: `${mean > 0 ? '+' : ''}${percent(mean)} [${percent(lower)}, ${percent(upper)}], better for ${better} of ${count}`,
      published: '> 0',
      source: issue,
      data,
      verdict: lower > 0 ? 'pass' : 'short',
    }
  }
  return [
    cover(
      '80% intervals of slot effects hold the truth, waking hours',
      brands.map(({ slots }) => slots.waking),
      [75, 85],
      true,
    ),
    cover(
      '… all 168 hours, nights without posts included',
      brands.map(({ slots }) => slots.all),
      [75, 85],
      true,
    ),
    cover(
      '… hours with posts',
      brands.map(({ slots }) => slots.used),
      [75, 85],
      true,
    ),
    cover(
      '80% intervals of format effects hold the truth',
      brands.map(({ formats }) => formats),
      [75, 85],
      true,
    ),
    cover(
      '80% predictions hold the next post, out of time',
      brands.map(({ predictions }) => predictions),
      [76, 84],
      true,
    ),
    cover(
      'hours called better truly are',
      brands.map(({ named }) => named),
      [90, 100],
      false,
    ),
    {
      name: 'brands with shuffled hours for which an hour is called better',
      ours: percent(shuffledNamed),
      published: '≤ 5%',
      source: 'docs/methods/learning.md',
      data,
      // Two standard errors of the promised share: a count of few brands is itself uncertain.
      verdict: shuffledNamed <= 0.05 + 2 * Math.sqrt((0.05 * 0.95) / count) ? 'pass' : 'short',
    },
    more('heat map'),
    more('fixed hours'),
    ...policies.map((policy): Row => {
      const { mean, lower, upper } = regretOf(policy)
      return {
        name: `regret: ${policy}`,
        ours: policy === 'best possible' ? '0' : `${percent(mean)} [${percent(lower)}, ${percent(upper)}]`,
        published: '–',
        source: '–',
        data,
        verdict: 'info',
      }
    }),
    ...rowsOfReal(real, seed),
  ]
}

const order = isMainThread ? undefined : (workerData as Order | undefined)
// Test runners have threads too: only one that was given work is ours.
if (order && 'learningSeeds' in order)
  for (const unit of order.learningSeeds) parentPort?.postMessage({ unit, result: evaluateBrand(unit) })
if (order && 'learningAccounts' in order) {
  const accounts = readRealAccounts()
  for (const unit of order.learningAccounts)
    parentPort?.postMessage({ unit, result: evaluateReal(accounts[unit] as RealAccount, order.seed, order.shuffles) })
}
