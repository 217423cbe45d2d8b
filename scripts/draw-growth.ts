/** Draws the worked example of docs/methods/growth, an account with a viral post, a burst and a purge that everybody had: `node scripts/draw-growth.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawPicture } from '../cli/picture/draw.ts'
import { setTerminalLanguage } from '../cli/say.ts'
import { findGrowthJumps } from '../statistics/classify/growth-jumps.ts'
import type { GrowthAccount } from '../statistics/classify/growth-readings.ts'
import { createGenerator } from '../statistics/random/generator.ts'
import { drawNormal } from '../statistics/random/normal.ts'
import { drawPoisson } from '../statistics/random/poisson.ts'

const folder = path.join(import.meta.dirname, '../docs/pictures/methods')
const n = 280
const [viral, burst, purge] = [80, 165, 230]

/** An account of the example; only the first has the viral post and the burst, all have the purge. */
const drawAccount = (index: number): GrowthAccount => {
  const generator = createGenerator(`growth picture/${index}`)
  const own = index === 0
  let followers = own ? 12_000 : 5000 + 4000 * index
  const lost = 0.03 + 0.012 * index
  const [counts, engagements]: [number[], number[]] = [[], []]
  for (let day = 0; day < n; day++) {
    followers += drawPoisson(generator, followers * 0.0012)
    if (own && day >= viral && day < viral + 4) followers += 450
    if (own && day >= burst && day < burst + 3) followers += 700
    if (day === purge) followers *= 1 - lost
    counts.push(Math.round(followers))
    const wave = own && day >= viral && day < viral + 4 ? 1400 : 0
    engagements.push(Math.round(followers * 0.015 * Math.exp(0.35 * drawNormal(generator)) + wave))
  }
  return { account: own ? 'cafe' : `other ${index}`, days: counts.map((_, day) => day), followers: counts, engagements }
}

const accounts = Array.from({ length: 6 }, (_, i) => drawAccount(i))
const found = findGrowthJumps(accounts)
if (found.kind !== 'growth') throw new Error('the example has too few readings')
const own = [...found.jumps, ...found.explained].filter(({ account }) => account === 'cafe')

const words = {
  en: {
    title: 'A café’s followers: three jumps, three answers',
    axis: 'Followers',
    ends: ['Day 1', `Day ${n}`] as [string, string],
    note: 'simulated',
    viral: 'explained by posts',
    burst: 'unexplained',
    purge: 'platform’s purge',
  },
  ar: {
    title: 'متابعو مقهى: ثلاث قفزات وثلاثة أجوبة',
    axis: 'المتابعون',
    ends: ['اليوم 1', `اليوم ${n}`] as [string, string],
    note: 'محاكاة',
    viral: 'تفسّرها المنشورات',
    burst: 'بلا تفسير',
    purge: 'حملة حذف من المنصة',
  },
}

mkdirSync(folder, { recursive: true })
for (const language of ['en', 'ar'] as const) {
  setTerminalLanguage(language)
  const say = words[language]
  const marks = own
    .toSorted((a, b) => a.from - b.from)
    .map((jump) => {
      const name = found.explained.includes(jump) ? say.viral : jump.kind === 'purge' ? say.purge : say.burst
      return { at: jump.to, from: jump.from, to: jump.to, label: `${(100 * jump.change).toFixed(0)}% ${name}` }
    })
  const told = own
    .map(
      ({ fromDay, toDay, change, interval, kind, probability }) =>
        `${kind} ${fromDay + 1}–${toDay + 1}: ${(100 * change).toFixed(1)}% [${interval.map((end) => (100 * end).toFixed(1)).join(', ')}], p ${probability.toFixed(2)}`,
    )
    .join('; ')
  console.log(told)
  writeFileSync(
    path.join(folder, `growth-jumps-${language}.svg`),
    drawPicture({
      kind: 'series',
      title: say.title,
      description: marks.map(({ label }) => label).join('; '),
      note: `${marks.map(({ label }) => label).join(' · ')} · ${say.note}`,
      axis: say.axis,
      lines: [{ name: 'cafe', start: 0, values: accounts[0]?.followers ?? [], strong: true }],
      bands: [],
      marks,
      levels: [],
      ends: say.ends,
    }),
  )
}
