/** A language by its name in the reader's own. */
import { useTranslation } from 'react-i18next'

export const useLanguageName = (): ((tag: string) => string) => {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  return (tag) => names.of(tag) ?? tag
}
