/** The living example's part: four months of visits, orders and answers, with a channel that only harvests, and what was spent; nothing of the running month. */
import { say } from '../../../contract/sentence.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { openUsualSurvey, takeAnswers, takeConversions, takeEvents } from '../events/index.ts'
import { findBrand } from '../team/index.ts'
import { sayIn } from '../../say.ts'
import { insertCost, listCosts } from './store/costs.ts'
import { networkOf } from './store/labels.ts'
import { countConversions } from './store/paths.ts'

const dayMs = 86_400_000
const [oldestDay, newestDay] = [130, 1]
const regions = ['north', 'south', 'east', 'west']

/** Plants nothing where orders are known already. Safe to repeat. Cost: about a second. */
export const plantAttribution = async (services: Services, { workspaceId, brandId, accountId, seed }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  const nowMs = services.now().getTime()
  const brand = await findBrand(db, workspaceId, brandId)
  const known = await countConversions(db, scope, { from: new Date(nowMs - 400 * dayMs), to: new Date(nowMs) })
  if (brand === null || known.all > 0) return
  const social = (await networkOf(db, scope, accountId)) ?? 'social'
  const generator = createGenerator(`attribution example/${seed}`)
  const at = (daysAgo: number) => new Date(nowMs - Math.max(0.05, daysAgo) * dayMs).toISOString()
  const events = []
  const conversions = []
  const answers = []
  for (let day = oldestDay; day >= newestDay; day--) {
    const visitors = 6 + Math.floor(8 * generator.uniform())
    for (let i = 0; i < visitors; i++) {
      const visitor = `example-${day}-${i}`
      const region = regions[Math.floor(generator.uniform() * regions.length)] as string
      const ways = [social, 'newsletter', 'search', social, 'friend']
      const first = ways[Math.floor(generator.uniform() * ways.length)] as string
      const buys = generator.uniform() < 0.35
      // Who came by a friend leaves no trace until the search for the name.
      if (first !== 'friend') events.push({ visitor, at: at(day + 3 * generator.uniform()), channel: first, region })
      if (generator.uniform() < (buys ? 0.6 : 0.15)) events.push({ visitor, at: at(day + 0.02), channel: 'search', region })
      if (!buys) continue
      const order = `example-${day}-${i}`
      const value = Math.round(12 + 40 * generator.uniform())
      conversions.push({ id: order, visitor, at: at(day), name: 'order', value, currency: 'EUR', region })
      if (generator.uniform() < 0.4)
        answers.push({
          choice: first === 'friend' ? 'friend' : first === 'search' ? 'search' : first === social ? 'post' : 'other',
          words: null,
          visitor,
          conversion: order,
          at: at(day - 0.01),
          knownOrigin: null,
        })
    }
  }
  for (let from = 0; from < events.length; from += 1000)
    await takeEvents(services, scope, { events: events.slice(from, from + 1000) }, 'example')
  await takeConversions(services, scope, { conversions }, 'example')
  await openUsualSurvey(services, scope, brand.language)
  await takeAnswers(services, scope, answers, 'example')
  // Before the running month, so that its budget is not spent by an example.
  const day = (ago: number) => at(ago).slice(0, 10)
  if ((await listCosts(db, scope, { fromDay: day(oldestDay), toDay: day(0) })).length > 0) return
  const note = sayIn(brand.language, say('attribution:example.note'))
  for (const [kind, channel, amount] of [
    ['media', social, 240],
    ['tool', 'newsletter', 60],
    ['media', 'search', 180],
  ] as const)
    await insertCost(
      db,
      scope,
      { kind, channel, campaignId: null, startsOn: day(84), endsOn: day(40), amount, currency: 'EUR', note },
      services.now(),
    )
}
