/** The parts of a room as links at the head of each of its pages. */
import { Link } from '@tanstack/react-router'

export interface Part {
  /** Under /b/<brand>/. */
  path: string
  words: string
}

/** `label` is read out as the name of the navigation; the page that is open is marked. */
export const Parts = ({ label, brandId, parts }: { label: string; brandId: string; parts: Part[] }) => (
  <nav aria-label={label} className="no-print mb-6 flex flex-wrap gap-x-5 gap-y-1 border-b border-line">
    {parts.map(({ path, words }) => (
      <Link
        key={path}
        to={`/b/${brandId}/${path}`}
        // Only a page below no other part may mark its part; "strategy" would be marked on all pages of the room.
        activeOptions={{ exact: !path.includes('/') }}
        activeProps={{ 'aria-current': 'page' }}
        className="-mb-px inline-flex min-h-9 coarse:min-h-11 items-center border-b-2 border-transparent text-quiet hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
      >
        {words}
      </Link>
    ))}
  </nav>
)
