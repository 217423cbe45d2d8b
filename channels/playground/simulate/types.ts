/** The words of the simulated network: what may be asked of the simulator, what it makes, and the truth behind it. */

export const simulatedFormats = ['text', 'photo', 'carousel', 'reel', 'link'] as const
export type SimulatedFormat = (typeof simulatedFormats)[number]
export type PerFormat = Record<SimulatedFormat, number>

/** Effects are standard deviations or sizes of natural logs of rates, unless they say otherwise. */
export interface Effects {
  /** Spread of the true slot effects on the engagement rate over the waking week; 0: no hour is better than another. */
  slots: number
  /** Spread of the true format effects on the engagement rate. */
  formats: number
  /** Spread of how a format's effect differs between weekdays. */
  formatByWeekday: number
  /** Spread of the formats' effects on reach. */
  formatReach: number
  /** Yearly change of reach and of the engagement rate, and the size of a slow wave in both. */
  trend: { reach: number; rate: number; wave: number }
  /** In Ramadan, on reach. */
  ramadan: number
  /** On Fridays to Sundays, on reach. */
  weekend: number
  /** Spread of single posts around their expectation: one post in ten has it 2.5 times as wide. */
  noise: { reach: number; rate: number }
  /** From this day (counted from the first) on, reach of one format is multiplied; null: no change. */
  algorithm: { day: number; format: SimulatedFormat; factor: number } | null
  /** Share of posts that are boosted, and what a boost multiplies. */
  paid: { share: number; reach: number; rate: number }
}

export interface Habits {
  postsPerWeek: number
  /** Favourite slots with the share of posts they get. The rest falls anywhere from 7 to 23 o'clock. */
  favourites: { slot: number; share: number }[]
  /** How strongly a format sticks to "its" hours: 0 not at all, 1 always. */
  formatsByHour: number
  formatShares: PerFormat
}

export interface Audience {
  /** Followers on the first day. */
  first: number
  /** Organic growth a year, e.g. 0.6. */
  growth: number
  /** Share of organic followers that are fakes who came by themselves. */
  fakeShare: number
  /** Followers bought for the brand itself; null: none. */
  bought: { day: number; followers: number; days: number } | null
}

export interface Rival extends Audience {
  handle: string
  displayName: string
}

/** What is skipped is not made: series, followers and journeys come back empty. */
export interface WorldOptions {
  seed: number
  months?: number
  language?: 'en' | 'ar'
  timeZone?: string
  /** End of the past, ISO. Everything is counted back from here. */
  endsAt: string
  effects?: Partial<Effects>
  habits?: Partial<Habits>
  audience?: Partial<Audience>
  rival?: Partial<Rival>
  skip?: { texts?: boolean; followers?: boolean; journeys?: boolean }
}

/** The totals that a post reaches in the end. `engagements` = reactions + comments + shares + saves. */
export interface Outcome {
  impressions: number
  reach: number
  engagements: number
  reactions: number
  comments: number
  shares: number
  saves: number
  clicks: number
  sales: number
  follows: number
}

export interface SimulatedPost {
  id: string
  publishedAt: number
  slot: number
  format: SimulatedFormat
  paid: boolean
  text: string
  language: 'en' | 'ar'
  outcome: Outcome
}

/** The account of one local day: followers at its end. */
export interface SimulatedDay {
  /** YYYY-MM-DD in the brand's zone. */
  day: string
  followers: number
  rivalFollowers: number
  /** What the rival's posts of that day got in the end; 0 when it did not post. */
  rivalPosts: number
  rivalEngagements: number
}

export interface SimulatedFollower {
  id: string
  username: string
  displayName: string
  hasProfilePicture: boolean
  posts: number
  followers: number
  following: number
  /** Day the follower's own account was made, YYYY-MM-DD. */
  created: string
  followedAt: number
  /** null: follows still. */
  leftAt: number | null
}

export const touchpointChannels = ['organic-post', 'paid-post', 'search', 'email', 'direct'] as const
export type TouchpointChannel = (typeof touchpointChannels)[number]

/** One visitor's way. `heard` is a friend's word, which no link sees. */
export interface Journey {
  visitor: string
  touchpoints: { channel: TouchpointChannel; at: number; postId: string | null }[]
  heard: boolean
  conversion: { at: number; value: number } | null
}

/** Everything that was decided before the first number was drawn. */
export interface Truth {
  seed: number
  language: 'en' | 'ar'
  timeZone: string
  startsAt: number
  endsAt: number
  effects: Effects
  habits: Habits
  /** Log of the engagement rate of an average post at an average slot on the first day. */
  baseLogRate: number
  /** Impressions a follower gives an average post on the first day. */
  reachPerFollower: number
  /** 168 log effects on the rate, weekday × 24 + hour (0 = Monday), averaging 0 over 7–23 o'clock. */
  slots: number[]
  formats: PerFormat
  /** By format, seven log effects (Monday first); they average to 0 over the week and, by the habitual shares, over the formats. */
  formatByWeekday: Record<SimulatedFormat, number[]>
  formatReach: PerFormat
  wave: { periodDays: number; phase: number }
  audience: Audience
  rival: Rival
  /** Ids of those followers who are fake, and of whom were bought. Empty when followers were skipped. */
  fakeFollowers: string[]
  boughtFollowers: string[]
  journeys: JourneyTruth
}

export interface JourneyTruth {
  /** Chance that one touchpoint alone, without delay, makes a visitor buy. */
  strength: Record<TouchpointChannel, number>
  /** Chance of buying without any touchpoint that a link can see. */
  untraceable: number
  /** What a friend's word adds. */
  wordOfMouth: number
  /** A touchpoint's strength halves in this many days. */
  halfLifeDays: number
  /** Expected conversions lost if the channel's touchpoints were taken away, and those that no link explains. */
  lost: Record<TouchpointChannel, number>
  lostUntraceable: number
  expectedConversions: number
}

export interface SimulatedWorld {
  truth: Truth
  posts: SimulatedPost[]
  series: SimulatedDay[]
  followers: SimulatedFollower[]
  journeys: Journey[]
}
