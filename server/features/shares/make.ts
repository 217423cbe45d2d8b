/** Makes links to documents and opens them: the token is shown once, the PIN is never kept as it is, and guesses run dry. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Report } from '../../../contract/report.ts'
import type { MadeShare, ShareKind, ShareOptions } from '../../../contract/shares.ts'
import { appAddress } from '../../http/address.ts'
import type { Services } from '../../services.ts'
import { findByToken, insertShare, noteOpened, noteWrongPin } from './store.ts'

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
  what: { kind: ShareKind; subjectId: string; report: Report; options: ShareOptions },
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
  return { share, url: `${appAddress(services.config)}/shared/${token}` }
}

export type Opened =
  | { kind: 'report'; report: Report; language: 'en' | 'ar'; expiresAt: string }
  | { kind: 'needs-pin'; wrong: boolean }
  | { kind: 'gone' }

/** Opens a link. A token that never was, one that ended and one taken back look alike. Cost: two statements, and 50 ms with a PIN. */
export const openShare = async (services: Services, token: string, pin: string | undefined): Promise<Opened> => {
  const { db } = services.database
  const now = services.now()
  const share = await findByToken(db, hashToken(token))
  if (share === undefined || share.revoked_at !== null || share.expires_at <= now) return { kind: 'gone' }
  if (share.pin_hash !== null) {
    if (pin === undefined) return { kind: 'needs-pin', wrong: false }
    const resting = share.pin_locked_until !== null && share.pin_locked_until > now
    if (resting || !(await isPin(pin, share.pin_hash))) {
      if (!resting) await noteWrongPin(db, share.workspace_id, share.id, mostWrongPins, new Date(now.getTime() + restMs))
      return { kind: 'needs-pin', wrong: true }
    }
  }
  await noteOpened(db, share.workspace_id, share.id, now)
  return {
    kind: 'report',
    report: Report.parse(share.report),
    language: share.language as 'en' | 'ar',
    expiresAt: share.expires_at.toISOString(),
  }
}
