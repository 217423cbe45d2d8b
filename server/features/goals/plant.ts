/** The goal of the living example: followers half a year from now, a little beyond what the pace would bring. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import { sayIn } from '../../say.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { accountSeries } from '../results/index.ts'
import { findBrand, findUser } from '../team/index.ts'
import { setGoal } from './outlook.ts'
import { listGoals } from './store.ts'

/** Sets the goal when the brand has none. Safe to repeat. */
export const plantGoals = async (services: Services, { workspaceId, brandId, accountId, userId }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  const [brand, user, goals, followers] = await Promise.all([
    findBrand(db, workspaceId, brandId),
    findUser(db, userId),
    listGoals(db, scope),
    accountSeries(db, { workspaceId, accountId, metric: 'followers' }),
  ])
  const [first, last] = [followers[0], followers.at(-1)]
  if (brand === null || goals.length > 0 || first === undefined || last === undefined) return
  const due = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(brand.timeZone).toPlainDate().add({ months: 6 })
  const perDay = (last.value - first.value) / Math.max(1, (Date.parse(last.observedAt) - Date.parse(first.observedAt)) / 86_400_000)
  const target = Math.ceil((last.value + 1.15 * Math.max(1, perDay) * 182) / 100) * 100
  await setGoal(
    services,
    scope,
    {
      title: sayIn(brand.language, say('goals:example', { target })),
      metric: 'followers',
      accountId,
      target,
      horizon: 'long',
      due: due.toString(),
      owner: user?.name ?? '',
    },
    user?.name ?? '',
  )
}
