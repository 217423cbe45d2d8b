/** Draws docs/pictures/architecture.svg from the imports as they are; with --check it fails when the picture is stale; --cruise FILE takes the imports from a cruise already made. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const target = 'docs/pictures/architecture.svg'

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[]
}

/** Rooms from the top (what people touch) to the bottom (what knows nothing). */
const rooms: { name: string; note: string; level: number }[] = [
  { name: 'web', note: 'what people see', level: 0 },
  { name: 'cli', note: 'the same from a terminal', level: 0 },
  { name: 'server', note: 'routes, jobs, steps, stores', level: 1 },
  { name: 'channels', note: 'the outside world', level: 2 },
  { name: 'contract', note: 'the words all share', level: 3 },
  { name: 'statistics', note: 'numbers in, numbers out', level: 3 },
]

const cruise = () =>
  execFileSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--no-progress',
      '--output-type',
      'json',
      ...rooms.map((room) => room.name),
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
const given = process.argv.indexOf('--cruise')
const report = given < 0 ? cruise() : readFileSync(`${process.argv[given + 1]}`, 'utf8')
const { modules } = JSON.parse(report) as Cruise
const isSource = (path: string) => !/\.test\.tsx?$|\/testing\/|\.json$/.test(path)
const roomOf = (path: string) => rooms.find((room) => path.startsWith(`${room.name}/`))?.name
const featureOf = (path: string) => /^server\/features\/([^/]+)\//.exec(path)?.[1]

const sources = modules.filter((module) => roomOf(module.source) !== undefined && isSource(module.source))
const arrows = (group: (path: string) => string | undefined): string[] =>
  [
    ...new Set(
      sources.flatMap(({ source, dependencies }) =>
        dependencies
          .filter(({ resolved }) => isSource(resolved))
          .flatMap(({ resolved }) => {
            const [from, to] = [group(source), group(resolved)]
            return from === undefined || to === undefined || from === to ? [] : [`${from} ${to}`]
          }),
      ),
    ),
  ].toSorted()

const features = [...new Set(sources.flatMap(({ source }) => featureOf(source) ?? []))]
const featureArrows = arrows(featureOf).map((arrow) => arrow.split(' ') as [string, string])
/** A feature stands above everything it enters. */
const heightOf = (feature: string): number =>
  1 + Math.max(-1, ...featureArrows.filter(([from]) => from === feature).map(([, to]) => heightOf(to)))

const box = (x: number, y: number, width: number, title: string, note: string, kind: string) =>
  `<g><rect x="${x}" y="${y}" width="${width}" height="46" rx="6" class="${kind}"/><text x="${x + width / 2}" y="${y + 20}" class="title">${title}</text><text x="${x + width / 2}" y="${y + 36}" class="note">${note}</text></g>`
const line = (from: { x: number; y: number }, to: { x: number; y: number }) =>
  `<path d="M${from.x} ${from.y} C ${from.x} ${(from.y + to.y) / 2}, ${to.x} ${(from.y + to.y) / 2}, ${to.x} ${to.y}" class="arrow" marker-end="url(#tip)"/>`

const width = 960
const place = (names: string[], y: number, boxWidth: number) =>
  names.map((name, index) => ({ name, x: (width / names.length) * (index + 0.5) - boxWidth / 2, y }))
const roomPlaces = [0, 1, 2, 3].flatMap((level) =>
  place(
    rooms.filter((room) => room.level === level).map((room) => room.name),
    50 + level * 96,
    200,
  ),
)
const top = 50 + 4 * 96 + 40
const heights = [...new Set(features.map(heightOf))].toSorted((a, b) => b - a)
const featurePlaces = heights.flatMap((height, row) =>
  place(features.filter((feature) => heightOf(feature) === height).toSorted(), top + row * 84, 150),
)

const connect = (places: { name: string; x: number; y: number }[], boxWidth: number, [from, to]: [string, string]) => {
  const [a, b] = [places.find((spot) => spot.name === from), places.find((spot) => spot.name === to)]
  if (a === undefined || b === undefined) return ''
  return a.y < b.y
    ? line({ x: a.x + boxWidth / 2, y: a.y + 46 }, { x: b.x + boxWidth / 2, y: b.y })
    : line({ x: a.x + boxWidth, y: a.y + 23 }, { x: b.x, y: b.y + 23 })
}
const steps = ['connect', 'ingest', 'measure', 'decide', 'plan', 'publish']
/** The steps of the loop that a feature has, by its files or folders. */
const stepsOf = (feature: string) =>
  steps
    .filter((step) =>
      sources.some(
        ({ source }) =>
          source.startsWith(`server/features/${feature}/${step}.ts`) || source.startsWith(`server/features/${feature}/${step}/`),
      ),
    )
    .join(' · ') || 'no step of the loop'
const bottom = top + heights.length * 84
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom}" role="img" aria-label="The rooms of Athar and the features of its server, with their imports, all of which go down">
<style>svg{background:#fbf9f5;font-family:"IBM Plex Sans",system-ui,sans-serif}rect{fill:#fff;stroke:#1d1b18}.feature{stroke:#8a6d1f}text{text-anchor:middle;fill:#1d1b18}.title{font-size:15px;font-weight:600}.note{font-size:11px;fill:#5d574e}.arrow{fill:none;stroke:#8c8578;stroke-width:1}.head{font-size:13px;text-anchor:start;fill:#5d574e}</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#8c8578"/></marker></defs>
<text x="16" y="28" class="head">Rooms: every import goes down</text><text x="16" y="${top - 16}" class="head">Features of the server: one enters another by its front door, downwards only</text>
${arrows(roomOf)
  .map((arrow) => connect(roomPlaces, 200, arrow.split(' ') as [string, string]))
  .join('\n')}
${featureArrows.map((arrow) => connect(featurePlaces, 150, arrow)).join('\n')}
${roomPlaces.map(({ name, x, y }) => box(x, y, 200, name, `${rooms.find((room) => room.name === name)?.note}`, 'room')).join('\n')}
${featurePlaces.map(({ name, x, y }) => box(x, y, 150, name, stepsOf(name), 'feature')).join('\n')}
</svg>
`

if (process.argv.includes('--check')) {
  let drawn = ''
  try {
    drawn = readFileSync(target, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (drawn !== svg) {
    console.error(`${target} is stale: run \`npm run picture\` and commit it.`)
    process.exitCode = 1
  }
} else {
  mkdirSync('docs/pictures', { recursive: true })
  writeFileSync(target, svg)
  console.log(`drew ${target}: ${rooms.length} rooms, ${features.length} features, ${featureArrows.length} arrows between features`)
}
