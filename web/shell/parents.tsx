/** The two routes that every page hangs under: the root, and the open brand. Features import these, never the router. */
import { createRootRouteWithContext, createRoute, notFound, Outlet, redirect } from '@tanstack/react-router'
import { queryClient } from '../api.ts'
import { knowsLanguage, setLanguage } from '../languages/load.ts'
import { findBrand, rememberBrand, sessionQuery } from '../session/session.ts'
import { Missing, PageFailed, Root } from './root.tsx'

export const rootRoute = createRootRouteWithContext()({
  component: Root,
  notFoundComponent: Missing,
  errorComponent: PageFailed,
})

/** Pages of one brand: /b/<brand>/…; whoever is not signed in is asked to, and comes back to the same address. */
export const brandRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'b/$brandId',
  beforeLoad: async ({ params, location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery())
    if (session.needsFirstRun) throw redirect({ to: '/welcome' })
    if (session.user === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
    if (findBrand(session, params.brandId) === null) throw notFound()
    rememberBrand(params.brandId)
    // A new device begins in the language that the person reads elsewhere.
    if (!knowsLanguage()) await setLanguage(session.user.language)
  },
  component: Outlet,
})
