/** All routes of the API in the shape of the contract. */
import { teamRoutes } from './features/team/routes.ts'

export const router = {
  team: teamRoutes,
}
