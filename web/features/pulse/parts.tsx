/** The parts of the room, as links above each page. */
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'
import { Parts } from '../../ui/parts.tsx'

const parts = [
  ['shifts', 'pulse'],
  ['register', 'pulse/register'],
  ['feeds', 'pulse/feeds'],
  ['health', 'pulse/health'],
  ['retire', 'pulse/retire'],
  ['alerts', 'alerts'],
] as const

export const PulseParts = () => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  return (
    <Parts label={t('pulse:ui.nav')} brandId={brandId} parts={parts.map(([key, path]) => ({ path, words: t(`pulse:ui.tab.${key}`) }))} />
  )
}
