/** One connection: its verdict, the shares that failed, thirty days as a picture, what to do, and what the network announced. */
import { useTranslation } from 'react-i18next'
import type { Connector } from '../../../contract/health.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { Announced } from './announced.tsx'

const looks: Record<Connector['verdict'], string> = {
  drifting: 'border-bad',
  steady: 'border-good',
  'too-few': 'border-line border-dashed',
  idle: 'border-line border-dashed',
}
const outcomes = ['answered', 'limited', 'silent', 'broken', 'refused', 'credential'] as const
const windows = ['day', 'week', 'usual'] as const

const Rates = ({ connector: { rates, lacks, verdict } }: { connector: Connector }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const isKnown = windows.some((window) => rates[window] !== null)
  return (
    <>
      {isKnown && (
        <dl className="mb-4 grid gap-x-10 gap-y-3 sm:grid-cols-3">
          {windows.map((window) => {
            const rate = rates[window]
            const title = t(`pulse:ui.health.rate.${window}`)
            return (
              rate !== null && (
                <div key={window}>
                  <dt className="text-small text-quiet">{title}</dt>
                  <dd>
                    <Supported of={rate} title={title} kind="percent" />
                  </dd>
                </div>
              )
            )
          })}
        </dl>
      )}
      {verdict === 'too-few' && lacks !== null && (
        <p className="mb-4 max-w-prose text-quiet">
          {t(
            'pulse:ui.health.lacks',
            Object.fromEntries(Object.entries(lacks).map(([name, value]) => [name, format.number(value)])) as Record<string, string>,
          )}
        </p>
      )}
    </>
  )
}

const Facts = ({ connector: { api, tokenEndsAt } }: { connector: Connector }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className="mt-4 grid gap-x-10 gap-y-2 text-small sm:grid-cols-2">
      {api !== null && (
        <div>
          <dt className="text-quiet">{t('pulse:ui.health.api')}</dt>
          <dd>
            <a className="underline underline-offset-4" href={api.source} rel="noreferrer noopener" target="_blank">
              <bdi>{api.version === null ? api.name : t('pulse:ui.health.apiVersion', { name: api.name, version: api.version })}</bdi>
            </a>
            {' · '}
            {api.endsOn === null
              ? t('pulse:ui.health.apiNoEnd', { day: format.calendarDay(api.checkedOn) })
              : t('pulse:ui.health.apiEnds', { day: format.calendarDay(api.endsOn) })}
          </dd>
        </div>
      )}
      <div>
        <dt className="text-quiet">{t('pulse:ui.health.token')}</dt>
        <dd>{tokenEndsAt === null ? t('pulse:ui.health.tokenNone') : t('pulse:ui.health.tokenEnds', { day: format.date(tokenEndsAt) })}</dd>
      </div>
    </dl>
  )
}

export const ConnectorCard = ({ connector }: { connector: Connector }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const say = useSay()
  const { handle, networkName, verdict, drift, days, operations, advice } = connector
  const asked = days.reduce((sum, { n }) => sum + n, 0)
  return (
    <Section
      title={
        <>
          <bdi>@{handle}</bdi> · {networkName[i18n.language === 'ar' ? 'ar' : 'en']}
        </>
      }
    >
      <p className="mb-3">
        <span
          className={`inline-flex items-center rounded-md border-s-4 border bg-raised px-2 py-0.5 text-small font-medium ${looks[verdict]}`}
        >
          {t(`pulse:ui.health.verdict.${verdict}`)}
          {drift !== null && <span className="ms-1.5 font-normal text-quiet">{t(`pulse:ui.health.since.${drift.window}`)}</span>}
        </span>
      </p>
      <Rates connector={connector} />
      {advice.length > 0 && (
        <ul className="mb-4 max-w-prose list-disc ps-5" aria-label={t('pulse:ui.health.advice')}>
          {advice.map((sentence) => (
            <li key={sentence.key}>{say(sentence)}</li>
          ))}
        </ul>
      )}
      {asked > 0 && (
        <BandLine
          title={t('pulse:ui.health.picture')}
          words={t('pulse:ui.health.pictureWords', { account: handle })}
          unit={t('pulse:ui.health.pictureUnit')}
          kind="percent"
          height={200}
          points={days.map(({ day, n, rate }) => ({ at: day, value: rate?.value ?? null, interval: rate?.interval ?? null, n }))}
        />
      )}
      {operations.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer text-quiet hover:text-ink">{t('pulse:ui.health.operations')}</summary>
          <Table
            caption={t('pulse:ui.health.operations')}
            hideCaption
            rows={operations}
            rowKey={({ operation }) => operation}
            columns={[
              {
                key: 'operation',
                head: t('pulse:ui.health.operation'),
                rowHeader: true,
                cell: ({ operation }) => t(`pulse:ui.health.operationOf.${operation}`),
              },
              ...outcomes.map((outcome) => ({
                key: outcome,
                head: t(`pulse:ui.health.outcome.${outcome}`),
                number: true,
                cell: ({ counts }: Connector['operations'][number]) => format.number(counts[outcome]),
              })),
            ]}
          />
        </details>
      )}
      <Announced connector={connector} />
      <Facts connector={connector} />
    </Section>
  )
}
