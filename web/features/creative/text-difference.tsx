/** What changed between two texts, word by word, in any script: what went is struck through, what came is underlined. */
import { useTranslation } from 'react-i18next'
import { findDifference } from './difference.ts'

export const TextDifference = ({ older, newer }: { older: string; newer: string }) => {
  const { t } = useTranslation()
  const parts = findDifference(older, newer)
  if (parts.every(({ kind }) => kind === 'same')) return <p className="text-quiet">{t('creative:ui.compare.same')}</p>
  return (
    <p dir="auto" className="rounded-md border border-line bg-raised p-4 leading-relaxed whitespace-pre-wrap">
      {parts.map(({ kind, text, key }) =>
        kind === 'same' ? (
          <span key={key}>{text}</span>
        ) : kind === 'removed' ? (
          <del key={key} className="bg-bad-soft text-bad" aria-label={`${t('creative:ui.compare.removed')}: ${text}`}>
            {text}
          </del>
        ) : (
          <ins key={key} className="bg-good-soft text-good" aria-label={`${t('creative:ui.compare.added')}: ${text}`}>
            {text}
          </ins>
        ),
      )}
    </p>
  )
}
