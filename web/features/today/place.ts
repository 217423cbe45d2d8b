/** Turns a place that the server names into an address of the web app. */
import type { Place } from '../../../contract/today.ts'

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
    case 'calendar':
    case 'inbox':
    case 'learning':
    case 'results':
      return `${base}/${page}`
  }
}
