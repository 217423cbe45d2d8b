/** What a link was made for, without an account: the document, in its own language or the reader's, with a PIN where one was set. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { knowsLanguage, languageNames, setLanguage } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ReportView } from '../../ui/report-view.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { PinForm } from './pin-form.tsx'

export const SharedPage = () => {
  const { t, i18n } = useTranslation()
  const words = useWords()
  const say = useSay()
  const format = useFormat()
  const { token } = useParams({ strict: false }) as { token: string }
  const [pin, setPin] = useState<string | undefined>(undefined)
  const opened = useQuery({
    queryKey: ['shared', token, pin ?? ''],
    queryFn: () => client.shares.open({ token, ...(pin === undefined ? {} : { pin }) }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const { data } = opened
  // Who reads this for the first time reads it in the language it was sent in.
  useEffect(() => {
    if (data?.kind === 'report' && !knowsLanguage()) void setLanguage(data.language)
  }, [data])
  const download = useMutation({
    mutationFn: async () => {
      const answer = await fetch(
        `/api/shared/${encodeURIComponent(token)}/report.pdf`,
        pin === undefined ? {} : { headers: { 'x-pin': pin } },
      )
      if (!answer.ok) throw new Error(String(answer.status))
      const address = URL.createObjectURL(await answer.blob())
      const link = Object.assign(document.createElement('a'), { href: address, download: 'report.pdf' })
      link.click()
      URL.revokeObjectURL(address)
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const other = i18n.language === 'ar' ? 'en' : 'ar'
  const language = (
    <Button look="quiet" lang={other} onClick={() => void setLanguage(other)}>
      {languageNames[other]}
    </Button>
  )
  if (data?.kind === 'report')
    return (
      <Page
        question={words(data.report.title)}
        answer={words(data.report.answer)}
        acts={
          <>
            {language}
            <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
              {t('shares:ui.print')}
            </Button>
            <Button icon={<Download size={16} aria-hidden />} disabled={download.isPending} onClick={() => download.mutate()}>
              {t('shares:ui.pdf')}
            </Button>
          </>
        }
      >
        <ReportView report={data.report} />
        <p className="mt-8 text-small text-quiet">{t('shares:ui.until', { when: format.date(data.expiresAt) })}</p>
      </Page>
    )
  return (
    <Page question={t('shares:ui.question')} acts={language}>
      {opened.isPending && <Skeleton lines={8} />}
      {opened.isError && <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />}
      {data?.kind === 'gone' && (
        <EmptyState title={t('shares:ui.gone.title')}>
          <p>{t('shares:ui.gone.words')}</p>
        </EmptyState>
      )}
      {data?.kind === 'needs-pin' && <PinForm wrong={data.wrong} onPin={setPin} />}
    </Page>
  )
}
