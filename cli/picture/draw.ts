/** Draws a picture as SVG: light and dark, right to left in Arabic, with a title and a description for who cannot see it. */
import { number } from '../analyses/plots.ts'
import { terminalLanguage } from '../say.ts'
import type { IntervalPicture, Picture, SeriesPicture } from './picture.ts'
import { thinSeries } from './thin-series.ts'

const width = 760
const side = 16

/** Colours of the app's charts; the same meaning on a white and on a dark page. */
const style = `
  .page { fill: #fffdf9 } .ink { fill: #26221d } .quiet { fill: #6b645a } .line { stroke: #26221d } .faint { stroke: #d8d1c6 }
  .main { stroke: #0b6e69; fill: none } .dot { fill: #0b6e69 } .band { fill: #0b6e69; opacity: .16 } .band2 { fill: #0b6e69; opacity: .12 }
  .mark { fill: #b4541a; opacity: .16 } .cut { stroke: #b4541a } .level { stroke: #b4541a }
  @media (prefers-color-scheme: dark) {
    .page { fill: #191714 } .ink { fill: #ece7df } .quiet { fill: #a79f93 } .line { stroke: #ece7df } .faint { stroke: #3b362f }
    .main { stroke: #5cc8c0 } .dot { fill: #5cc8c0 } .band { fill: #5cc8c0; opacity: .2 } .band2 { fill: #5cc8c0; opacity: .14 }
    .mark { fill: #f09a5f; opacity: .2 } .cut { stroke: #f09a5f } .level { stroke: #f09a5f }
  }
  text { font-family: 'IBM Plex Sans', 'IBM Plex Sans Arabic', system-ui, sans-serif; font-size: 13px } .title { font-size: 17px; font-weight: 600 }
  .main, .level, .cut, .line, .faint { vector-effect: non-scaling-stroke }`

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** Ticks at 1, 2 or 5 times a power of ten, four to eight of them. */
export const ticksBetween = (low: number, high: number): number[] => {
  if (!(high > low)) return [low]
  const rough = (high - low) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) as number) * power
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) ticks.push(Number(tick.toPrecision(12)))
  return ticks
}

interface Sheet {
  rtl: boolean
  /** Mirrors a place in Arabic: pictures read as the page does. */
  x: (at: number) => string
  text: (at: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', className?: string) => string
}

const makeSheet = (rtl: boolean): Sheet => {
  const x = (at: number) => round(rtl ? width - at : at)
  return {
    rtl,
    x,
    // In a text that runs right to left, “start” is its right end: the anchor mirrors by itself.
    text: (at, y, content, anchor, className = 'quiet') =>
      `<text x="${x(at)}" y="${round(y)}" text-anchor="${anchor}" class="${className}"${rtl ? ' direction="rtl"' : ''}>${escapeText(content)}</text>`,
  }
}

const extent = (values: number[]): [number, number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (!(high >= low)) return [0, 1]
  return high > low ? [low, high] : [low - 1, high + 1]
}

const drawIntervals = (picture: IntervalPicture, { x, text }: Sheet): { body: string; height: number } => {
  const rowHeight = 30
  const top = 56
  const [labelEnds, noteStarts] = [230, width - side - 64]
  const height = top + picture.rows.length * rowHeight + 62
  const ends = picture.rows.flatMap(({ value, interval }) => [value, ...(interval ?? [])])
  const [low, high] = extent(picture.reference === null ? ends : [...ends, picture.reference])
  const place = (value: number) => labelEnds + 12 + ((value - low) / (high - low)) * (noteStarts - labelEnds - 28)
  const bottom = top + picture.rows.length * rowHeight
  const parts: string[] = []
  for (const tick of ticksBetween(low, high)) {
    parts.push(`<line x1="${x(place(tick))}" x2="${x(place(tick))}" y1="${top - 6}" y2="${bottom}" class="faint"/>`)
    parts.push(text(place(tick), bottom + 18, number(tick), 'middle'))
  }
  if (picture.reference !== null)
    parts.push(
      `<line x1="${x(place(picture.reference))}" x2="${x(place(picture.reference))}" y1="${top - 6}" y2="${bottom}" class="line" stroke-dasharray="3 3"/>`,
    )
  picture.rows.forEach(({ label, value, interval, note }, index) => {
    const y = top + index * rowHeight + rowHeight / 2
    parts.push(text(side, y + 4, label.length > 32 ? `${label.slice(0, 31)}…` : label, 'start', 'ink'))
    if (interval !== null && interval.every(Number.isFinite)) {
      const [from, to] = [place(interval[0]), place(interval[1])]
      parts.push(
        `<path d="M${x(from)} ${y - 5}V${y + 5}M${x(from)} ${y}H${x(to)}M${x(to)} ${y - 5}V${y + 5}" class="main" stroke-width="2"/>`,
      )
    }
    if (Number.isFinite(value)) parts.push(`<circle cx="${x(place(value))}" cy="${y}" r="4.5" class="dot"/>`)
    parts.push(text(width - side, y + 4, note, 'end'))
  })
  parts.push(text(place((low + high) / 2), bottom + 36, picture.axis, 'middle'))
  return { body: parts.join('\n'), height }
}

const drawSeries = (picture: SeriesPicture, { x, text }: Sheet): { body: string; height: number } => {
  const [left, right, top, bottom] = [72, width - side - 8, 56, 300]
  const ends = [
    ...picture.lines.map(({ start, values }) => start + values.length),
    ...picture.bands.map(({ start, lower }) => start + lower.length),
  ]
  const n = Math.max(2, ...ends)
  const lines = picture.lines.map((line) => ({ ...line, points: thinSeries(line.values, 1200) }))
  const [low, high] = extent([
    ...lines.flatMap(({ points }) => points.map(([, value]) => value)),
    ...picture.bands.flatMap(({ lower, upper }) => [...Array.from(lower), ...Array.from(upper)]),
    ...picture.levels.map(({ value }) => value),
  ])
  const placeX = (at: number) => left + (at / (n - 1)) * (right - left)
  const placeY = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top)
  const parts: string[] = []
  for (const tick of ticksBetween(low, high)) {
    const y = round(placeY(tick))
    parts.push(`<line x1="${x(left)}" x2="${x(right)}" y1="${y}" y2="${y}" class="faint"/>`)
    parts.push(text(left - 8, placeY(tick) + 4, number(tick), 'end'))
  }
  for (const { at, from, to, label } of picture.marks) {
    const [a, b] = [Number(x(placeX(from))), Number(x(placeX(to)))]
    parts.push(
      `<rect x="${round(Math.min(a, b))}" width="${round(Math.max(2, Math.abs(b - a)))}" y="${top}" height="${bottom - top}" class="mark"><title>${escapeText(label)}</title></rect>`,
      `<line x1="${x(placeX(at))}" x2="${x(placeX(at))}" y1="${top}" y2="${bottom}" class="cut" stroke-dasharray="4 3"/>`,
    )
  }
  // The widest band first, so that narrower ones lie on it.
  for (const { start, lower, upper } of picture.bands.toSorted((a, b) => b.level - a.level)) {
    const over = Array.from(upper, (value, i) => `${x(placeX(start + i))} ${round(placeY(value))}`)
    const under = Array.from(lower, (value, i) => `${x(placeX(start + i))} ${round(placeY(value))}`).reverse()
    if (over.length > 0) parts.push(`<path d="M${[...over, ...under].join('L')}Z" class="band"/>`)
  }
  for (const { start, points, strong } of lines) {
    let path = ''
    let drawing = false
    for (const [at, value] of points) {
      if (Number.isNaN(value)) drawing = false
      else {
        path += `${drawing ? 'L' : 'M'}${x(placeX(start + at))} ${round(placeY(value))}`
        drawing = true
      }
    }
    parts.push(`<path d="${path}" class="main" stroke-width="${strong ? 2 : 1}" stroke-linejoin="round"/>`)
  }
  for (const { from, to, value } of picture.levels)
    parts.push(
      `<line x1="${x(placeX(from))}" x2="${x(placeX(to))}" y1="${round(placeY(value))}" y2="${round(placeY(value))}" class="level" stroke-width="2"/>`,
    )
  parts.push(text(left, bottom + 18, picture.ends[0], 'start'), text(right, bottom + 18, picture.ends[1], 'end'))
  parts.push(text(side, top - 12, picture.axis, 'start'))
  return { body: parts.join('\n'), height: bottom + 56 }
}

/** The SVG as text. Cost: O(points), long series are thinned to what the width can show. */
export const drawPicture = (picture: Picture): string => {
  const rtl = terminalLanguage() === 'ar'
  const sheet = makeSheet(rtl)
  const { body, height } = picture.kind === 'intervals' ? drawIntervals(picture, sheet) : drawSeries(picture, sheet)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" lang="${rtl ? 'ar' : 'en'}">
<title id="title">${escapeText(picture.title)}</title>
<desc id="description">${escapeText(picture.description)}</desc>
<style>${style}
</style>
<rect width="${width}" height="${height}" class="page"/>
${sheet.text(side, 30, picture.title, 'start', 'ink title')}
${body}
${sheet.text(side, height - 12, picture.note, 'start')}
</svg>
`
}
