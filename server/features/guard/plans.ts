/** The guard over all that is planned: drafts, the strategy, goals and briefs. What the strategy says it will never do is no plan. */
import type { PlannedShortcut } from '../../../contract/guard.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { StrategyContent } from '../../../contract/strategy.ts'
import type { Place } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listBriefs } from '../creative/index.ts'
import { listGoals } from '../goals/index.ts'
import { findStrategy } from '../strategy/index.ts'
import { checkText } from './check-text.ts'
import { listPlannedTexts, type Scope } from './store.ts'

interface Planned {
  what: PlannedShortcut['what']
  title: string
  text: string
  place: Place
  network: string | null
}

const strategyTexts = (content: StrategyContent): string[] => [
  content.positioning,
  content.voice,
  ...content.personas.map(({ who }) => who),
  ...content.pillars.map(({ name, about }) => `${name}\n${about}`),
]

const excerptOf = (text: string) => text.trim().split('\n')[0]?.slice(0, 80) ?? ''

export const readPlans = async (
  services: Services,
  scope: Scope,
): Promise<{ answer: Sentence; looked: number; found: PlannedShortcut[] }> => {
  const { db } = services.database
  const [texts, strategy, goals, briefs] = await Promise.all([
    listPlannedTexts(db, scope),
    findStrategy(db, scope),
    listGoals(db, scope),
    listBriefs(db, scope, { state: 'open', limit: 200 }),
  ])
  const planned: Planned[] = [
    ...texts.map(
      ({ postId, title, text, network }): Planned => ({ what: 'draft', title, text, network, place: { page: 'composer', id: postId } }),
    ),
    ...(strategy === null ? [] : strategyTexts(strategy.content)).map(
      (text): Planned => ({ what: 'strategy', title: '', text, network: null, place: { page: 'strategy', id: null } }),
    ),
    ...goals
      .filter(({ state }) => state === 'open')
      .map(({ id, title }): Planned => ({ what: 'goal', title, text: title, network: null, place: { page: 'goals', id } })),
    ...briefs.map(
      ({ id, title, objective, audience, message }): Planned => ({
        what: 'brief',
        title,
        text: [title, objective, audience, message].join('\n'),
        network: null,
        place: { page: 'creative', id: `briefs/${id}` },
      }),
    ),
  ].filter(({ text }) => text.trim() !== '')
  const found = planned.flatMap(({ what, title, text, place, network }): PlannedShortcut[] => {
    const findings = checkText(text, network)
    return findings.length === 0 ? [] : [{ what, title: title === '' ? excerptOf(text) : title, place, findings }]
  })
  const answer =
    planned.length === 0
      ? say('guard:answer.nothing')
      : found.length === 0
        ? say('guard:answer.clear', { count: planned.length })
        : say('guard:answer.found', { count: found.length, looked: planned.length })
  return { answer, looked: planned.length, found }
}
