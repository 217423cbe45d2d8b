/** The parts of the room, as links above each page. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'

const parts = [
  ['shifts', 'pulse'],
  ['register', 'pulse/register'],
  ['feeds', 'pulse/feeds'],
  ['retire', 'pulse/retire'],
  ['alerts', 'alerts'],
] as const

export const PulseParts = () => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  return (
    <nav aria-label={t('pulse:ui.nav')} className="no-print mb-6 flex flex-wrap gap-x-5 gap-y-1 border-b border-line">
      {parts.map(([key, path]) => (
        <Link
          key={key}
          to={`/b/${brandId}/${path}`}
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
          className="-mb-px inline-flex min-h-9 coarse:min-h-11 items-center border-b-2 border-transparent text-quiet hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
        >
          {t(`pulse:ui.tab.${key}`)}
        </Link>
      ))}
    </nav>
  )
}
