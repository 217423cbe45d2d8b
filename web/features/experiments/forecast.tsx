/** How long a plan would take, from the account's own past: the sentence, the weeks with their interval, and what each length could see. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExperimentPlanInput } from '../../../contract/experiments.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Estimate } from '../../ui/estimate.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

export const Forecast = ({ plan }: { plan: ExperimentPlanInput }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const { accountId, metric, rule, schedule, arms } = plan
  const sound =
    rule.smallestRatio >= 1.01 && rule.smallestRatio <= 10 && rule.weeks >= 1 && rule.weeks <= 52 && schedule.weekdays.length > 0
  const forecast = useQuery(
    api.experiments.forecast.queryOptions({
      input: { ...at, plan: { accountId, metric, rule, schedule, arms: arms.length } },
      placeholderData: keepPreviousData,
      enabled: sound,
    }),
  )
  const { data } = forecast
  const duration = data?.duration ?? null
  return (
    <Section title={t('experiments:ui.forecast')}>
      {forecast.isLoading && <Skeleton lines={2} />}
      {forecast.isError && <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />}
      {data !== undefined && <Note kind={data.worthIt === false ? 'warning' : 'fact'}>{say(data.words)}</Note>}
      {data !== undefined && duration !== null && (
        <div className="mt-3 grid gap-3">
          <div>
            <span className="me-2">{t('experiments:ui.weeks')}</span>
            <Estimate
              of={{ value: duration.weeks, interval: duration.weeksInterval, level: duration.level, n: duration.n }}
              evidence={{
                title: t('experiments:ui.evidence'),
                method: say(data.method),
                ...(data.period === null
                  ? {}
                  : {
                      period: t('experiments:ui.period', {
                        from: format.date(data.period.from),
                        to: format.date(data.period.to),
                        n: format.number(duration.n),
                      }),
                    }),
              }}
            />
          </div>
          <details>
            <summary className="cursor-pointer">{t('experiments:ui.powerTitle')}</summary>
            <Table
              caption={t('experiments:ui.powerTitle')}
              hideCaption
              rows={duration.byWeeks}
              rowKey={({ weeks }) => String(weeks)}
              columns={[
                { key: 'weeks', head: t('experiments:ui.weeks'), rowHeader: true, cell: ({ weeks }) => format.number(weeks) },
                { key: 'arm', head: t('experiments:ui.perArm'), number: true, cell: ({ postsPerArm }) => format.number(postsPerArm) },
                { key: 'power', head: t('experiments:ui.powerOf'), number: true, cell: ({ power }) => format.percent(power, 0) },
                {
                  key: 'least',
                  head: t('experiments:ui.smallest'),
                  number: true,
                  cell: ({ smallestRatio }) => (smallestRatio === null ? '–' : format.change(smallestRatio - 1)),
                },
              ]}
            />
          </details>
        </div>
      )}
    </Section>
  )
}
