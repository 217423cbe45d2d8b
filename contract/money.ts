/** Money as people write it down: an exact decimal with its currency; two currencies are never added and never converted silently. */
import { z } from 'zod'

/** Digits with an optional point, e.g. "1250.50"; never a floating number. */
export const Amount = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'An amount such as 1250 or 1250.50, with a point and no sign.')
/** Any three letters pass here, so that an unknown currency gets a sentence that names it. */
export const Currency = z.string().trim().min(1).max(10)
export const Money = z.object({ amount: Amount, currency: Currency })
export type Money = z.infer<typeof Money>
