/** The shape of routes outside the contract, because they stream: uploads, downloads, the reference page. */
import type { Hono } from 'hono'
import type { Access } from '../../contract/procedure.ts'
import type { Services } from '../services.ts'
import type { RequestContext } from './implement.ts'

/** Makes the context of a request, for plain routes to hand to decideAccess. */
export type ReadContext = (headers: Headers) => RequestContext

export interface PlainRoutes {
  /** What is added, and who may call it: the test that walks all routes reads this. */
  routes: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; can: Access }[]
  /** Pages of other websites may call these: they stand in front of the guard, read no cookie and say nothing in private. */
  fromAnywhere?: true
  /** Adds the routes to the app; each asks decideAccess (http/implement.ts) before anything else. */
  add: (app: Hono, services: Services, readContext: ReadContext) => void
}
