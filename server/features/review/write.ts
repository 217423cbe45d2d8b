/** The review of a week, written once; and what people make of it. */
import { Temporal } from 'temporal-polyfill'
import type { Review, ReviewItem, ReviewSection, ReviewSummary } from '../../../contract/review.ts'
import { newId } from '../../database/ids.ts'
import type { Services } from '../../services.ts'
import { readLog } from '../decisions/index.ts'
import { findBrand } from '../team/index.ts'
import { decideReview } from './decide.ts'
import { gatherReview } from './gather.ts'
import { changeReview, insertReview, listReviews, type Scope } from './store.ts'

/** The last week that is over in the brand's zone, Monday to Sunday. */
const lastWeek = (now: Date, timeZone: string): { from: string; to: string } => {
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 + 7 })
  return { from: monday.toString(), to: monday.add({ days: 6 }).toString() }
}

/** Writes the review of last week when there is none; answers its id. Null when the brand is not there. */
export const writeReview = async (services: Services, scope: Scope): Promise<string | null> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const week = lastWeek(services.now(), brand.timeZone)
  const find = async () => (await listReviews(db, scope, { monday: week.from, limit: 1 }))[0]?.id ?? null
  const known = await find()
  if (known !== null) return known
  const written = decideReview(await gatherReview(services, scope, brand, week))
  await insertReview(db, scope, { monday: week.from, ...written, now: services.now() })
  return find()
}

export const readReview = async (services: Services, scope: Scope & { reviewId: string }): Promise<Review | null> => {
  const [[row], log] = await Promise.all([
    listReviews(services.database.db, scope, { id: scope.reviewId, limit: 1 }),
    readLog(services, scope),
  ])
  return row === undefined ? null : { ...row, decisions: log.filter(({ reviewId }) => reviewId === row.id) }
}

export const readReviews = async (
  services: Services,
  scope: Scope,
): Promise<{ reviews: ReviewSummary[]; lastWeek: { from: string; to: string; written: boolean } } | null> => {
  const { db } = services.database
  const [brand, rows] = await Promise.all([findBrand(db, scope.workspaceId, scope.brandId), listReviews(db, scope)])
  if (brand === null) return null
  const week = lastWeek(services.now(), brand.timeZone)
  const reviews = rows.map(({ items: _items, note: _note, version: _version, ...summary }) => summary)
  return { reviews, lastWeek: { ...week, written: rows.some(({ from }) => from === week.from) } }
}

interface Edit {
  version: number
  headline: string | null
  note: string
  items: { id: string; own: string | null; hidden: boolean }[]
  added: { section: ReviewSection; text: string }[]
}

/** What people leave out is kept; a line that they had added and emptied goes. */
export const editReview = async (
  services: Services,
  scope: Scope & { reviewId: string },
  edit: Edit,
  by: string,
): Promise<'edited' | 'newer' | 'missing'> => {
  const { db } = services.database
  const [row] = await listReviews(db, scope, { id: scope.reviewId, limit: 1 })
  if (row === undefined) return 'missing'
  const wishes = new Map(edit.items.map((one) => [one.id, one]))
  const items = row.items.flatMap((one): ReviewItem[] => {
    const wish = wishes.get(one.id)
    if (wish === undefined) return [one]
    if (one.id.startsWith('own/') && wish.own === '') return []
    return [{ ...one, own: wish.own === '' ? null : wish.own, hidden: wish.hidden }]
  })
  const added = edit.added.map(
    ({ section, text }): ReviewItem => ({
      id: `own/${newId()}`,
      section,
      words: { text },
      place: null,
      estimate: null,
      unit: 'number',
      own: null,
      hidden: false,
    }),
  )
  const headline = edit.headline === null || edit.headline === '' ? row.headline : { text: edit.headline }
  const { version, note } = edit
  const changed = await changeReview(db, scope, { version, headline, items: [...items, ...added], note, by, now: services.now() })
  return changed ? 'edited' : 'newer'
}
