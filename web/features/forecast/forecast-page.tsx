/** Where a number of an account is going: the answer with its range, when a goal is reached, the picture, the numbers, the evidence. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Predicted } from '../../../contract/forecast.ts'
import type { FollowedMetric } from '../../../contract/metrics.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import type { BandPoint } from '../../charts/cut-line.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Estimate } from '../../ui/estimate.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton, ThinDataState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { useAccounts } from '../accounts/index.ts'
import { useMarks } from '../marks/index.ts'
import { useEvidence } from './evidence.ts'
import { Filters } from './filters.tsx'
import type { ForecastSearch } from './routes.tsx'

/** Sentences carry days and counts as data; people read them in their own way. */
const useDress = () => {
  const say = useSay()
  const format = useFormat()
  return ({ key, values }: Sentence) =>
    say({
      key,
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'number' ? format.number(value) : /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? format.date(String(value)) : value,
        ]),
      ),
    })
}

export const ForecastPage = () => {
  const { t } = useTranslation()
  const dress = useDress()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as ForecastSearch
  const accounts = useAccounts({ withRemoved: true })
  const account = search.account ?? accounts.data?.[0]?.id
  const forecast = useQuery({
    ...api.forecast.read.queryOptions({
      input: {
        ...at,
        accountId: account ?? '',
        metric: search.metric ?? 'followers',
        days: search.days ?? 60,
        ...(search.goal === undefined ? {} : { goal: search.goal }),
      },
    }),
    enabled: account !== undefined,
    placeholderData: keepPreviousData,
    // A fresh account is being read right now: the answer comes by itself.
    refetchInterval: ({ state }) => (state.data?.kind === 'forecast' ? false : 5_000),
  })
  const { data } = forecast
  return (
    <Page question={t('forecast:ui.question')} answer={data?.kind === 'forecast' ? dress(data.headline) : undefined}>
      {accounts.isError && <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data?.length === 0 && (
        <EmptyState
          title={t('forecast:ui.empty.title')}
          act={
            <Link className="underline underline-offset-4" to={`/b/${brandId}/accounts`}>
              {t('forecast:ui.empty.act')}
            </Link>
          }
        >
          <p>{t('forecast:ui.empty.body')}</p>
        </EmptyState>
      )}
      {account !== undefined && accounts.data !== undefined && (
        <Filters
          accounts={accounts.data}
          account={account}
          search={search}
          onChange={(next) => void navigate({ to: `/b/${brandId}/forecast`, search: next as Record<string, unknown>, replace: true })}
        />
      )}
      {(accounts.isPending || (account !== undefined && forecast.isPending)) && <Skeleton height={420} />}
      {forecast.isError && <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />}
      {data?.kind === 'too-little-data' && (
        <ThinDataState data={data} unit={t(`forecast:ui.unit.${data.unit}`)}>
          <p>{t('forecast:ui.thin')}</p>
        </ThinDataState>
      )}
      {data?.kind === 'no-variation' && (
        <EmptyState title={dress(data.reason)}>
          <p>{t('forecast:ui.thin')}</p>
        </EmptyState>
      )}
      {data?.kind === 'forecast' && account !== undefined && (
        <Found forecast={data} account={account} followed={search.metric ?? 'followers'} dress={dress} />
      )}
    </Page>
  )
}

/** About six lines of what comes, the last one always among them. */
const chooseRows = (points: Predicted['points']): Predicted['points'] => {
  const step = Math.max(1, Math.ceil(points.length / 6))
  return points.filter((_, h) => h === points.length - 1 || (h + 1) % step === 0)
}

interface FoundProps {
  forecast: Predicted
  account: string
  followed: FollowedMetric
  dress: (sentence: Sentence) => string
}

const Found = ({ forecast, account, followed, dress }: FoundProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const evidence = useEvidence(forecast)
  const metric = t(`forecast:ui.metric.${followed}`)
  const { history, points, goal } = forecast
  const end = points.at(-1) as Predicted['points'][0]
  // Half a year of the past is enough to see where it comes from.
  const drawn: BandPoint[] = [
    ...history.slice(-(forecast.step === 'day' ? 180 : 52)).map(({ day, value }) => ({ at: day, value })),
    ...points.map(({ day, mean, interval80 }) => ({ at: day, value: mean, interval: interval80, n: forecast.evidence.n })),
  ]
  const marks = useMarks({ from: drawn[0]?.at, to: end.day, accountId: account, metric: followed })
  const range = ([low, high]: [number, number]) => `${format.number(Math.round(low))} – ${format.number(Math.round(high))}`
  return (
    <>
      <dl className="mb-8 grid gap-x-10 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-small text-quiet">
            {metric}, {format.date(end.day)}
          </dt>
          <dd>
            <Estimate of={{ value: end.mean, interval: end.interval80, level: 0.8, n: forecast.evidence.n }} evidence={evidence} />
          </dd>
        </div>
        {goal !== null && (
          <div>
            <dt className="text-small text-quiet">{t('forecast:ui.goal')}</dt>
            <dd className="font-medium">{dress(goal)}</dd>
          </div>
        )}
      </dl>
      <Section title={t('forecast:ui.chart.title')}>
        <BandLine
          title={t('forecast:ui.chart.title')}
          words={t('forecast:ui.chart.words')}
          unit={metric}
          points={drawn}
          annotations={marks}
          fromZero={false}
        />
      </Section>
      <Section title={t('forecast:ui.table.title')}>
        <Table
          caption={t('forecast:ui.table.title')}
          hideCaption
          rowKey={({ day }) => day}
          rows={chooseRows(points)}
          columns={[
            { key: 'day', rowHeader: true, head: t('forecast:ui.table.day'), cell: ({ day }) => format.date(day) },
            { key: 'mean', head: t('forecast:ui.table.mean'), number: true, cell: ({ mean }) => format.number(Math.round(mean)) },
            { key: '80', head: format.percent(0.8, 0), number: true, cell: ({ interval80 }) => range(interval80) },
            { key: '95', head: format.percent(0.95, 0), number: true, cell: ({ interval95 }) => range(interval95) },
            ...(goal === null
              ? []
              : [
                  {
                    key: 'reached',
                    head: t('forecast:ui.table.reached'),
                    number: true,
                    cell: ({ reached }: Predicted['points'][0]) => (reached === null ? '' : format.percent(reached, 0)),
                  },
                ]),
          ]}
        />
      </Section>
    </>
  )
}
