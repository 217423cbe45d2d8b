/** Bluesky, or any other server of the AT Protocol, as a channel. */
import { say } from '../../contract/sentence.ts'
import type { Channel } from '../port.ts'
import { connect, fields, refresh } from './connect.ts'
import { blueskyLimits } from './limits.ts'
import { publicAccount } from './public-account.ts'
import { accountLimits, accountMetrics, followers, messages, metrics, posts } from './read.ts'
import { prepare, readBack, send } from './write.ts'

export const bluesky: Channel = {
  network: 'bluesky',
  name: { en: 'Bluesky', ar: 'بلوسكاي' },
  kind: 'network',
  limits: blueskyLimits,
  // Lexicons have no versions: they may only grow, and what breaks gets a new name.
  api: {
    name: 'AT Protocol (XRPC)',
    version: null,
    endsOn: null,
    checkedOn: '2026-11-26',
    source: 'https://atproto.com/specs/lexicon#lexicon-evolution',
    opaque: ['record', 'value', 'labels'],
  },
  connect: { fields, connect: (world, input) => connect(world, input), refresh },
  read: { posts, metrics, accountMetrics, messages, followers, publicAccount, limits: accountLimits },
  hears: {
    reads: ['reply', 'mention', 'quote'],
    lacks: [
      { what: say('channels-bluesky:hears.direct'), why: say('channels-bluesky:hears.directWhy') },
      { what: say('channels-bluesky:hears.deletions'), why: say('channels-bluesky:hears.deletionsWhy') },
    ],
    replyWindowHours: null,
  },
  write: { prepare, send, readBack, resendIsSafe: true, replies: true },
}
