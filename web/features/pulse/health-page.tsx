/** Whether connections to networks hold: how calls went, whether more fail than used to, what networks announced, and what to do. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../contract/health.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { ConnectorCard } from './connector-card.tsx'
import { PulseParts } from './parts.tsx'

const useAnswer = () => {
  const { t } = useTranslation()
  return ({ connectors }: Health): string => {
    const drifting = connectors.filter(({ verdict }) => verdict === 'drifting')
    if (connectors.length === 0) return t('pulse:ui.health.answerNone')
    if (drifting.length > 0) return t('pulse:ui.health.answerDrifting', { accounts: drifting.map(({ handle }) => `@${handle}`).join(' ') })
    return t(connectors.some(({ verdict }) => verdict === 'steady') ? 'pulse:ui.health.answerSteady' : 'pulse:ui.health.answerFew')
  }
}

export const HealthPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const answerOf = useAnswer()
  const health = useQuery(api.pulse.health.queryOptions({ input: at }))
  const { data } = health
  return (
    <Page question={t('pulse:ui.health.question')} answer={data && answerOf(data)}>
      <PulseParts />
      {health.isPending && <Skeleton lines={8} />}
      {health.isError && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
      {data !== undefined && data.connectors.length === 0 && (
        <EmptyState title={t('pulse:ui.health.empty')}>
          <p>{t('pulse:ui.health.emptyBody')}</p>
        </EmptyState>
      )}
      {data !== undefined && data.connectors.length > 0 && (
        <>
          <p className="mb-6 max-w-prose text-quiet">
            {t('pulse:ui.health.promise', { days: format.number(data.daysBetweenFalseAlarms), kept: format.number(data.keptDays) })}
          </p>
          {data.connectors.map((connector) => (
            <ConnectorCard key={connector.accountId} connector={connector} />
          ))}
        </>
      )}
    </Page>
  )
}
