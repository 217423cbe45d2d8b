/** The names of what is counted. One name, one meaning; GLOSSARY.md says it in words, in English and Arabic. */
import { z } from 'zod'

/** Metrics of one post. `engagements` is what the network itself reports as such, or the sum that metric notes name. */
export const postMetrics = [
  'impressions',
  'reach',
  'views',
  'reactions',
  'comments',
  'shares',
  'saves',
  'clicks',
  'link-clicks',
  'engagements',
  'video-views',
  'watch-seconds',
  'follows',
  'negative-feedback',
  'sales',
] as const
export const PostMetric = z.enum(postMetrics)
export type PostMetric = z.infer<typeof PostMetric>

/** Metrics of a whole account, kept as a series. */
export const accountMetrics = ['followers', 'following', 'posts', 'profile-visits', 'account-reach', 'account-impressions'] as const
export const AccountMetric = z.enum(accountMetrics)
export type AccountMetric = z.infer<typeof AccountMetric>

/** What the posts of a week brought in all, week by week. */
export const weeklyMetrics = [
  'week-engagements',
  'week-impressions',
  'week-reach',
  'week-posts',
  'week-engagement-rate',
  'week-clicks',
  'week-saves',
  'week-conversions',
  'week-revenue',
] as const
export const WeeklyMetric = z.enum(weeklyMetrics)
export type WeeklyMetric = z.infer<typeof WeeklyMetric>

/** Weeks that are told by orders and the like, not by posts. */
export const conversionMetrics = ['week-conversions', 'week-revenue'] as const
export type ConversionMetric = (typeof conversionMetrics)[number]
export type PostWeekMetric = Exclude<WeeklyMetric, ConversionMetric>

/** Every series that can be followed: forecast, watched, and held against a goal. */
export const followedMetrics = [...accountMetrics, ...weeklyMetrics] as const
export const FollowedMetric = z.enum(followedMetrics)
export type FollowedMetric = z.infer<typeof FollowedMetric>

/** `lifetime`: the total since publication, as it stood when observed. `day`: what fell on one calendar day. */
export const MetricWindow = z.enum(['lifetime', 'day'])
export type MetricWindow = z.infer<typeof MetricWindow>

/** An estimate as every screen and command shows it: never a value alone. */
export const Estimate = z.object({
  value: z.number(),
  /** Lower and upper bound, in the unit of `value`. */
  interval: z.tuple([z.number(), z.number()]),
  /** Coverage the interval claims, e.g. 0.8. */
  level: z.number().gt(0).lt(1),
  n: z.int().nonnegative(),
})
export type Estimate = z.infer<typeof Estimate>

/** Too little data is an answer: what there is, what there would have to be, counted in `unit` (e.g. "posts"). */
export const TooLittleData = z.object({
  kind: z.literal('too-little-data'),
  have: z.number(),
  need: z.number(),
  unit: z.string(),
})
export type TooLittleData = z.infer<typeof TooLittleData>
