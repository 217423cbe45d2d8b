/** Turns Playground's bad days into the answers every network gives, each with a sentence. */
import { type Sentence, say } from '../../contract/sentence.ts'
import type { World } from '../port.ts'
import { findFaults, type FaultRule, type Hit, noHit } from './faults.ts'
import { countTry, readSettings } from './records.ts'

export const key = (name: string, values: Record<string, string | number> = {}): Sentence => say(`channels-playground:${name}`, values)

const reasons: Record<NonNullable<Hit['kind']>, string> = {
  unreachable: 'unreachable',
  'drop-before': 'brokeOff',
  'drop-after': 'brokeOff',
  'rate-limit': 'rateLimit',
  'server-error': 'serverError',
  'server-error-after': 'serverError',
  'signed-out': 'signedOut',
  garbage: 'garbage',
  duplicate: 'duplicate',
}
export const reasonOf = (kind: NonNullable<Hit['kind']>): Sentence => key(`reason.${reasons[kind]}`)

/** Looks which fault hits a call and sits out its slowness. */
export const suffer = async (
  world: World,
  own: readonly FaultRule[],
  accountId: string,
  on: FaultRule['on'],
  name: string,
): Promise<Hit> => {
  const rules = [...own, ...(await readSettings(world.hosted, accountId)).faults]
  if (rules.length === 0) return noHit
  const thing = `${accountId}/${on}/${name}`
  const hit = await findFaults(rules, { on, name: thing }, () => countTry(world.hosted, thing, world.now()))
  if (hit.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, hit.slowMs))
  return hit
}

/** When a rate limit ends. */
export const untilOf = (world: World, hit: Hit): Date => new Date(world.now().getTime() + hit.seconds * 1000)
