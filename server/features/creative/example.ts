/** The living example: two people, a brief with a picture in two versions, remarks on it, logged hours, and an approval that waits. */
import { Temporal } from 'temporal-polyfill'
import type { DeliverableInput } from '../../../contract/creative.ts'
import { say } from '../../../contract/sentence.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { sayIn } from '../../say.ts'
import { addPicture } from '../media/index.ts'
import { findBrand, findUser } from '../team/index.ts'
import { addCost, addPerson, changeSettings, type Changed, createBrief, logHours } from './change.ts'
import { drawExample } from './example-pictures.ts'
import { addComment, askForApproval, handIn, setRight } from './hand-in.ts'
import { todayOf } from './read.ts'
import { listBriefs, listDeliverables, setDelivered } from './store/briefs.ts'
import { findSettings, listPeople } from './store/people.ts'
import { listVersions } from './store/versions.ts'

const idOf = (changed: Changed): string => {
  if (changed.kind !== 'changed') throw new Error(`the example of creative could not be planted: ${JSON.stringify(changed)}`)
  return changed.id
}

/** Pieces made before, so that capacity knows what a photo takes here: hours of each. */
const earlier = [1.5, 2.5, 2, 3, 1.75, 2.25]
const earlierTexts = [0.75, 1, 0.5, 1.25, 0.75]

/** Does nothing where somebody has begun already. Cost: about a second (two pictures are drawn). */
export const plantCreative = async (services: Services, begun: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId: begun.workspaceId, brandId: begun.brandId }
  if ((await listBriefs(db, scope, { limit: 1 })).length > 0 || (await listPeople(db, scope, true)).length > 0) return
  const [brand, user, today] = await Promise.all([
    findBrand(db, scope.workspaceId, scope.brandId),
    findUser(db, begun.userId),
    todayOf(services, scope),
  ])
  if (brand === null || user === undefined) return
  const text = (key: string) => sayIn(brand.language, say(`creative:example.${key}`))
  const inDays = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()
  const by = { id: begun.userId, name: user.name }
  const voter = { key: `user:${begun.userId}`, name: user.name }
  if ((await findSettings(db, scope)) === null)
    await changeSettings(services, scope, { currencies: ['SAR', 'USD', 'EUR'], expectedHours: {} })
  const nobody = { userId: null, email: null, language: brand.language, away: [], note: '' }
  const writer = idOf(
    await addPerson(services, scope, {
      ...nobody,
      name: text('writer'),
      place: 'in-house',
      skills: ['writing', 'community'],
      hoursPerWeek: 12,
      rate: { amount: '90', currency: 'SAR' },
    }),
  )
  const photographer = idOf(
    await addPerson(services, scope, {
      ...nobody,
      name: text('photographer'),
      place: 'outside',
      skills: ['photography', 'design'],
      hoursPerWeek: 6,
      rate: { amount: '150', currency: 'SAR' },
    }),
  )
  const photo: DeliverableInput = {
    title: text('photo'),
    kind: 'picture',
    format: 'photo',
    accountId: begun.accountId,
    personId: photographer,
    dueOn: inDays(4),
    expectedHours: null,
  }
  const brief = {
    postId: null,
    campaignId: null,
    pillar: null,
    references: [],
    currency: 'SAR',
  }
  const past = idOf(
    await createBrief(
      services,
      scope,
      { ...brief, title: text('pastTitle'), objective: text('pastObjective'), audience: '', message: '', budget: '3000', dueOn: null },
      [
        ...earlier.map((_, index) => ({ ...photo, title: `${text('pastPhoto')} ${index + 1}`, dueOn: null })),
        ...earlierTexts.map((_, index) => ({
          ...photo,
          title: `${text('pastText')} ${index + 1}`,
          kind: 'text' as const,
          format: 'text' as const,
          personId: writer,
          dueOn: null,
        })),
      ],
      by,
    ),
  )
  const pieces = await listDeliverables(db, scope, [past])
  const first = await addPicture(services, scope, { bytes: await drawExample(1), name: 'cup-1.jpg', by: user.name })
  const second = await addPicture(services, scope, { bytes: await drawExample(2), name: 'cup-2.jpg', by: user.name })
  if (first.kind === 'refused' || second.kind === 'refused') throw new Error('the example’s own pictures were refused')
  for (const [index, piece] of pieces.entries()) {
    const isPhoto = piece.kind === 'picture'
    const version = isPhoto
      ? { mediaId: first.media.id, text: '', alt: text('alt1') }
      : { mediaId: null, text: `${text('message')} ${index - earlier.length + 1}`, alt: '' }
    await handIn(services, scope, piece.id, { ...version, url: null, note: '' }, voter)
    await setDelivered(db, scope, piece.id, services.now())
    const hours = isPhoto ? earlier[index] : earlierTexts[index - earlier.length]
    const personId = isPhoto ? photographer : writer
    await logHours(
      services,
      scope,
      past,
      { personId, deliverableId: piece.id, day: inDays(-35 + 3 * index), hours: hours ?? 1, note: '' },
      by,
    )
  }
  await addCost(
    services,
    scope,
    past,
    {
      kind: 'payment',
      label: text('paid'),
      amount: '1950',
      currency: 'SAR',
      personId: photographer,
      state: 'paid',
      dueOn: inDays(-7),
      paidOn: inDays(-7),
    },
    by,
  )

  const open = idOf(
    await createBrief(
      services,
      scope,
      {
        ...brief,
        title: text('title'),
        objective: text('objective'),
        audience: text('audience'),
        message: text('message'),
        budget: '1500',
        dueOn: inDays(6),
      },
      [photo, { ...photo, title: text('caption'), kind: 'text', format: 'text', personId: writer, dueOn: inDays(5) }],
      by,
    ),
  )
  const picture = (await listDeliverables(db, scope, [open])).find(({ kind }) => kind === 'picture')
  if (picture === undefined) return
  await addCost(
    services,
    scope,
    open,
    {
      kind: 'quote',
      label: text('quote'),
      amount: '650',
      currency: 'SAR',
      personId: photographer,
      state: 'accepted',
      dueOn: null,
      paidOn: null,
    },
    by,
  )
  await addCost(
    services,
    scope,
    open,
    {
      kind: 'payment',
      label: text('half'),
      amount: '325',
      currency: 'SAR',
      personId: photographer,
      state: 'due',
      dueOn: inDays(2),
      paidOn: null,
    },
    by,
  )
  const maker = { key: `person:${photographer}`, name: text('photographer') }
  await handIn(services, scope, picture.id, { mediaId: first.media.id, text: '', url: null, alt: text('alt1'), note: text('note1') }, maker)
  const [versionOne] = await listVersions(db, scope.workspaceId, picture.id)
  if (versionOne !== undefined) {
    const remark = { versionId: versionOne.id, internal: false, by: voter, fromLink: false }
    await addComment(services, scope, picture.id, { ...remark, x: 0.78, y: 0.24, body: text('remark1') })
    await addComment(services, scope, picture.id, { ...remark, x: 0.54, y: 0.6, body: text('remark2') })
  }
  await handIn(
    services,
    scope,
    picture.id,
    { mediaId: second.media.id, text: '', url: null, alt: text('alt2'), note: text('note2') },
    maker,
  )
  await setRight(
    services,
    scope,
    second.media.id,
    {
      license: 'commissioned',
      holder: text('photographer'),
      expiresOn: inDays(365),
      consent: 'nobody',
      consentExpiresOn: null,
      alt: text('alt2'),
      note: '',
    },
    user.name,
  )
  await logHours(services, scope, open, { personId: photographer, deliverableId: picture.id, day: inDays(-1), hours: 1.5, note: '' }, by)
  const [latest] = await listVersions(db, scope.workspaceId, picture.id)
  if (latest !== undefined) await askForApproval(services, scope, picture.id, latest.contentHash, maker)
}
