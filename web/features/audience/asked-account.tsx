/** Which account, and how far back: kept in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select.tsx'
import { useAccounts } from '../accounts/index.ts'

const spans = ['28', '90', '180', '365'] as const
type Span = (typeof spans)[number]

/** `accountId` is undefined while accounts are read, or where there is none. */
export const useAskedAccount = () => {
  const accounts = useAccounts()
  const search = useSearch({ strict: false }) as { account?: string; days?: string | number }
  const navigate = useNavigate()
  const own = accounts.data ?? []
  const accountId = own.find(({ id }) => id === search.account)?.id ?? own[0]?.id
  const span = spans.find((one) => one === String(search.days)) ?? '90'
  const set = (change: { account?: string; days?: Span }) =>
    void navigate({ to: '.', search: { account: accountId, days: span, ...change } as never, replace: true })
  return { accounts, own, accountId, days: Number(span), span, set }
}

export const AccountFields = ({
  own,
  accountId,
  span,
  set,
  withDays = false,
}: ReturnType<typeof useAskedAccount> & { withDays?: boolean }) => {
  const { t } = useTranslation()
  if (accountId === undefined) return null
  return (
    <div className="no-print mb-6 flex flex-wrap items-end gap-3">
      <Select
        label={t('audience:ui.account')}
        className="min-w-56"
        value={accountId}
        onChange={(account) => set({ account })}
        choices={own.map(({ id, handle }) => ({ value: id, label: `\u2068@${handle}\u2069` }))}
      />
      {withDays && (
        <Select
          label={t('audience:ui.days')}
          value={span}
          onChange={(days) => set({ days })}
          choices={spans.map((value) => ({ value, label: t('audience:ui.forDays', { count: Number(value) }) }))}
        />
      )}
    </div>
  )
}
