/** Makes links to documents and opens them: the token is shown once, the PIN is never kept as it is, and guesses run dry. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Report } from '../../../contract/report.ts'
import type { MadeShare, ShareKind, ShareOptions } from '../../../contract/shares.ts'
import { appAddress } from '../../http/address.ts'
import type { Services } from '../../services.ts'
import { claimGuess, findByToken, forgetGuesses, insertShare, noteOpened } from './store.ts'

const dayMs = 86_400_000
/** Wrong PINs in a row before the link rests, and for how long: four digits then stand against years of guessing. */
const mostWrongPins = 5
const restMs = 15 * 60_000

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>
const hashToken = (token: string) => createHash('sha256').update(token).digest()

const hashPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${(await derive(pin, salt, 32)).toString('base64url')}`
}
const isPin = async (pin: string, kept: string): Promise<boolean> => {
  const [salt = '', hash = ''] = kept.split('.')
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64url'), 32), Buffer.from(hash, 'base64url'))
}

/**
 * Freezes a report behind a link. `subjectId` names what it is about in its room; the address is in the answer and nowhere else.
 * Cost: one insert, and 50 ms with a PIN.
 */
export const makeShare = async (
  services: Services,
  by: { workspaceId: string; brandId: string; userId: string },
  what: {
    kind: ShareKind
    subjectId: string
    report: Report
    options: ShareOptions /** Where the link leads; a review is worked on, not only read. */
    page?: 'shared' | 'review'
  },
): Promise<MadeShare> => {
  const token = randomBytes(32).toString('base64url')
  const now = services.now()
  const share = await insertShare(services.database.db, {
    workspaceId: by.workspaceId,
    brandId: by.brandId,
    kind: what.kind,
    subjectId: what.subjectId,
    language: what.options.language,
    report: what.report,
    tokenHash: hashToken(token),
    pinHash: what.options.pin === undefined ? null : await hashPin(what.options.pin),
    createdAt: now,
    createdBy: by.userId,
    expiresAt: new Date(now.getTime() + what.options.days * dayMs),
  })
  return { share, url: `${appAddress(services.config)}/${what.page ?? 'shared'}/${token}` }
}

export interface Admitted {
  id: string
  workspaceId: string
  brandId: string
  kind: ShareKind
  subjectId: string
  language: 'en' | 'ar'
  expiresAt: Date
  report: unknown
}
export type Admission = { kind: 'admitted'; share: Admitted } | { kind: 'needs-pin'; wrong: boolean } | { kind: 'gone' }

/** Guesses at one link's PIN are looked at one after the other, so that a page that loads ten pictures at once is not taken for ten guesses. */
const lines = new Map<string, Promise<unknown>>()
const inLine = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  const mine = (lines.get(name) ?? Promise.resolve()).then(work, work)
  lines.set(name, mine)
  try {
    return await mine
  } finally {
    if (lines.get(name) === mine) lines.delete(name)
  }
}

/**
 * Lets the holder of a link in, or not. A token that never was, one that ended and one taken back look alike. A guess at the PIN is counted before it is
 * looked at: a thousand guesses at once are five guesses. Cost: two statements, and 50 ms with a PIN.
 */
export const admit = async (services: Services, token: string, pin: string | undefined): Promise<Admission> => {
  const { db } = services.database
  const now = services.now()
  const share = await findByToken(db, hashToken(token))
  if (share === undefined || share.revoked_at !== null || share.expires_at <= now) return { kind: 'gone' }
  const { pin_hash: kept, workspace_id: workspaceId, id } = share
  if (kept !== null) {
    if (pin === undefined) return { kind: 'needs-pin', wrong: false }
    const isRight = await inLine(id, async () => {
      if (!(await claimGuess(db, workspaceId, id, { most: mostWrongPins, restUntil: new Date(now.getTime() + restMs), now }))) return false
      if (!(await isPin(pin, kept))) return false
      await forgetGuesses(db, workspaceId, id)
      return true
    })
    if (!isRight) return { kind: 'needs-pin', wrong: true }
  }
  return {
    kind: 'admitted',
    share: {
      id,
      workspaceId,
      brandId: share.brand_id,
      kind: share.kind as ShareKind,
      subjectId: share.subject_id,
      language: share.language as 'en' | 'ar',
      expiresAt: share.expires_at,
      report: share.report,
    },
  }
}

export type Opened =
  | { kind: 'report'; report: Report; language: 'en' | 'ar'; expiresAt: string }
  | { kind: 'needs-pin'; wrong: boolean }
  | { kind: 'gone' }

/** Opens the frozen document of a link, and counts the reader. */
export const openShare = async (services: Services, token: string, pin: string | undefined): Promise<Opened> => {
  const answer = await admit(services, token, pin)
  if (answer.kind !== 'admitted') return answer
  const { share } = answer
  await noteOpened(services.database.db, share.workspaceId, share.id, services.now())
  return { kind: 'report', report: Report.parse(share.report), language: share.language, expiresAt: share.expiresAt.toISOString() }
}
