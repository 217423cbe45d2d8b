/** How fresh the numbers of each account are, and a way to look now. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Watch } from '../../../contract/results.ts'
import { client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'

export const Freshness = ({ watches }: { watches: Watch[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const look = useMutation({
    mutationFn: (accountId: string) => client.results.readNow({ ...at, accountId }),
    onSuccess: ({ asked }) => notify(t(asked ? 'results:ui.asked' : 'results:ui.notAsked')),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const rows = watches.flatMap((watch) => {
    const account = accounts.data?.find(({ id }) => id === watch.accountId)
    return account === undefined ? [] : [{ watch, account }]
  })
  if (rows.length === 0) return null
  return (
    <Section title={t('results:ui.fresh')}>
      <ul className="grid">
        {rows.map(({ watch, account }) => (
          <li key={account.id} className="border-b border-line py-2">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span>
                <AccountName account={account} />{' '}
                <span className="text-small text-quiet">
                  {account.state === 'archive'
                    ? t('results:ui.archive')
                    : watch.lastReadAt === null
                      ? t('results:ui.never')
                      : t('results:ui.readAgo', { when: format.relative(watch.lastReadAt) })}
                  {account.canRead && watch.lastReadAt !== null && !watch.backfillDone && ` · ${t('results:ui.backfill')}`}
                </span>
              </span>
              {account.canRead && can('import') && (
                <Button size="small" busy={look.isPending && look.variables === account.id} onClick={() => look.mutate(account.id)}>
                  {t('results:ui.readNow')}
                </Button>
              )}
            </div>
            {watch.problem !== null && (
              <div className="mt-2">
                <Note kind="warning">{say(watch.problem)}</Note>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
