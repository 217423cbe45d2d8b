/** The accounts of the open brand, and how one is named everywhere: its network in words, then its handle. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/accounts.ts'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'

export const useAccounts = (options: { withRemoved?: boolean } = {}) => {
  const { at } = useBrand()
  return useQuery(api.accounts.list.queryOptions({ input: { ...at, withRemoved: options.withRemoved ?? false } }))
}

/** "@handle"; an account known from files may have only its page's name, which gets no sign in front. */
export const writeHandle = (handle: string): string => (/\s/.test(handle) ? handle : `@${handle.replace(/^@/, '')}`)

/** "Network · @handle"; the handle keeps its own direction. */
export const AccountName = ({ account }: { account: Pick<Account, 'networkName' | 'handle'> }) => {
  const { i18n } = useTranslation()
  return (
    <span>
      {account.networkName[i18n.language === 'ar' ? 'ar' : 'en']} · <bdi>{writeHandle(account.handle)}</bdi>
    </span>
  )
}
