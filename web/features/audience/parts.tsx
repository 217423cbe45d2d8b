/** The parts of the audience as links, at the head of each of its pages. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'

const parts = [
  ['audits', 'audience'],
  ['quality', 'audience/quality'],
  ['growth', 'audience/growth'],
  ['benchmarks', 'audience/benchmarks'],
] as const

export const AudienceParts = () => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  return (
    <nav aria-label={t('audience:ui.parts')} className="no-print mb-6 flex flex-wrap gap-x-5 gap-y-1 border-b border-line">
      {parts.map(([key, path]) => (
        <Link
          key={key}
          to={`/b/${brandId}/${path}`}
          activeOptions={{ exact: path === 'audience' }}
          activeProps={{ 'aria-current': 'page' }}
          className="-mb-px inline-flex min-h-9 coarse:min-h-11 items-center border-b-2 border-transparent text-quiet hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
        >
          {t(`audience:ui.tab.${key}`)}
        </Link>
      ))}
    </nav>
  )
}
