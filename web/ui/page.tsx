/** The frame of a page: the question it answers, the answer in one sentence, then everything else. */
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

interface PageProps {
  /** The question, e.g. "When should we post?". */
  question: string
  /** The answer in one sentence; undefined while it is being found. */
  answer?: ReactNode
  /** Acts beside the title; at most one of them is `look="next"`. */
  acts?: ReactNode
  children: ReactNode
}

export const Page = ({ question, answer, acts, children }: PageProps) => {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${question} · ${t('ui.name')}`
  }, [question, t])
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-6 pb-28 sm:px-8 sm:pb-16">
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-[68ch] flex-1 basis-80">
          <h1 className="text-body text-quiet">{question}</h1>
          {answer !== undefined && <div className="mt-1 text-title font-medium text-balance">{answer}</div>}
        </div>
        {acts !== undefined && <div className="no-print flex flex-wrap gap-2">{acts}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page with its own heading. */
export const Section = ({ title, note, acts, children }: { title: ReactNode; note?: ReactNode; acts?: ReactNode; children: ReactNode }) => (
  <section className="mb-8 break-inside-avoid">
    <div className="mb-2 flex flex-wrap items-baseline justify-between gap-2">
      <h2 className="text-body font-semibold">{title}</h2>
      {acts}
    </div>
    {note !== undefined && <p className="mb-3 max-w-prose text-quiet">{note}</p>}
    {children}
  </section>
)
