/** What is about to lapse, on top of the inbox: answers that are late, and those due in the next two hours. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { useAccounts } from '../accounts/index.ts'
import { Row } from './row.tsx'

const most = 5

export const Lapsing = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const accounts = useAccounts()
  const read = useQuery(api.inbox.lapsing.queryOptions({ input: at, refetchInterval: 60_000 }))
  if (read.data === undefined) return null
  const { conversations, late, soon } = read.data
  if (late + soon === 0) return null
  return (
    <Section
      title={t('inbox:ui.lapsing.title')}
      note={[
        ...(late === 0 ? [] : [t('inbox:ui.lapsing.late', { count: late })]),
        ...(soon === 0 ? [] : [t('inbox:ui.lapsing.soon', { count: soon })]),
      ].join(' ')}
    >
      <ol>
        {conversations.slice(0, Math.min(most, late + soon)).map((one) => (
          <Row key={one.id} conversation={one} account={accounts.data?.find(({ id }) => id === one.accountId) ?? null} />
        ))}
      </ol>
    </Section>
  )
}
