/** How long the thread that answers requests is held up while heavy kernels run in theirs. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeHeavy, heavyTask, runHeavy } from '../../server/heavy/heavy.ts'
import type { Bench } from '../main.ts'
import type { creditHeavily } from './heavy-credit.ts'

const crediting = heavyTask<typeof creditHeavily>(new URL('./heavy-credit.ts', import.meta.url), 'creditHeavily')

export const bench: Bench = async (progress) => {
  progress('heavy kernels beside the event loop')
  const delay = monitorEventLoopDelay({ resolution: 1 })
  // The first task starts the thread; what is measured is what comes after, as in a server that runs.
  await runHeavy(crediting, { paths: 1000, order: 1 })
  delay.enable()
  let told = 0
  await runHeavy(crediting, { paths: 2e6, order: 3 }, { progress: () => told++ })
  await sleep(20)
  delay.disable()
  await closeHeavy()
  const longest = delay.max / 1e6
  if (told === 0) throw new Error('the heavy task never told how far it was')
  return [
    {
      name: 'longest stall of the event loop beside attribution of 2 M paths',
      ours: `${longest.toFixed(1)} ms`,
      peer: '50 ms',
      ratio: 50 / longest,
      atLeast: 1,
    },
  ]
}
