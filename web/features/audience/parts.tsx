/** The parts of the audience as links, at the head of each of its pages. */
import { useTranslation } from 'react-i18next'
import { useBrand } from '../../session/session.ts'
import { Parts } from '../../ui/parts.tsx'

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
    <Parts
      label={t('audience:ui.parts')}
      brandId={brandId}
      parts={parts.map(([key, path]) => ({ path, words: t(`audience:ui.tab.${key}`) }))}
    />
  )
}
