/** The parts of the room, as links above each page. */
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'
import { Parts } from '../../ui/parts.tsx'

const parts = [
  ['document', 'strategy'],
  ['check', 'strategy/check'],
  ['goals', 'strategy/goals'],
  ['sort', 'strategy/posts'],
  ['reviews', 'strategy/reviews'],
  ['decisions', 'strategy/decisions'],
  ['guard', 'strategy/guard'],
  ['versions', 'strategy/versions'],
] as const

export const StrategyParts = () => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  return (
    <Parts
      label={t('strategy:ui.nav')}
      brandId={brandId}
      parts={parts.map(([key, path]) => ({ path, words: t(`strategy:ui.tab.${key}`) }))}
    />
  )
}
