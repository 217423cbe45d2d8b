/** Instagram as a channel: an archive that is read from the files people download. */
import type { Channel } from '../port.ts'
import { instagramContent } from './exports/content.ts'
import { instagramLimits } from './limits.ts'

export const channel: Channel = {
  network: 'instagram',
  name: { en: 'Instagram', ar: 'إنستغرام' },
  kind: 'network',
  limits: instagramLimits,
  exports: [instagramContent],
}
