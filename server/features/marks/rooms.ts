/** The rooms that know of dated changes; one line each. */
import type { Mark } from '../../../contract/marks.ts'
import type { Services } from '../../services.ts'
import { audienceMarks } from '../audience/index.ts'
import { decisionMarks } from '../decisions/index.ts'
import { goalMarks } from '../goals/index.ts'
import { linkMarks } from '../links/index.ts'
import { pulseMarks } from '../pulse/index.ts'
import { strategyMarks } from '../strategy/index.ts'

/** A room's marks of one brand between two days (YYYY-MM-DD, both included, in the brand's zone). */
export type RoomMarks = (
  services: Services,
  scope: { workspaceId: string; brandId: string; timeZone: string; from: string; to: string },
) => Promise<Mark[]>

export const markRooms: RoomMarks[] = [
  // One line each, so that two rooms can be added side by side.
  audienceMarks,
  linkMarks,
  strategyMarks,
  goalMarks,
  pulseMarks,
  decisionMarks,
]
