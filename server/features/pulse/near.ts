/** Dated changes that touch a network near a shift. */
import type { Services } from '../../services.ts'
import type { Scope } from './store/shifts.ts'
import type { FindNear } from './watch.ts'

export const nearChanges =
  (_services: Services, _scope: Scope): FindNear =>
  async () => []
