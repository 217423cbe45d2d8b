/** Time for conversations: the hours it took against the budget, blocks planned, what it earned, and sessions that can be corrected. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'
import { Blocks } from './blocks.tsx'
import { HoursBudget } from './hours-budget.tsx'
import { Responses } from './responses.tsx'
import { RoomTabs } from './room-tabs.tsx'
import { Sessions } from './sessions.tsx'
import { Trials } from './trials.tsx'

const dayMs = 24 * 60 * 60_000
const shownWeeks = 8

export const InboxTimePage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const accounts = useAccounts()
  const [period] = useState(() => {
    const now = Date.now()
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    return { from: day(now - shownWeeks * 7 * dayMs), to: day(now + dayMs) }
  })
  const hours = useQuery(api.inbox.hours.queryOptions({ input: { ...at, ...period } }))
  const total = hours.data?.reduce((sum, row) => sum + row.hours, 0)
  return (
    <Page
      question={t('inbox:ui.time.question')}
      answer={
        total === undefined
          ? undefined
          : total === 0
            ? t('inbox:ui.time.none')
            : t('inbox:ui.time.answer', { hours: format.number(total, { maximumFractionDigits: 1 }), count: shownWeeks })
      }
    >
      <RoomTabs />
      <HoursBudget />
      <Section title={t('inbox:ui.time.byWeek')} note={t('inbox:ui.time.note')}>
        {hours.isPending && <Skeleton />}
        {hours.isError && <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />}
        {hours.data?.length === 0 && <EmptyState title={t('inbox:ui.time.empty')}>{t('inbox:ui.time.emptyWords')}</EmptyState>}
        {hours.data !== undefined && hours.data.length > 0 && (
          <Table
            caption={t('inbox:ui.time.byWeek')}
            hideCaption
            rows={hours.data.toReversed()}
            rowKey={(row) => `${row.weekStart}/${row.accountId}`}
            columns={[
              { key: 'week', head: t('inbox:ui.week'), rowHeader: true, cell: (row) => format.date(row.weekStart) },
              {
                key: 'account',
                head: t('inbox:ui.account'),
                cell: (row) => {
                  const account = accounts.data?.find(({ id }) => id === row.accountId)
                  return account === undefined ? '' : <AccountName account={account} />
                },
              },
              { key: 'sessions', head: t('inbox:ui.time.sessions'), number: true, cell: (row) => format.number(row.sessions) },
              {
                key: 'hours',
                head: t('inbox:ui.hours'),
                number: true,
                cell: (row) => format.number(row.hours, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
              },
            ]}
          />
        )}
      </Section>
      <Blocks />
      <Trials />
      <Responses />
      <Sessions />
    </Page>
  )
}
