/** How learning works, in the reader's language: the same page as docs/methods/learning. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { PlainMarkdown } from './plain-markdown.tsx'

const texts: Record<string, () => Promise<{ default: string }>> = {
  en: () => import('../../../docs/methods/learning.md?raw'),
  ar: () => import('../../../docs/methods/learning.ar.md?raw'),
}

export const MethodPage = () => {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'ar' ? 'ar' : 'en'
  const method = useQuery({
    queryKey: ['learning', 'method', language],
    queryFn: async () => (await texts[language]?.())?.default ?? '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  // The first paragraph after the title and its twin is the answer in short.
  const [, ...rest] = (method.data ?? '').split(/\n(?=## )/)
  return (
    <Page question={t('learning:ui.method.question')} answer={t('learning:ui.method.answer')}>
      {method.isPending && <Skeleton lines={8} />}
      {method.isError && <ErrorState error={method.error} onRetry={() => void method.refetch()} />}
      <PlainMarkdown text={rest.join('\n')} />
    </Page>
  )
}
