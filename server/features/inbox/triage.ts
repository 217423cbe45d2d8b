/** What a message shows by itself: a question, a link, its language; which rules it meets; and a saved reply with its blanks filled. No guesses about mood. */
import type { RuleAction, RuleCondition } from '../../../contract/inbox-shapes.ts'
import { languageOf } from './language.ts'

/** A question mark of either script. A question without one is not found, and nothing is claimed of it. */
export const isQuestion = (text: string): boolean => /[?؟]/u.test(text.replaceAll(/https?:\/\/\S+/gu, ''))

export const hasLink = (text: string): boolean => /https?:\/\/\S|\bwww\.\S/iu.test(text)

export interface Triaged {
  kind: string
  text: string
}

/** Whether a message meets a condition; a condition that asks nothing meets nothing. */
export const meets = (message: Triaged, condition: RuleCondition): boolean => {
  const asked = [
    condition.contains === undefined ? null : message.text.toLocaleLowerCase().includes(condition.contains.toLocaleLowerCase()),
    condition.isQuestion === undefined ? null : isQuestion(message.text) === condition.isQuestion,
    condition.hasLink === undefined ? null : hasLink(message.text) === condition.hasLink,
    condition.kind === undefined ? null : message.kind === condition.kind,
    condition.language === undefined ? null : languageOf(message.text) === condition.language,
  ].filter((one) => one !== null)
  return asked.length > 0 && asked.every(Boolean)
}

/** What all rules together do with a message, in their order: labels add up, the first state and the first assignee stand. */
export const judge = (
  message: Triaged,
  rules: readonly { condition: RuleCondition; action: RuleAction }[],
): { labels: string[]; state: RuleAction['state']; assignee: RuleAction['assignee'] } => {
  const actions = rules.filter(({ condition }) => meets(message, condition)).map(({ action }) => action)
  return {
    labels: [...new Set(actions.flatMap(({ label }) => label ?? []))],
    state: actions.find(({ state }) => state !== undefined)?.state,
    assignee: actions.find(({ assignee }) => assignee !== undefined)?.assignee,
  }
}

/** Fills `{name}` blanks; what has no value stays as it is written and is named in `missing`. */
export const fillIn = (text: string, values: Record<string, string>): { text: string; missing: string[] } => {
  const missing = new Set<string>()
  const filled = text.replaceAll(/\{([^{}\s]{1,40})\}/gu, (blank, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined && value !== '') return value
    missing.add(name)
    return blank
  })
  return { text: filled, missing: [...missing] }
}
