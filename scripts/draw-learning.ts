/** Draws the worked example of docs/methods/learning, hours of one simulated brand with the truth beside them: `node scripts/draw-learning.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makePosts } from '../channels/playground/simulate/make-posts.ts'
import { makeTruth } from '../channels/playground/simulate/make-truth.ts'
import { simulatedFormats } from '../channels/playground/simulate/types.ts'
import { drawPicture } from '../cli/picture/draw.ts'
import { setTerminalLanguage } from '../cli/say.ts'
import { estimateWhatAndWhen, postsNear } from '../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../statistics/random/generator.ts'

const folder = path.join(import.meta.dirname, '../docs/pictures/methods')
const truth = makeTruth({ seed: 20261124, endsAt: '2026-06-01T00:00:00Z', months: 18, timeZone: 'Asia/Riyadh' })
const posts = makePosts(truth, null)
const found = estimateWhatAndWhen(
  {
    slots: posts.map(({ slot }) => slot),
    days: posts.map(({ publishedAt }) => publishedAt / 86_400_000),
    counts: posts.map(({ outcome }) => outcome.engagements),
    exposures: posts.map(({ outcome }) => Math.max(1, outcome.impressions)),
    accounts: posts.map(() => 0),
    formats: posts.map(({ format }) => simulatedFormats.indexOf(format)),
    paid: posts.map(({ paid }) => Number(paid)),
  },
  createGenerator('picture'),
  { predict: false },
)
if (found.kind !== 'estimate') throw new Error(`the example has only ${found.have} posts`)

const average = posts.reduce((sum, { slot }) => sum + (truth.slots[slot] as number) / posts.length, 0)
const ranked = found.slots.filter(({ index }) => postsNear(found.slots, index) >= 3).toSorted((a, b) => b.gain - a.gain)
// Neighbours say nearly the same: of each stretch of hours only the first is shown.
const apart = ranked.filter(({ index }, i) => !ranked.slice(0, i).some((other) => Math.abs(other.index - index) <= 2))
const shown = [...apart.slice(0, 5), ...apart.slice(-3)]
const relative = (log: number) => 100 * Math.expm1(log)

const words = {
  en: {
    title: 'Hours of one brand: what is known, and how well',
    axis: 'Engagement rate against the brand’s average (%)',
    note: (n: number, named: number) => `${n} simulated posts, 80% intervals, ${named} hours called better; “truth” is the simulator’s`,
    slot: (day: string, hour: string, count: number) => `${day} ${hour} (posts: ${count})`,
    truth: (value: number) => `truth ${value.toFixed(0)}%`,
    locale: 'en-GB',
  },
  ar: {
    title: 'ساعات علامة واحدة: ما نعرفه، وكم نعرفه',
    axis: 'معدل التفاعل قياسًا بمتوسط العلامة (%)',
    note: (n: number, named: number) => `${n} منشورًا محاكى، مجالات 80%، وساعات قلنا إنها أفضل: ${named}؛ و«الحقيقة» حقيقة المحاكي`,
    slot: (day: string, hour: string, count: number) => `${day} ${hour} (منشورات: ${count})`,
    truth: (value: number) => `الحقيقة ${value.toFixed(0)}%`,
    locale: 'ar-u-nu-latn',
  },
}

mkdirSync(folder, { recursive: true })
for (const language of ['en', 'ar'] as const) {
  setTerminalLanguage(language)
  const say = words[language]
  // 5 January 1970 was a Monday.
  const dayName = (day: number) => new Intl.DateTimeFormat(say.locale, { weekday: 'long', timeZone: 'UTC' }).format((4 + day) * 86_400_000)
  const rows = shown.map(({ index, gain, gainInterval: [low, high], n }) => ({
    label: say.slot(dayName(Math.floor(index / 24)), `${String(index % 24).padStart(2, '0')}:00`, n),
    value: relative(gain),
    interval: [relative(low), relative(high)] as const,
    note: say.truth(relative((truth.slots[index] as number) - average)),
  }))
  const described = rows.map(
    ({ label, value, interval }) => `${label}: ${value.toFixed(0)}% [${interval.map((end) => end.toFixed(0)).join(', ')}]`,
  )
  console.log(described.join('; '), rows.map(({ note }) => note).join(', '), found.slotP, found.bestSlots.length)
  writeFileSync(
    path.join(folder, `learning-hours-${language}.svg`),
    drawPicture({
      kind: 'intervals',
      title: say.title,
      description: described.join('; '),
      note: say.note(posts.length, found.bestSlots.length),
      axis: say.axis,
      reference: 0,
      rows,
    }),
  )
}
