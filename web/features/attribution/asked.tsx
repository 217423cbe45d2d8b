/** What people say when they are asked, beside what was recorded of the same people, and what follows for the part no record shows. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { UntraceableLine } from './credit-picture.tsx'
import { FormWords } from './form-words.tsx'
import type { AskedPeriod } from './period.tsx'

export const Asked = ({ period }: { period: AskedPeriod }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const asked = useQuery(api.attribution.asked.queryOptions({ input: { ...at, ...period } }))
  const survey = useQuery(api.events.survey.queryOptions({ input: at }))
  const save = useMutation(
    api.events.saveSurvey.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.events.survey.key() }) }),
  )
  if (asked.isPending || survey.isPending) return <Skeleton height={280} />
  if (asked.isError) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
  if (survey.isError) return <ErrorState error={survey.error} onRetry={() => void survey.refetch()} />
  const { data } = asked
  return (
    <>
      <div className="mb-6">
        <UntraceableLine of={data.untraceable} />
      </div>
      {data.answers === 0 ? (
        <EmptyState title={t('attribution:ui.noAnswers')}>
          <p>{t('attribution:ui.noAnswersBody')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('attribution:ui.answers')}
          rows={data.rows}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'words',
              rowHeader: true,
              head: t('attribution:ui.said'),
              cell: ({ key, words }) => <bdi>{words === '' ? t(`attribution:ui.${key === 'unsure' ? 'unsure' : 'other'}`) : words}</bdi>,
            },
            { key: 'n', number: true, head: t('attribution:ui.answers'), cell: ({ said }) => format.number(said) },
            {
              key: 'share',
              head: t('attribution:ui.share'),
              cell: ({ share }) => (share === null ? '–' : <Supported of={share} kind="percent" title={t('attribution:ui.share')} />),
            },
            { key: 'recorded', number: true, head: t('attribution:ui.recordedToo'), cell: ({ recorded }) => format.number(recorded) },
          ]}
        />
      )}
      <div className="mt-8">
        <Section title={t('attribution:ui.form')}>
          <p className="font-medium">
            <bdi>{survey.data.survey.question}</bdi>
          </p>
          <ul className="my-2 list-disc ps-5">
            {survey.data.survey.choices.map(({ key, words }) => (
              <li key={key}>
                <bdi>{words}</bdi>
              </li>
            ))}
          </ul>
          {survey.data.address !== null ? (
            <a className="break-all underline underline-offset-4" dir="ltr" href={survey.data.address} target="_blank" rel="noreferrer">
              {survey.data.address}
            </a>
          ) : (
            can('publish') && (
              <Button look="next" busy={save.isPending} onClick={() => save.mutate({ ...at, survey: survey.data.survey })}>
                {t('attribution:ui.makeForm')}
              </Button>
            )
          )}
          {save.isError && <ErrorState error={save.error} />}
          {can('publish') && <FormWords survey={survey.data.survey} />}
        </Section>
      </div>
    </>
  )
}
