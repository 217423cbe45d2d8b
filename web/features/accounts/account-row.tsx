/** One account: who it is, how it stands in a word, how fresh its numbers are, what can be done. */
import { Archive, CircleCheck, Hourglass, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/accounts.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { AccountName } from './account-name.tsx'

const icons = { connected: CircleCheck, reconnect: TriangleAlert, removed: Archive, archive: Archive }

export const AccountRow = ({
  account,
  mayManage,
  onReconnect,
  onRemove,
}: {
  account: Account
  mayManage: boolean
  onReconnect: () => void
  onRemove: () => void
}) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const Icon = icons[account.state]
  const facts = [
    account.serviceUrl !== null ? new URL(account.serviceUrl).host : null,
    account.state === 'archive' ? null : t(account.canPublish ? 'accounts:ui.publishes' : 'accounts:ui.readsOnly'),
    account.pace === 1 ? null : t('accounts:ui.pace', { pace: account.pace }),
    account.tokenExpiresAt === null ? null : t('accounts:ui.expires', { when: format.relative(account.tokenExpiresAt) }),
  ].filter((fact) => fact !== null)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <b dir="auto" className="font-medium">
            {account.displayName}
          </b>
          <span className="text-quiet">
            <AccountName account={account} />
          </span>
        </p>
        <p className={`mt-0.5 flex items-center gap-1.5 ${account.state === 'reconnect' ? 'text-bad' : ''}`}>
          <Icon size={15} aria-hidden className="shrink-0" />
          {t(`accounts:ui.state.${account.state}`)}
          {account.stateReason !== null && account.state === 'reconnect' && <span>– {say(account.stateReason)}</span>}
        </p>
        {account.rateLimitedUntil !== null && (
          <p className="flex items-center gap-1.5 text-warn">
            <Hourglass size={15} aria-hidden className="shrink-0" />
            {t('accounts:ui.waits', { time: format.dateTime(account.rateLimitedUntil) })}
          </p>
        )}
        {facts.length > 0 && <p className="text-small text-quiet">{facts.join(' · ')}</p>}
      </div>
      {mayManage && account.state !== 'removed' && (
        <span className="flex gap-2">
          {account.state !== 'archive' && account.networkKind === 'network' && (
            <Button size="small" look={account.state === 'reconnect' ? 'next' : 'plain'} onClick={onReconnect}>
              {t('accounts:ui.reconnect')}
            </Button>
          )}
          <Button size="small" look="danger" aria-label={t('accounts:ui.removeWhat', { account: `@${account.handle}` })} onClick={onRemove}>
            {t('accounts:ui.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}
