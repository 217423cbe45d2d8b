/** The parts of the room, as links: each has its own address. */
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'

const parts = ['conversations', 'outward', 'person', 'time', 'settings'] as const

export const RoomTabs = () => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  const { pathname } = useLocation()
  const base = `/b/${brandId}/inbox`
  return (
    <nav aria-label={t('inbox:ui.tabs.label')} className="no-print mb-6 flex gap-1 overflow-x-auto border-b border-line">
      {parts.map((part) => {
        const to = part === 'conversations' ? base : `${base}/${part}`
        const isHere = part === 'conversations' ? pathname === base : pathname.startsWith(to)
        return (
          <Link
            key={part}
            to={to}
            activeOptions={{ exact: part === 'conversations' }}
            aria-current={isHere ? 'page' : undefined}
            className="-mb-px flex min-h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-quiet hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink coarse:min-h-11"
          >
            {t(`inbox:ui.tabs.${part}`)}
          </Link>
        )
      })}
    </nav>
  )
}
