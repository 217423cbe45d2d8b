/** Facebook as a channel: an archive that is read from the files people download. */
import type { Channel } from '../port.ts'
import { facebookContent } from './exports/content.ts'
import { facebookLimits } from './limits.ts'

export const channel: Channel = {
  network: 'facebook',
  name: { en: 'Facebook', ar: 'فيسبوك' },
  kind: 'network',
  limits: facebookLimits,
  exports: [facebookContent],
}
