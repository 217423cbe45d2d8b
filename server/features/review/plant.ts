/** The review of the living example: last week's, and a decision of six weeks ago that is to be looked at today. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import { sayIn } from '../../say.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { noteDecision, readLog } from '../decisions/index.ts'
import { findBrand, findUser } from '../team/index.ts'
import { writeReview } from './write.ts'

/** Safe to repeat. */
export const plantReview = async (services: Services, { workspaceId, brandId, userId }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  const [brand, user, log] = await Promise.all([findBrand(db, workspaceId, brandId), findUser(db, userId), readLog(services, scope)])
  if (brand === null) return
  if (log.length === 0) {
    const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(brand.timeZone).toPlainDate()
    await noteDecision(
      services,
      scope,
      {
        words: sayIn(brand.language, say('review:example.words')),
        because: sayIn(brand.language, say('review:example.because')),
        expectation: { metric: 'week-engagements', accountId: null, direction: 'up' },
        decidedOn: today.subtract({ weeks: 6 }).toString(),
        checkOn: today.toString(),
        reviewId: null,
      },
      user?.name ?? '',
    )
  }
  await writeReview(services, scope)
}
