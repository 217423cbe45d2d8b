/** The rooms that hand entries to Today themselves; one line each. */
import type { TodayEntry } from '../../../contract/today.ts'
import { approvalEntries } from '../approvals/index.ts'
import { attributionToday } from '../attribution/index.ts'
import { audienceToday } from '../audience/index.ts'
import { benchmarksToday } from '../benchmarks/index.ts'
import { creativeEntries } from '../creative/index.ts'
import { vettingToday } from '../vetting/index.ts'
import { inboxToday } from '../inbox/index.ts'
import type { Services } from '../../services.ts'
import { decisionsToday } from '../decisions/index.ts'
import { reviewToday } from '../review/index.ts'
import { goalsToday } from '../goals/index.ts'
import { pulseToday } from '../pulse/index.ts'
import { strategyToday } from '../strategy/index.ts'

/** What a room has to say today for one brand; a room without anything to say answers with an empty list. */
export type RoomEntries = (services: Services, scope: { workspaceId: string; brandId: string }) => Promise<TodayEntry[]>

const rooms: RoomEntries[] = [
  // One line each.
  approvalEntries,
  inboxToday,
  creativeEntries,
  strategyToday,
  vettingToday,
  goalsToday,
  audienceToday,
  benchmarksToday,
  pulseToday,
  attributionToday,
  decisionsToday,
  reviewToday,
]

/** Asks all rooms side by side. Cost: the slowest of them. */
export const askRooms: RoomEntries = async (services, scope) => (await Promise.all(rooms.map((room) => room(services, scope)))).flat()
