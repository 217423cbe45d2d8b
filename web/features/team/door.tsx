/** The frame of the pages before one is in: the mark, the language, one form. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, languageNames, languages, setLanguage } from '../../languages/load.ts'

export const Door = ({ question, answer, children }: { question: string; answer: ReactNode; children: ReactNode }) => {
  const { t, i18n } = useTranslation()
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 py-8 sm:py-14">
      <div className="mb-10 flex items-center justify-between">
        <span className="inline-flex items-center gap-2 text-title font-semibold">
          <img src="/athar.svg" alt="" width={28} height={28} />
          {t('ui.name')}
        </span>
        <span className="flex gap-1">
          {languages.map((language: Language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={i18n.language === language}
              onClick={() => void setLanguage(language)}
              className="min-h-9 coarse:min-h-11 rounded-md px-2.5 text-quiet hover:bg-sunk aria-pressed:bg-sunk aria-pressed:font-medium aria-pressed:text-ink"
            >
              {languageNames[language]}
            </button>
          ))}
        </span>
      </div>
      <h1 className="text-quiet">{question}</h1>
      <p className="mt-1 mb-6 text-title font-medium text-balance">{answer}</p>
      {children}
    </div>
  )
}
