/** The steps of Today's order in four groups that a person can choose from. */
import type { Urgency } from '../../../contract/today.ts'

export const groups = {
  wrong: ['unknown', 'reconnect', 'missed', 'failed', 'expiring', 'blocked'],
  asked: ['lapsing', 'unapproved', 'decision', 'messages'],
  news: ['changed', 'wentOut'],
  ideas: ['gap', 'slot', 'learning', 'start'],
} as const satisfies Record<string, readonly Urgency[]>
export type Group = keyof typeof groups
export const groupNames = Object.keys(groups) as Group[]

/** The groups that steps touch, in order. */
export const groupsOf = (steps: readonly Urgency[]): Group[] =>
  groupNames.filter((group) => (groups[group] as readonly Urgency[]).some((step) => steps.includes(step)))
