/** The address of the inbox; its filters are in it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export interface InboxSearch {
  account?: string
  post?: string
  unseen?: boolean
}

const inboxRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
    ...(typeof search['post'] === 'string' ? { post: search['post'] } : {}),
    ...(search['unseen'] === true ? { unseen: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
})

export const inboxRoutes = [inboxRoute]
