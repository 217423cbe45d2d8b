/** Runs the measuring in a thread of its own, so that the server goes on answering while it computes. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { LearningMetric } from '../../../contract/learning.ts'
import { fewestPosts } from '../../../statistics/estimate/what-and-when.ts'
import { type LearningRow, type Measured, measureLearning } from './measure.ts'

interface Order {
  learningRows: LearningRow[]
  options: { metric: LearningMetric; timeZone: string }
}

/** As `measureLearning`, without holding up this thread. Cost: about 0.1 s to start, then as measured. */
export const measureApart = async (rows: LearningRow[], options: Order['options']): Promise<Measured> => {
  // Too few to estimate anything: counting them needs no thread.
  if (rows.length < fewestPosts) return measureLearning(rows, options)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { learningRows: rows, options } satisfies Order })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => code !== 0 && reject(new Error(`the learning thread ended with code ${code}`)))
  })
}

const order = isMainThread ? undefined : (workerData as Order | undefined)
// Test runners and others have threads too: only one that was given rows is ours.
if (order?.learningRows !== undefined) parentPort?.postMessage(measureLearning(order.learningRows, order.options))
