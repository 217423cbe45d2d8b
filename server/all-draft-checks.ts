/** The rooms that have something to say about a draft while it is written, and before it is approved; one line each. */
import { checkRights } from './features/creative/index.ts'
import { checkShortcuts } from './features/guard/index.ts'
import { checkUtmOfDraft } from './features/links/index.ts'
import { checkChanges } from './features/pulse/index.ts'
import type { DraftCheck, Services } from './services.ts'

const draftChecks: DraftCheck[] = [checkRights, checkShortcuts, checkUtmOfDraft, checkChanges]

/** Asks all rooms side by side. Cost: the slowest of them; it runs while somebody types, so a room answers from its own small tables. */
export const checkDraftWith =
  (services: () => Services, checks: DraftCheck[] = draftChecks): Services['checkDraft'] =>
  async (draft) =>
    (await Promise.all(checks.map((check) => check(services(), draft)))).flat()
