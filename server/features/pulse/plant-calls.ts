/** The living example's month of calls: answered as a network answers them, with one planted bad day, the newest, and one announcement. */
import { drawBinomial } from '../../../statistics/random/binomial.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../statistics/random/poisson.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { addCalls, addNotices, type HourOfCalls, listCalls } from '../accounts/index.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const days = 36
/** Since so many hours three of five calls stay without an answer: far enough out that the good calls of a first day do not hide it. */
const badHours = 20
const operations = ['posts', 'metrics', 'accountMetrics', 'messages'] as const

/** Does nothing where calls of an earlier day are known. Cost: two statements. */
export const plantCalls = async (services: Services, { workspaceId, accountId, seed }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const now = services.now().getTime()
  const known = await listCalls(db, workspaceId, [accountId], new Date(now - (days + 2) * dayMs))
  if (known.some(({ hour }) => now - hour.getTime() > dayMs)) return
  const generator = createGenerator(`calls of the living example/${seed}`)
  const newest = Math.floor(now / hourMs) * hourMs
  const hours: HourOfCalls[] = []
  for (let back = days * 24; back >= 1; back -= 2)
    for (const operation of operations) {
      const calls = 1 + drawPoisson(generator, 3)
      const silent = drawBinomial(generator, calls, back <= badHours ? 0.6 : 0.008)
      const limited = drawBinomial(generator, calls - silent, 0.005)
      hours.push({
        workspaceId,
        accountId,
        operation,
        hour: new Date(newest - back * hourMs),
        answered: calls - silent - limited,
        refused: 0,
        limited,
        credential: 0,
        silent,
        broken: 0,
        elapsedMs: calls * (90 + Math.round(60 * generator.uniform())),
      })
    }
  await addCalls(db, hours)
  const seen = { firstAt: new Date(now - 3 * dayMs), lastAt: new Date(now - hourMs) }
  const what = new Date(newest + 120 * dayMs).toISOString().slice(0, 10)
  await addNotices(db, [{ workspaceId, accountId, kind: 'sunset', endpoint: 'messages', what, ...seen }])
}
