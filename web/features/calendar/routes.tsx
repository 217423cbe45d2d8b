/** Addresses of the calendar and the composer; view, day and planned time are in them. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'
import { type View, views } from './views.ts'

export interface CalendarSearch {
  view?: View
  /** Any day inside what is shown: "2026-11-23". */
  day?: string
}
export interface ComposerSearch {
  /** A wall time in the brand's zone that the post is meant for. */
  at?: string
}

const calendarRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'calendar',
  validateSearch: (search: Record<string, unknown>): CalendarSearch => {
    const view = views.find((each) => each === search['view'])
    const day = search['day']
    return { ...(view === undefined ? {} : { view }), ...(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}) }
  },
  component: lazyRouteComponent(() => import('./calendar-page.tsx'), 'CalendarPage'),
})

const composerSearch = (search: Record<string, unknown>): ComposerSearch => (typeof search['at'] === 'string' ? { at: search['at'] } : {})

const newPostRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'posts/new',
  validateSearch: composerSearch,
  component: lazyRouteComponent(() => import('./composer-page.tsx'), 'NewPostPage'),
})
const postRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'posts/$postId',
  validateSearch: composerSearch,
  component: lazyRouteComponent(() => import('./composer-page.tsx'), 'PostPage'),
})

export const calendarRoutes = [calendarRoute, newPostRoute, postRoute]
