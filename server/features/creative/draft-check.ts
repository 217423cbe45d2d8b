/** What rights have to say about a draft: what has ended by the day it goes out blocks it, what nobody wrote down is asked. */
import { Temporal } from 'temporal-polyfill'
import type { ContentProblem } from '../../../contract/calendar.ts'
import { say } from '../../../contract/sentence.ts'
import type { DraftCheck } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { endOf, standingOn } from './rights.ts'
import { findRights } from './store/versions.ts'

/** Asked while a draft is written, when it is approved and scheduled, and once more before it is sent. Cost: two small reads, none without pictures. */
export const checkRights: DraftCheck = async (services, { workspaceId, brandId, content, at }) => {
  if (content.media.length === 0) return []
  const { db } = services.database
  const [brand, rights] = await Promise.all([
    findBrand(db, workspaceId, brandId),
    findRights(
      db,
      { workspaceId, brandId },
      content.media.map(({ id }) => id),
    ),
  ])
  const day = Temporal.Instant.from((at ?? services.now()).toISOString())
    .toZonedDateTimeISO(brand?.timeZone ?? 'UTC')
    .toPlainDate()
    .toString()
  return content.media.flatMap((media, index): ContentProblem[] => {
    const right = rights.find(({ mediaId }) => mediaId === media.id) ?? null
    const place = index + 1
    switch (standingOn(right, day)) {
      case 'expired':
        return [
          { severity: 'error', field: 'media', reason: say('creative:block.expired', { place, until: (right && endOf(right)) ?? '' }) },
        ]
      case 'no-consent':
        return [{ severity: 'error', field: 'media', reason: say('creative:block.noConsent', { place }) }]
      case 'unclear':
        return [{ severity: 'warning', field: 'media', reason: say('creative:block.unclear', { place }) }]
      case 'unknown':
        return [{ severity: 'warning', field: 'media', reason: say('creative:block.unknown', { place }) }]
      default:
        return []
    }
  })
}
