/** How the right to a file stands on a day; data in, data out. */
import type { Right, RightInput } from '../../../contract/creative.ts'

/** Days ahead in which an end is announced. */
const noticeDays = 14

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The earlier end of licence and consent; null when neither ends. */
export const endOf = ({ expiresOn, consent, consentExpiresOn }: RightInput): string | null => {
  const ends = [expiresOn, consent === 'given' ? consentExpiresOn : null].filter((day) => day !== null)
  return ends.toSorted()[0] ?? null
}

/** Through its last day a right holds; `day` is one of the brand's zone. Cost: O(1). */
export const standingOn = (right: RightInput | null, day: string): Right['standing'] => {
  if (right === null) return 'unknown'
  if (right.consent === 'missing') return 'no-consent'
  const end = endOf(right)
  if (end !== null && end < day) return 'expired'
  if (right.license === 'unclear') return 'unclear'
  return end !== null && daysBetween(day, end) <= noticeDays ? 'expiring' : 'fine'
}
