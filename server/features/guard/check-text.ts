/** The guard over one text, for whoever has one: the composer, a plan, a terminal. */
import type { ShortcutFinding } from '../../../contract/guard.ts'
import { tellFinding } from './decide.ts'
import { knownSources } from './known.ts'
import { recognise } from './measure/recognise.ts'

/** Shortcuts in a text, in the order in which they stand there; the rules of `network` come first. */
export const checkText = (text: string, network: string | null = null): ShortcutFinding[] =>
  recognise(text).map((found) => tellFinding(found, knownSources, network))
