/** Addresses of the pages about people and brands. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { queryClient } from '../../api.ts'
import { sessionQuery } from '../../session/session.ts'
import { brandRoute, rootRoute } from '../../shell/parents.tsx'

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'welcome',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery())
    if (!session.needsFirstRun) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
})

/** Only addresses of our own may be returned to. */
const ownAddress = (value: unknown): string | undefined => (typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined)

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = ownAddress(search['next'])
    return next === undefined ? {} : { next }
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'join/$invitationId',
  beforeLoad: () => queryClient.ensureQueryData(sessionQuery()),
  component: lazyRouteComponent(() => import('./join-page.tsx'), 'JoinPage'),
})

const teamRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'team',
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
})

const brandSettingsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'brand',
  component: lazyRouteComponent(() => import('./brand-page.tsx'), 'BrandPage'),
})

export const teamRoutes = [welcomeRoute, signInRoute, joinRoute]
export const teamBrandRoutes = [teamRoute, brandSettingsRoute]
