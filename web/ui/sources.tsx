/** Whose public rule something is, as links out. */
import { useTranslation } from 'react-i18next'
import type { RuleSource } from '../../contract/calendar.ts'

export const Sources = ({ of }: { of: RuleSource[] }) => {
  const { t, i18n } = useTranslation()
  return (
    <span className="block text-small text-quiet">
      {t('guard:ui.sources')}{' '}
      {of.map(({ title, url }, index) => (
        <span key={url}>
          {index > 0 && ' · '}
          <a className="underline underline-offset-4" href={url} target="_blank" rel="noreferrer noopener">
            {title[i18n.language === 'ar' ? 'ar' : 'en']}
          </a>
        </span>
      ))}
    </span>
  )
}
