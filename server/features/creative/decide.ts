/** What the weeks mean in words: enough, tight, short, and what is beyond us. Pure. */
import type { CapacityWeek, Person, Skill } from '../../../contract/creative.ts'
import type { Format } from '../../../contract/content.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { WeekNeed } from './measure/weeks.ts'

/** Who can make what: any one of these skills is enough. */
export const skillsFor: Record<Format, Skill[]> = {
  text: ['writing'],
  photo: ['photography', 'design'],
  carousel: ['design'],
  video: ['video'],
  reel: ['video'],
  story: ['design', 'photography', 'video'],
  link: ['writing'],
  poll: ['writing', 'community'],
  document: ['design', 'writing'],
  live: ['video', 'community'],
  other: [],
}

const half = (hours: number) => Math.round(hours * 2) / 2

/** Even the least it may take is more than there is: short. The most it may take fits in house: enough; only with those outside: outside. Between them nobody knows: tight. */
export const judgeWeek = ({ needed, inHouse, outside }: Pick<WeekNeed, 'needed' | 'inHouse' | 'outside'>): CapacityWeek['standing'] => {
  if (needed.value === 0) return 'nothing'
  if (needed.interval[0] > inHouse + outside) return 'short'
  if (needed.interval[1] <= inHouse) return 'enough'
  return needed.interval[1] <= inHouse + outside ? 'outside' : 'tight'
}

export const sayWeek = (week: WeekNeed, standing: CapacityWeek['standing']): Sentence =>
  say(`creative:week.${standing}`, {
    low: half(week.needed.interval[0]),
    high: half(week.needed.interval[1]),
    inHouse: half(week.inHouse),
    outside: half(week.outside),
  })

/** Where the hours fit: whether anything is needed, whether the skills are there, too, and whether those outside have to help. */
const sayFits = (standings: CapacityWeek['standing'][], lacksSkills: boolean): 'nothing' | 'skills' | 'outside' | 'enough' => {
  if (standings.every((standing) => standing === 'nothing')) return 'nothing'
  if (lacksSkills) return 'skills'
  return standings.includes('outside') ? 'outside' : 'enough'
}

/** The answer on top, and what is beyond us: skills that nobody has, weeks that cannot work out, work without a day. */
export const judgeCapacity = (weeks: WeekNeed[], people: Person[], undated: number): { answer: Sentence; beyond: Sentence[] } => {
  const standings = weeks.map((week) => ({ week, standing: judgeWeek(week) }))
  const wanted = new Map<Format, number>()
  for (const { pieces } of weeks) for (const { format, count } of pieces) wanted.set(format, (wanted.get(format) ?? 0) + count)
  const has = new Set(people.flatMap(({ skills }) => skills))
  const missing = new Map<Skill, number>()
  for (const [format, count] of wanted) {
    const needs = skillsFor[format]
    const [named] = needs
    if (named !== undefined && !needs.some((skill) => has.has(skill))) missing.set(named, (missing.get(named) ?? 0) + count)
  }
  const beyond: Sentence[] = []
  if (people.length === 0 && wanted.size > 0) beyond.push(say('creative:beyond.nobody'))
  else for (const [skill, count] of missing) beyond.push(say(`creative:beyond.skill.${skill}`, { count }))
  for (const { week, standing } of standings)
    if (standing === 'short' && people.length > 0)
      beyond.push(
        say('creative:beyond.hours', {
          week: week.starts,
          low: half(week.needed.interval[0]),
          have: half(week.inHouse + week.outside),
        }),
      )
  if (undated > 0) beyond.push(say('creative:beyond.undated', { count: undated }))
  const short = standings.filter(({ standing }) => standing === 'short')
  const tight = standings.filter(({ standing }) => standing === 'tight')
  const [firstShort] = short
  const [firstTight] = tight
  const answer =
    people.length === 0
      ? say('creative:answer.nobody')
      : firstShort !== undefined
        ? say('creative:answer.short', { count: short.length, of: weeks.length, week: firstShort.week.starts })
        : firstTight !== undefined
          ? say('creative:answer.tight', { count: tight.length, of: weeks.length, week: firstTight.week.starts })
          : say(
              `creative:answer.${sayFits(
                standings.map(({ standing }) => standing),
                missing.size > 0,
              )}`,
              { of: weeks.length },
            )
  return { answer, beyond }
}
