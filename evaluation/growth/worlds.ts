/** Follower series, real and simulated, with and without planted bursts, viral posts, purges and faults whose truth is known. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { GrowthAccount } from '../../statistics/classify/growth-readings.ts'
import { drawGamma } from '../../statistics/random/gamma.ts'
import type { Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { drawPoisson } from '../../statistics/random/poisson.ts'

export interface Series {
  name: string
  platform: string
  days: number[]
  followers: number[]
  posts?: number[]
  engagements?: number[]
}

/** What was done to a series between two days. */
export interface Planted {
  series: Series
  from: number
  to: number
  size: number
}

const folder = path.join(import.meta.dirname, '../../../shared/data/growth')
const audienceMetrics = ['members', 'subscribers', 'subscribers_rounded', 'stars']
const daySeconds = 86_400

export const hasRealSeries = existsSync(folder)
export const readTable = (file: string): Record<string, string>[] =>
  hasRealSeries ? parse(readFileSync(path.join(folder, file), 'utf8'), { columns: true }) : []

/** Every recorded series of one metric. */
export const readSeries = (wanted: readonly string[] = audienceMetrics): Series[] => {
  const found = new Map<string, Series & { metric: string }>()
  for (const { platform = '', account = '', metric = '', unix, value } of readTable('decred_series.csv')) {
    if (!wanted.includes(metric)) continue
    const name = `${platform}/${account} ${metric}`
    const series = found.get(name) ?? { name, platform, metric, days: [], followers: [] }
    series.days.push(Number(unix) / daySeconds)
    series.followers.push(Number(value))
    found.set(name, series)
  }
  return [...found.values()]
}

/** Series long and large enough that a burst of 5% is more than a handful of people. */
export const readLargeSeries = (): Series[] =>
  readSeries().filter(({ followers }) => followers.length >= 30 && [...followers].sort((a, b) => a - b)[followers.length >> 1]! >= 100)

export const toAccount = ({ name, days, followers, posts, engagements }: Series): GrowthAccount => ({
  account: name,
  days,
  followers,
  ...(posts ? { posts } : {}),
  ...(engagements ? { engagements } : {}),
})

const between = (generator: Generator, low: number, high: number) => low + (high - low) * generator.uniform()
const logBetween = (generator: Generator, low: number, high: number) => Math.exp(between(generator, Math.log(low), Math.log(high)))
const pick = <T>(generator: Generator, items: readonly T[]): T => items[Math.floor(generator.uniform() * items.length)] as T

/** The real series a day at a time: straight between its readings, with arrivals and departures as noise around the line. */
export const fillDays = (series: Series, generator: Generator): Series => {
  const [first, last] = [Math.ceil(series.days[0] as number), Math.floor(series.days.at(-1) as number)]
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  let at = 0
  let wander = 0
  const followers = days.map((day) => {
    while ((series.days[at + 1] as number) < day) at++
    const [a, b] = [series.days[at] as number, series.days[at + 1] as number]
    const share = (day - a) / (b - a)
    const line = (series.followers[at] as number) * (1 - share) + (series.followers[at + 1] as number) * share
    wander = 0.9 * wander + drawNormal(generator) * Math.sqrt(0.004 * line)
    return Math.max(0, Math.round(line + wander))
  })
  return { ...series, days, followers }
}

/** A day-by-day account that never jumps: gains in a weekly rhythm at a rate that wanders, with wild days, and departures. */
export const simulateSeries = (generator: Generator, name: string): Series => {
  const n = 250 + Math.floor(500 * generator.uniform())
  const start = logBetween(generator, 300, 300_000)
  const growth = logBetween(generator, 2e-4, 4e-3)
  const wild = between(generator, 0.5, 4)
  const week = Array.from({ length: 7 }, () => Math.exp(0.25 * drawNormal(generator)))
  let level = start
  let mood = 0
  const followers: number[] = []
  for (let day = 0; day < n; day++) {
    followers.push(Math.round(level))
    mood = 0.95 * mood + 0.15 * drawNormal(generator)
    const gain = start * growth * Math.exp(mood) * (week[day % 7] as number) * drawGamma(generator, wild, 1 / wild)
    const gone = 0.3 * start * growth
    level = Math.max(0, level + drawPoisson(generator, gain) - drawPoisson(generator, gone))
  }
  return { name, platform: 'simulated', days: followers.map((_, day) => day), followers }
}

/** Days that are missing, and days on which the scrape repeats the value before. */
export const roughen = (series: Series, generator: Generator): Series => {
  const keep = series.days.map((_, i) => i).filter((i) => i === 0 || generator.uniform() > 0.15)
  const followers = keep.map((i) => series.followers[i] as number)
  for (let i = 1; i < followers.length; i++) if (generator.uniform() < 0.1) followers[i] = followers[i - 1] as number
  return { ...series, days: keep.map((i) => series.days[i] as number), followers }
}

/** Posts and their engagements day by day, with posts that do well and bring nobody. */
export const addEngagement = (series: Series, generator: Generator): Series => {
  const rate = logBetween(generator, 0.003, 0.03)
  const posts = series.days.map(() => drawPoisson(generator, 0.8))
  const engagements = series.followers.map((followers, i) => {
    const luck = generator.uniform() < 0.025 ? between(generator, 1.5, 4) : 1
    return Math.round(followers * rate * (0.3 + (posts[i] as number)) * luck * Math.exp(0.4 * drawNormal(generator)))
  })
  return { ...series, posts, engagements }
}

/** Where to plant: away from the ends, and at a reading that has neighbours. */
const choosePlace = (series: Series, generator: Generator): number => {
  const i = Math.floor(series.days.length * between(generator, 0.2, 0.92))
  return (series.days[i] as number) + 0.01
}

/** Adds `size` of the followers, arriving evenly over `length` days. */
const grow = (series: Series, from: number, length: number, size: number): Series => {
  const before = series.followers[series.days.findLastIndex((day) => day <= from)] as number
  const followers = series.followers.map((value, i) => {
    const share = Math.min(1, Math.max(0, ((series.days[i] as number) - from) / length))
    return Math.max(0, Math.round(value + before * size * share))
  })
  return { ...series, followers }
}

export const plantBurst = (series: Series, generator: Generator): Planted => {
  const size = logBetween(generator, 0.05, 1)
  const length = 1 + Math.floor(14 * generator.uniform())
  const from = choosePlace(series, generator)
  return { series: grow(series, from, length, size), from, to: from + length, size }
}

/** The same growth with the engagement that it takes: half to five engagements for each follower, in the same days. */
export const plantViral = (series: Series, generator: Generator): Planted => {
  const planted = plantBurst(series, generator)
  const { from, to } = planted
  const gained = planted.size * (series.followers[series.days.findLastIndex((day) => day <= from)] as number)
  const inside = planted.series.days.map((day) => day > from - 1 && day <= to)
  const rows = Math.max(1, inside.filter(Boolean).length)
  const each = logBetween(generator, 0.5, 5)
  const engagements = (planted.series.engagements ?? []).map((value, i) => value + (inside[i] ? Math.round((gained * each) / rows) : 0))
  return { ...planted, series: { ...planted.series, engagements } }
}

/** Everybody loses something between nothing and 12% on one day. */
export const plantPurge = (all: Series[], generator: Generator): Planted[] => {
  const from = choosePlace(pick(generator, all), generator)
  return all.map((series) => {
    const size = -between(generator, 0, 0.12)
    const known = series.days[0]! < from && series.days.at(-1)! > from
    return { series: known ? grow(series, from, 0.5, size) : series, from, to: from + 1, size: known ? size : 0 }
  })
}

/** One reading, or up to three within ten days, wrong by 5% to 90%, either way. */
export const plantGlitch = (series: Series, generator: Generator): Planted => {
  const first = Math.floor(series.days.length * between(generator, 0.2, 0.9))
  const wanted = 1 + Math.floor(3 * generator.uniform())
  const isShort = (series.days[first + wanted] as number) - (series.days[first - 1] as number) <= 10
  const count = isShort ? wanted : 1
  const size = pick(generator, [-1, 1]) * logBetween(generator, 0.05, 0.9)
  const followers = series.followers.map((value, i) => (i >= first && i < first + count ? Math.round(value * (1 + size)) : value))
  return { series: { ...series, followers }, from: series.days[first] as number, to: series.days[first + count - 1] as number, size }
}
