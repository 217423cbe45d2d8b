/** The competitors of the living example: the rival of the simulated network, and three cafés as somebody might have counted them by hand. */
import type { CompetitorDay } from '../../../contract/benchmarks.ts'
import { say } from '../../../contract/sentence.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../statistics/random/poisson.ts'
import { sayIn } from '../../say.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { callAccount, findAccount } from '../accounts/index.ts'
import { accountSeries } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import { followAccount } from './ingest.ts'
import { ensureCompetitor, listCompetitors, saveDays } from './store.ts'

const dayMs = 86_400_000
const weeks = 16
/** Followers against ours, growth a week, posts a week, engagement of a post per follower. */
const cafes = [
  { key: 'one', size: 1.6, growth: 0.002, posts: 9, rate: 0.011 },
  { key: 'two', size: 0.7, growth: 0.008, posts: 4, rate: 0.03 },
  { key: 'three', size: 1.1, growth: 0.003, posts: 3, rate: 0.019 },
]

/** Adds them when the brand has none. Safe to repeat. */
export const plantBenchmarks = async (services: Services, begun: BegunBrand): Promise<void> => {
  const { workspaceId, brandId, accountId, userId } = begun
  const { db } = services.database
  const scope = { workspaceId, brandId }
  if ((await listCompetitors(db, scope)).length > 0) return
  const [brand, account, followers] = await Promise.all([
    findBrand(db, workspaceId, brandId),
    findAccount(db, workspaceId, accountId),
    accountSeries(db, { workspaceId, accountId, metric: 'followers' }),
  ])
  const last = followers.at(-1)
  if (brand === null || account === null || last === undefined) return
  const beside = await callAccount(services, { workspaceId, accountId }, async ({ channel, world, access }) => ({
    kind: 'found' as const,
    handles: (await channel.inside?.neighbours?.(world, access)) ?? [],
  }))
  for (const handle of beside.kind === 'found' ? beside.handles : []) await followAccount(services, scope, account, { handle, by: userId })
  const now = services.now()
  for (const { key, size, growth, posts, rate } of cafes) {
    const handle = sayIn(brand.language, say(`benchmarks:example.${key}`))
    const random = createGenerator(`benchmarks ${key}`)
    const days = Array.from({ length: 7 * weeks }, (_, i): CompetitorDay => {
      const back = 7 * weeks - i
      const count = Math.round(last.value * size * (1 - growth) ** (back / 7)) + drawPoisson(random, 3)
      const made = drawPoisson(random, posts / 7)
      const day = new Date(now.getTime() - back * dayMs).toISOString().slice(0, 10)
      return { day, followers: back % 7 === 1 ? count : null, posts: made, engagements: drawPoisson(random, made * rate * count) }
    })
    const id = await ensureCompetitor(db, scope, { network: null, handle, displayName: handle, source: 'file', by: userId, now })
    await saveDays(db, scope.workspaceId, id, 'file', days)
  }
}
