/** How a number comes about, in the reader's language: the same page as docs/methods. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { PlainMarkdown } from '../../ui/plain-markdown.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

const texts = import.meta.glob<string>(['../../../docs/methods/*.md', '!../../../docs/methods/README*.md'], {
  query: '?raw',
  import: 'default',
})

/** The title and the first paragraph are the question and its answer; the rest is the page. */
const takeApart = (text: string) => {
  const [head = '', ...rest] = text.split(/\n(?=## )/)
  const [first = '', ...sections] = rest
  const [paragraph = '', ...more] = first
    .split('\n')
    .slice(1)
    .join('\n')
    .trim()
    .split(/\n{2,}/)
  return {
    question: /^# (.+)$/m.exec(head)?.[1] ?? '',
    answer: paragraph.replaceAll(/[*`]|\[([^\]]+)\]\([^)]+\)/g, '$1'),
    rest: [more.join('\n\n'), ...sections].join('\n\n'),
  }
}

export const MethodPage = () => {
  const { t, i18n } = useTranslation()
  const { page } = useParams({ strict: false }) as { page: string }
  const load = texts[`../../../docs/methods/${page}${i18n.language === 'ar' ? '.ar' : ''}.md`]
  const method = useQuery({
    queryKey: ['methods', page, i18n.language],
    queryFn: async () => takeApart((await load?.()) ?? ''),
    enabled: load !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (load === undefined)
    return (
      <Page question={t('ui.methods.question')}>
        <EmptyState title={t('ui.methods.missing')} />
      </Page>
    )
  return (
    <Page question={method.data?.question ?? t('ui.methods.question')} answer={method.data?.answer}>
      {method.isPending && <Skeleton lines={8} />}
      {method.isError && <ErrorState error={method.error} onRetry={() => void method.refetch()} />}
      {method.data !== undefined && <PlainMarkdown text={method.data.rest} />}
    </Page>
  )
}
