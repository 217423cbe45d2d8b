/** Routes outside the contract, because they stream: uploads, downloads, the reference page. Each feature lists its own. */
import type { Hono } from 'hono'
import type { Access } from '../../contract/procedure.ts'
import type { Services } from '../services.ts'
import { addReferencePage } from './reference.ts'

/** Adds a feature's plain routes. Their access goes through decideAccess, and `plainAccess` tells the walk-all-routes test about them. */
export type AddPlainRoutes = (app: Hono, services: Services) => void
export interface PlainAccess {
  method: string
  path: string
  can: Access
}

export const plainRoutes: AddPlainRoutes[] = [addReferencePage]
export const plainAccess: PlainAccess[] = [{ method: 'GET', path: '/api/reference', can: 'anyone' }]
