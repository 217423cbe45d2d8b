/** Makes the example files of docs/examples and draws what the terminal says of them, in both languages: `node scripts/draw-examples.ts`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createGenerator } from '../statistics/random/generator.ts'
import { drawNormal } from '../statistics/random/normal.ts'
import { drawPoisson } from '../statistics/random/poisson.ts'

const root = path.join(import.meta.dirname, '..')
const day = (t: number) => new Date(Date.UTC(2026, 0, 1 + t)).toISOString().slice(0, 10)
const source = createGenerator('examples')

const reach = () =>
  Array.from({ length: 200 }, (_, t) => {
    const level = t < 80 ? 1000 : t < 150 ? 1300 : 900
    return `${day(t)},${t === 20 || t === 21 ? '' : Math.round(level + 80 * drawNormal(source))}`
  })

const followers = () => {
  let count = 3000
  return Array.from({ length: 180 }, (_, t) => `${day(t)},${(count += drawPoisson(source, t % 7 > 4 ? 4 : 9))}`)
}

const cities = () => {
  const week = Array.from({ length: 30 }, () => 6 * drawNormal(source))
  return Array.from({ length: 14 }, (_, city) =>
    week.map((common, time) => {
      const treated = city < 2 && time >= 22
      return `city ${city + 1},${time + 1},${(100 + 4 * ((city + 7) % 14) + common + 2 * drawNormal(source) + (treated ? 8 : 0)).toFixed(1)},${treated ? 1 : 0}`
    }),
  ).flat()
}

/** Sales that wander with the weather, and a campaign from day 90 on that adds 12 a day. */
const sales = () => {
  let level = 100
  return Array.from({ length: 120 }, (_, t) => {
    level += 0.1 * drawNormal(source)
    const weather = 20 + 8 * Math.sin(t / 9) + 2 * drawNormal(source)
    return `${day(t)},${(level + 1.5 * weather + 3 * drawNormal(source) + (t >= 90 ? 12 : 0)).toFixed(1)},${weather.toFixed(1)}`
  })
}

const audience = () =>
  Array.from({ length: 240 }, (_, i) => {
    const fake = i % 5 === 0
    const pick = (low: number, high: number) => Math.round(low * (high / low) ** source.uniform())
    return fake
      ? `user${pick(10_000, 999_999)},${source.uniform() < 0.5 ? 0 : 1},${pick(1, 6) - 1},${pick(2, 90)},${pick(500, 7000)},${source.uniform() < 0.2 ? 1 : 0}`
      : `${['nour', 'sami', 'lina', 'omar', 'hana'][i % 5]}.${['k', 'h', 'a', 'm'][i % 4]},1,${pick(8, 900)},${pick(90, 3000)},${pick(80, 1200)},${source.uniform() < 0.4 ? 1 : 0}`
  })

const files: Record<string, string[]> = {
  'reach.csv': ['date,reach', ...reach()],
  'followers.csv': ['date,followers', ...followers()],
  'cities.csv': ['unit,time,value,treated', ...cities()],
  'sales.csv': ['date,sales,weather', ...sales()],
  'audience.csv': ['username,has_profile_picture,posts,followers,following,private', ...audience()],
  'journeys.csv': [
    'path,total_conversions,total_conversion_value,total_null',
    'search,40,1600,900',
    'social > search,55,2200,700',
    'social > mail,30,1200,400',
    'social,12,480,1900',
    'mail,25,1000,150',
    'mail > search > mail,9,360,40',
  ],
  'headlines.csv': ['arm,n,conversions', 'control,3645,40', 'question,3624,61'],
}

const pictures: [string, string[]][] = [
  ['changes', ['changes', 'reach.csv', '--column', 'reach']],
  ['attribution', ['attribute', 'journeys.csv', '--model', 'markov:1']],
  ['forecast', ['forecast', 'followers.csv', '--column', 'followers', '--horizon', '60', '--goal', '4500']],
  ['lift', ['lift', 'cities.csv']],
  [
    'bsts',
    [
      'lift',
      'sales.csv',
      '--method',
      'bsts',
      '--response',
      'sales',
      '--controls',
      'weather',
      '--pre',
      `${day(0)},${day(89)}`,
      '--post',
      `${day(90)},${day(119)}`,
    ],
  ],
  ['audience', ['audit', 'audience.csv']],
]

const [examples, drawn] = [path.join(root, 'docs/examples'), path.join(root, 'docs/pictures/methods')]
for (const folder of [examples, drawn]) mkdirSync(folder, { recursive: true })
for (const [name, lines] of Object.entries(files)) writeFileSync(path.join(examples, name), `${lines.join('\n')}\n`)
for (const [name, [command = '', file = '', ...options]] of pictures)
  for (const language of ['en', 'ar']) {
    const args = [
      'cli/main.ts',
      command,
      path.join(examples, file),
      ...options,
      '--language',
      language,
      '--svg',
      path.join(drawn, `${name}-${language}.svg`),
    ]
    process.stdout.write(`${language === 'en' ? `\n$ athar ${command} ${file} ${options.join(' ')}\n` : ''}`)
    const said = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (language === 'en') process.stdout.write(said)
  }
