/** Per channel: what is read, how fresh it is, what cannot be read and why, and how long answers are taken. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'

export const CoverageTable = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const accounts = useAccounts()
  const read = useQuery(api.inbox.coverage.queryOptions({ input: at, refetchInterval: 60_000 }))
  return (
    <Section title={t('inbox:ui.coverage.title')} note={t('inbox:ui.coverage.note')}>
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.length === 0 && <EmptyState title={t('inbox:ui.coverage.empty')} />}
      {read.data !== undefined && read.data.length > 0 && (
        <Table
          caption={t('inbox:ui.coverage.title')}
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
            {
              key: 'reads',
              head: t('inbox:ui.readable'),
              cell: ({ reads }) =>
                reads.length === 0 ? t('inbox:ui.coverage.nothing') : format.list(reads.map((kind) => t(`inbox:ui.kinds.${kind}`))),
            },
            {
              key: 'fresh',
              head: t('inbox:ui.coverage.fresh'),
              cell: ({ lastReadAt, lastProblem }) => (
                <>
                  {lastReadAt === null ? t('inbox:ui.never') : format.relative(lastReadAt)}
                  {lastProblem !== null && <span className="block text-small text-quiet">{t('inbox:ui.coverage.lastFailed')}</span>}
                </>
              ),
            },
            {
              key: 'lacks',
              head: t('inbox:ui.coverage.lacks'),
              cell: ({ lacks, canReply }) => (
                <ul>
                  {lacks.map(({ what, why }) => (
                    <li key={what.key + why.key}>
                      {say(what)} <span className="text-quiet">{say(why)}</span>
                    </li>
                  ))}
                  {!canReply && <li>{t('inbox:ui.coverage.noReply')}</li>}
                </ul>
              ),
            },
            {
              key: 'window',
              head: t('inbox:ui.coverage.window'),
              cell: ({ replyWindowHours }) =>
                replyWindowHours === null ? t('inbox:ui.coverage.noEnd') : t('inbox:ui.targets.hours', { count: replyWindowHours }),
            },
          ]}
        />
      )}
    </Section>
  )
}
