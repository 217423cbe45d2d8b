/** The addresses of the inbox; its filters are in them. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ConversationState, conversationStates } from '../../../contract/inbox-shapes.ts'
import { brandRoute } from '../../shell/parents.tsx'

const shows = ['all', 'longest', ...conversationStates] as const

export interface InboxSearch {
  account?: string
  post?: string
  assignee?: string
  label?: string
  show?: 'all' | 'longest' | ConversationState
}

const inboxRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => {
    const show = shows.find((one) => one === search['show'])
    return {
      ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
      ...(typeof search['assignee'] === 'string' ? { assignee: search['assignee'] } : {}),
      ...(typeof search['label'] === 'string' ? { label: search['label'] } : {}),
      ...(typeof search['post'] === 'string' ? { post: search['post'] } : {}),
      ...(show === undefined ? {} : { show }),
    }
  },
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
})

const conversationRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox/$conversationId',
  component: lazyRouteComponent(() => import('./conversation-page.tsx'), 'ConversationPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox/settings',
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'InboxSettingsPage'),
})

const timeRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox/time',
  component: lazyRouteComponent(() => import('./time-page.tsx'), 'InboxTimePage'),
})

export interface PersonSearch {
  network?: string
  id?: string
}
const personRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox/person',
  validateSearch: (search: Record<string, unknown>): PersonSearch =>
    typeof search['network'] === 'string' && typeof search['id'] === 'string' ? { network: search['network'], id: search['id'] } : {},
  component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
})

const outwardRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'inbox/outward',
  component: lazyRouteComponent(() => import('./outward-page.tsx'), 'OutwardPage'),
})

export const inboxRoutes = [inboxRoute, settingsRoute, outwardRoute, personRoute, timeRoute, conversationRoute]
