/** How fast people were answered, by account: the share within the target and the median, with their intervals. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'

export const Responses = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const accounts = useAccounts()
  const read = useQuery(api.inbox.responses.queryOptions({ input: at }))
  return (
    <Section title={t('inbox:ui.responses.title')} note={t('inbox:ui.responses.note')}>
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.length === 0 && <EmptyState title={t('inbox:ui.responses.empty')} />}
      {read.data !== undefined && read.data.length > 0 && (
        <Table
          caption={t('inbox:ui.responses.title')}
          hideCaption
          rows={read.data}
          rowKey={({ accountId }) => accountId}
          columns={[
            {
              key: 'account',
              head: t('inbox:ui.account'),
              rowHeader: true,
              cell: ({ accountId }) => {
                const account = accounts.data?.find(({ id }) => id === accountId)
                return account === undefined ? '' : <AccountName account={account} />
              },
            },
            { key: 'n', head: t('inbox:ui.responses.answers'), number: true, cell: ({ n }) => format.number(n) },
            {
              key: 'median',
              head: t('inbox:ui.responses.median'),
              number: true,
              cell: ({ median }) =>
                median === null ? t('inbox:ui.responses.tooFew') : <Supported of={median} title={t('inbox:ui.responses.median')} />,
            },
            {
              key: 'within',
              head: t('inbox:ui.responses.within'),
              number: true,
              cell: ({ within, target }) =>
                within === null || target === null ? (
                  t('inbox:ui.responses.noTarget')
                ) : (
                  <Supported of={within} kind="percent" title={t('inbox:ui.responses.within')} />
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}
