/** Which accounts the brand speaks through, how each stands, and connecting more. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Network } from '../../../contract/accounts.ts'
import { api, client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { AccountRow } from './account-row.tsx'
import { useAccounts } from './account-name.tsx'
import { ConnectDialog, refreshAccounts } from './connect-dialog.tsx'

export const AccountsPage = () => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at, workspaceId, brandId, can } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { connect?: string; reconnect?: string }
  const accounts = useAccounts()
  const networks = useQuery(api.accounts.networks.queryOptions({ input: { workspaceId } }))
  const [removing, setRemoving] = useState<Account | null>(null)
  const mayManage = can('manage-accounts')
  const open = (next: { connect?: string; reconnect?: string }) =>
    void navigate({ to: `/b/${brandId}/accounts`, search: next, replace: true })

  const begin = useMutation({
    mutationFn: async (network: string) => {
      const account = await client.accounts.begin({ ...at, network })
      await refreshAccounts()
      notify(t('accounts:ui.connected', { account: `@${account.handle}` }))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const remove = useMutation({
    mutationFn: async (account: Account) => {
      await client.accounts.remove({ ...at, accountId: account.id })
      await refreshAccounts()
      setRemoving(null)
      notify(t('accounts:ui.removed', { account: `@${account.handle}` }))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })

  const list = accounts.data ?? []
  const broken = list.filter(({ state }) => state === 'reconnect').length
  const answer =
    accounts.data &&
    (list.length === 0
      ? t('accounts:ui.answer.none')
      : broken > 0
        ? t('accounts:ui.answer.broken', { count: broken })
        : t('accounts:ui.answer.well', { count: list.length }))
  const nameOf = (network: Network) => network.name[i18n.language === 'ar' ? 'ar' : 'en']
  const connecting = networks.data?.find(({ network, canConnect }) => canConnect && network === search.connect)
  const again = list.find(({ id }) => id === search.reconnect)
  const againOn = networks.data?.find(({ network, canConnect }) => canConnect && network === again?.network)

  return (
    <Page question={t('accounts:ui.question')} answer={answer}>
      <Section title={t('ui.rooms.accounts')}>
        {accounts.isPending && <Skeleton height={120} />}
        {accounts.isError && <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />}
        {accounts.data?.length === 0 && <EmptyState title={t('accounts:ui.empty.title')}>{t('accounts:ui.empty.words')}</EmptyState>}
        {list.length > 0 && (
          <ul className="grid">
            {list.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                mayManage={mayManage}
                onReconnect={() => open({ reconnect: account.id })}
                onRemove={() => setRemoving(account)}
              />
            ))}
          </ul>
        )}
      </Section>
      {mayManage && (
        <Section title={t('accounts:ui.more')} note={t('accounts:ui.moreNote')}>
          {networks.isPending && <Skeleton lines={3} />}
          {networks.isError && <ErrorState error={networks.error} onRetry={() => void networks.refetch()} />}
          <ul className="grid">
            {networks.data?.map((network) => (
              <li key={network.network} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3">
                <div className="min-w-0">
                  <span className="font-medium">{nameOf(network)}</span>
                  <p className="text-small text-quiet">
                    {t(`accounts:ui.can.${network.canBegin ? 'begin' : network.canConnect ? 'connect' : 'files'}`)}
                  </p>
                </div>
                <span className="flex flex-wrap gap-2">
                  {network.canBegin && (
                    <Button
                      size="small"
                      busy={begin.isPending && begin.variables === network.network}
                      onClick={() => begin.mutate(network.network)}
                    >
                      {t('accounts:ui.begin')}
                    </Button>
                  )}
                  {network.canConnect && !network.canBegin && (
                    <Button
                      size="small"
                      look={list.length === 0 ? 'next' : 'plain'}
                      icon={<Plus size={14} aria-hidden />}
                      aria-label={t('accounts:ui.connectTo', { network: nameOf(network) })}
                      onClick={() => open({ connect: network.network })}
                    >
                      {t('accounts:ui.connect')}
                    </Button>
                  )}
                  {!network.canConnect && !network.canBegin && (
                    <Link to={`/b/${brandId}/imports`} className="underline underline-offset-4">
                      {t('accounts:ui.toImports')}
                    </Link>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {connecting !== undefined && mayManage && <ConnectDialog network={connecting} onClose={() => open({})} />}
      {again !== undefined && againOn !== undefined && mayManage && (
        <ConnectDialog network={againOn} again={again} onClose={() => open({})} />
      )}
      {removing !== null && (
        <Dialog
          open
          onClose={() => setRemoving(null)}
          title={t('accounts:ui.removeWhat', { account: `@${removing.handle}` })}
          description={t('accounts:ui.removeWords')}
          acts={
            <>
              <Button onClick={() => setRemoving(null)}>{t('ui.cancel')}</Button>
              <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(removing)}>
                {t('accounts:ui.remove')}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </Page>
  )
}
