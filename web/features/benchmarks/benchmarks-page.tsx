/** Where do we stand among our competitors, and how sure is that? */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { AudienceParts } from '../audience/index.ts'
import { FileForm, FollowForm, NoteForm } from './add-forms.tsx'
import { AskedFields, useAsked } from './asked.tsx'
import { CompetitorList } from './competitor-list.tsx'
import { MeasureView } from './measure-view.tsx'

export const BenchmarksPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const asked = useAsked()
  const { accountId, days } = asked
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const read = useQuery({
    ...api.benchmarks.read.queryOptions({ input: { ...at, accountId: accountId ?? '', days } }),
    enabled: accountId !== undefined,
  })
  const again = useMutation({
    mutationFn: () => client.benchmarks.refresh(at),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.benchmarks.key() })
      notify(t('benchmarks:ui.refreshed'))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const { data } = read
  const search = { ...(accountId === undefined ? {} : { account: accountId }), days: asked.span }
  return (
    <Page
      question={t('benchmarks:ui.question')}
      answer={data && say(data.answer)}
      acts={
        can('import') &&
        data?.competitors.some(({ source }) => source === 'api') && (
          <Button busy={again.isPending} onClick={() => again.mutate()}>
            {t('benchmarks:ui.refresh')}
          </Button>
        )
      }
    >
      <AudienceParts />
      <AskedFields {...asked} />
      {can('import') && accountId !== undefined && <FollowForm accountId={accountId} />}
      {(asked.accounts.isPending || (accountId !== undefined && read.isPending)) && <Skeleton height={320} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {(data?.competitors.length === 0 || (asked.accounts.isSuccess && accountId === undefined)) && (
        <EmptyState title={t('benchmarks:ui.empty')}>
          <p>{t('benchmarks:ui.emptyBody')}</p>
        </EmptyState>
      )}
      {data !== undefined && data.competitors.length > 0 && <CompetitorList competitors={data.competitors} search={search} />}
      {data?.measures.map((measured) => (
        <MeasureView key={measured.measure} of={measured} />
      ))}
      {data !== undefined && data.competitors.length > 0 && (
        <Section title={t('benchmarks:why.cannotTell')}>
          <ul className="list-disc ps-5 text-quiet">
            {data.cannotTell.map((sentence) => (
              <li key={`${sentence.key}/${String(sentence.values['handle'] ?? '')}`}>{say(sentence)}</li>
            ))}
          </ul>
        </Section>
      )}
      {can('import') && (
        <>
          <NoteForm today={today} />
          <FileForm />
        </>
      )}
    </Page>
  )
}
