/** The decision log: what is due to be looked at first, then everything that was decided. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StrategyParts } from '../strategy/index.ts'
import { DecisionRow } from './decision.tsx'
import { DecisionForm } from './decision-form.tsx'

export const DecisionsPage = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const [deciding, setDeciding] = useState(false)
  const log = useQuery(api.decisions.list.queryOptions({ input: at }))
  return (
    <Page
      question={t('decisions:ui.question')}
      answer={log.data && t('decisions:ui.answer', { count: log.data.filter(({ due }) => due).length })}
      acts={
        can('write-posts') &&
        !deciding && (
          <Button look="next" onClick={() => setDeciding(true)}>
            {t('decisions:ui.new')}
          </Button>
        )
      }
    >
      <StrategyParts />
      {deciding && (
        <Section title={t('decisions:ui.new')}>
          <DecisionForm onDone={() => setDeciding(false)} />
        </Section>
      )}
      {log.isPending && <Skeleton lines={5} />}
      {log.isError && <ErrorState error={log.error} onRetry={() => void log.refetch()} />}
      {log.data?.length === 0 && (
        <EmptyState title={t('decisions:ui.empty')}>
          <p>{t('decisions:ui.emptyBody')}</p>
        </EmptyState>
      )}
      <ol className="divide-y divide-line border-y border-line empty:hidden">
        {log.data?.map((decision) => (
          <DecisionRow key={decision.id} decision={decision} />
        ))}
      </ol>
    </Page>
  )
}
