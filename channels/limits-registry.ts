/** The limits of every network, light enough for the web app: the composer counts with the very code that guards the sending. */
import { blueskyLimits } from './bluesky/limits.ts'
import { facebookLimits } from './facebook/limits.ts'
import { instagramLimits } from './instagram/limits.ts'
import type { ChannelLimits } from './limits.ts'
import { playgroundLimits } from './playground/limits.ts'

const all: ChannelLimits[] = [playgroundLimits, blueskyLimits, facebookLimits, instagramLimits]

/** The limits of a network; null when none are known. */
export const limitsOf = (network: string): ChannelLimits | null => all.find((limits) => limits.network === network) ?? null
