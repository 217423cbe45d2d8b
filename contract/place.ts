/** Turns a place that Today names into an address of the web app. */
import type { Place } from './today.ts'

/** The address of a place in a brand; `id` names the thing, or for the composer and the calendar a moment. */
export const addressOf = (brandId: string, { page, id }: Place): string => {
  const base = `/b/${brandId}`
  switch (page) {
    case 'publication':
      return id === null ? `${base}/calendar` : `${base}/publications/${id}`
    case 'composer':
      return id === null
        ? `${base}/posts/new`
        : /^\d{4}-/.test(id)
          ? `${base}/posts/new?at=${encodeURIComponent(id)}`
          : `${base}/posts/${id}`
    case 'post':
      return id === null ? `${base}/results` : `${base}/results/${id}`
    case 'accounts':
      return id === null ? `${base}/accounts` : `${base}/accounts?reconnect=${id}`
    case 'imports':
      return id === null ? `${base}/imports` : `${base}/imports/${id}`
    case 'review':
      return id === null ? `${base}/strategy/reviews` : `${base}/strategy/reviews/${id}`
    case 'decisions':
      return `${base}/strategy/decisions`
    case 'goals':
      return id === null ? `${base}/strategy/goals` : `${base}/strategy/goals/${id}`
    case 'benchmarks':
      return `${base}/audience/benchmarks`
    case 'experiments':
    case 'audience':
    case 'pulse':
    case 'vetting':
    case 'creative':
    case 'links':
    case 'attribution':
    case 'inbox':
      return id === null ? `${base}/${page}` : `${base}/${page}/${id}`
    case 'calendar':
    case 'today':
    case 'alerts':
    case 'learning':
    case 'forecast':
    case 'strategy':
    case 'results':
      return `${base}/${page}`
  }
}
