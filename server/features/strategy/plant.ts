/** The strategy of the living example: a small roastery that knows whom it is for, in the brand's language. */
import { newId } from '../../database/ids.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { findBrand, findUser } from '../team/index.ts'
import { putIntoPillar, saveStrategy } from './change.ts'
import { suggestPillar } from './decide/suggest.ts'
import { example } from './example-words.ts'
import { listSortable } from './store/sorting.ts'
import { findCurrent } from './store/versions.ts'

/** Writes the example when the brand has no strategy yet, and confirms what its keywords suggest for the newest posts. Safe to repeat. */
export const plantStrategy = async (services: Services, { workspaceId, brandId, accountId, userId }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  const [brand, user, current] = await Promise.all([findBrand(db, workspaceId, brandId), findUser(db, userId), findCurrent(db, scope)])
  if (brand === null || current !== null) return
  const by = user?.name ?? ''
  const words = example[brand.language]
  const saved = await saveStrategy(
    services,
    scope,
    {
      base: 0,
      note: '',
      content: {
        ...words,
        personas: words.personas.map((persona) => ({ id: newId(), ...persona })),
        pillars: words.pillars.map((pillar) => ({ id: newId(), ...pillar })),
        cadence: [{ accountId, perWeek: 4 }],
        budget: { money: 1500, currency: words.currency, hours: 40 },
      },
    },
    by,
  )
  if (saved.kind !== 'saved') return
  const posts = await listSortable(db, scope, { unsortedOnly: true, limit: 120 })
  for (const pillar of saved.version.content.pillars) {
    const own = posts.filter(({ text }) => suggestPillar(text, saved.version.content.pillars)?.pillarId === pillar.id)
    if (own.length > 0) await putIntoPillar(services, scope, { posts: own, pillarId: pillar.id }, by)
  }
}
