/** Draws the worked example of docs/methods/media-mix: three channels of a made-up brand, two of which can be told: `node scripts/draw-media-mix.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawPicture } from '../cli/picture/draw.ts'
import { setTerminalLanguage } from '../cli/say.ts'
import { number } from '../cli/analyses/plots.ts'
import { estimateMediaMix } from '../statistics/lift/media-mix.ts'
import { createGenerator } from '../statistics/random/generator.ts'
import { drawNormal } from '../statistics/random/normal.ts'

const weeks = 156
const source = createGenerator('media mix picture')
const season = (week: number) => Math.sin((2 * Math.PI * week) / 52)

/** Weeks on and off by chance, so that the response can show what the spend did. */
const pulses = (level: number) => Array.from({ length: weeks }, () => (source.uniform() < 0.45 ? level * (0.5 + source.uniform()) : 0))
const [video, posters] = [pulses(900), pulses(500)]
// Search is bought when people search anyway: it follows the season and cannot be told from it.
const search = Array.from({ length: weeks }, (_, week) => 400 * (1.3 + season(week)) + 6 * drawNormal(source))

const carried = (spend: number[], decay: number) => {
  let left = 0
  return spend.map((amount) => (left = amount + decay * left))
}
const effect = (spend: number[], decay: number, most: number, half: number) =>
  carried(spend, decay).map((amount) => (most * amount) / (amount + half))
const [fromVideo, fromPosters] = [effect(video, 0.5, 6000, 1500), effect(posters, 0.3, 2200, 900)]
const response = Array.from(
  { length: weeks },
  (_, week) => 20_000 + 2500 * season(week) + (fromVideo[week] as number) + (fromPosters[week] as number) + 500 * drawNormal(source),
)
const total = (values: number[]) => values.reduce((a, b) => a + b, 0)
const truth = [total(fromVideo) / total(video), total(fromPosters) / total(posters), Number.NaN]

const mix = estimateMediaMix({ response, channels: [video, posters, search].map((spend) => ({ spend })) }, { seed: 1 })
if (mix.kind !== 'mix') throw new Error(mix.kind)

const words = {
  en: {
    title: 'Return on ad spend: three channels of a made-up brand',
    description: 'What one of money brought back, with 90% intervals; search follows the season and cannot be told.',
    axis: 'return per unit of spend',
    note: `${weeks} weeks; intervals at 90%`,
    names: ['video', 'posters', 'search: cannot tell'],
    truth: 'true',
  },
  ar: {
    title: 'عائد الإنفاق الإعلاني: ثلاث قنوات لعلامة مصنوعة',
    description: 'ما أعاده الواحد من المال بمجالات 90%؛ والبحث يتبع الموسم فلا يُعرف.',
    axis: 'العائد لكل وحدة إنفاق',
    note: `${weeks} أسبوعًا؛ المجالات عند 90%`,
    names: ['فيديو', 'ملصقات', 'بحث: لا يُعرف'],
    truth: 'الحقيقي',
  },
}

const folder = path.join(import.meta.dirname, '../docs/pictures/methods')
mkdirSync(folder, { recursive: true })
for (const language of ['en', 'ar'] as const) {
  setTerminalLanguage(language)
  const own = words[language]
  const svg = drawPicture({
    kind: 'intervals',
    title: own.title,
    description: own.description,
    note: own.note,
    axis: own.axis,
    reference: 0,
    rows: mix.channels.map((channel, at) => ({
      label: own.names[at] as string,
      value: channel.kind === 'roas' ? channel.roas.value : Number.NaN,
      interval: channel.kind === 'roas' ? channel.roas.interval : channel.interval,
      note: Number.isNaN(truth[at]) ? '' : `${own.truth} ${number(truth[at] as number, 3)}`,
    })),
  })
  writeFileSync(path.join(folder, `media-mix-${language}.svg`), svg)
}
console.log(
  truth,
  mix.channels.map((channel) => (channel.kind === 'roas' ? channel.roas : channel)),
)
