/** Who engages with us, and how: people, returning ones, the loudest, depth, and signs of pods. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton, ThinDataState } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountFields, useAskedAccount } from './asked-account.tsx'
import { AudienceParts } from './parts.tsx'

export const QualityPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const asked = useAskedAccount()
  const { accountId, days } = asked
  const read = useQuery({
    ...api.audience.quality.queryOptions({ input: { ...at, accountId: accountId ?? '', days } }),
    enabled: accountId !== undefined,
  })
  const { data } = read
  const result = data?.result
  return (
    <Page question={t('audience:quality.ui.question')} answer={data && say(data.answer)}>
      <AudienceParts />
      <AccountFields {...asked} withDays />
      {(asked.accounts.isPending || (accountId !== undefined && read.isPending)) && <Skeleton lines={8} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {asked.accounts.isSuccess && accountId === undefined && <EmptyState title={t('audience:ui.noAccount')} />}
      {result?.kind === 'too-little-data' && <ThinDataState data={result} unit={t('audience:quality.ui.people', { count: result.need })} />}
      {result?.kind === 'quality' && (
        <>
          <dl className="mb-8 grid gap-x-10 gap-y-5 sm:grid-cols-2">
            {result.figures.map(({ key, label, words, unit, estimate, missing }) => (
              <div key={key}>
                <dt className="text-small text-quiet">{say(label)}</dt>
                {estimate === null ? (
                  <dd>{missing === null ? '–' : say(missing)}</dd>
                ) : (
                  <>
                    <dd>
                      <Supported of={estimate} title={say(label)} kind={unit} />
                    </dd>
                    <dd className="max-w-prose text-small text-quiet">{say(words)}</dd>
                  </>
                )}
              </div>
            ))}
          </dl>
          <Section title={t('audience:quality.ui.pods')} note={say(result.podsWords)}>
            {result.pods.length > 0 && (
              <Table
                caption={t('audience:quality.ui.pods')}
                hideCaption
                columns={[
                  {
                    key: 'who',
                    head: t('audience:quality.ui.who'),
                    rowHeader: true,
                    cell: ({ handles }) => <bdi dir="ltr">{handles.map((handle) => `@${handle}`).join(' · ')}</bdi>,
                  },
                  { key: 'what', head: t('audience:quality.ui.what'), cell: ({ words }) => say(words) },
                ]}
                rows={result.pods}
                rowKey={({ handles }) => handles.join('/')}
              />
            )}
          </Section>
        </>
      )}
      {data !== undefined && data.weeks.length > 0 && (
        <Section title={t('audience:quality.ui.weeks')}>
          <Table
            caption={t('audience:quality.ui.weeks')}
            hideCaption
            columns={[
              { key: 'week', head: t('audience:quality.ui.week'), cell: ({ week }) => format.date(week), rowHeader: true },
              { key: 'people', head: t('audience:quality.ui.all'), cell: ({ people }) => format.number(people), number: true },
              { key: 'known', head: t('audience:quality.ui.known'), cell: ({ known }) => format.number(known), number: true },
              { key: 'new', head: t('audience:quality.ui.new'), cell: ({ people, known }) => format.number(people - known), number: true },
            ]}
            rows={data.weeks.toReversed()}
            rowKey={({ week }) => week}
          />
        </Section>
      )}
      {data !== undefined && (
        <Section title={t('audience:ui.cannotTell')}>
          <ul className="list-disc ps-5 text-quiet">
            {data.cannotTell.map((sentence) => (
              <li key={sentence.key}>{say(sentence)}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
