/** How many followers are real: audits of accounts and lists, how the share moved, and audits that are under way. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { AccountFields, useAskedAccount } from './asked-account.tsx'
import { AuditView } from './audit-view.tsx'
import { ListForm } from './list-form.tsx'
import { AudienceParts } from './parts.tsx'
import { RunView } from './run-view.tsx'
import { ShareLine } from './share-line.tsx'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.audience.key() })
const repeats = ['never', '7', '30', '90'] as const

export const AudiencePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const asked = useAskedAccount()
  const { accountId } = asked
  const audits = useQuery(api.audience.audits.queryOptions({ input: at }))
  const repeated = useQuery(api.audience.repeats.queryOptions({ input: at }))
  const begin = useMutation({
    mutationFn: (account: string) => client.audience.startRun({ ...at, accountId: account }),
    onSuccess: refresh,
  })
  const repeat = useMutation({
    mutationFn: (every: (typeof repeats)[number]) =>
      client.audience.repeat({ ...at, accountId: accountId ?? '', everyDays: every === 'never' ? null : Number(every) }),
    onSuccess: refresh,
  })
  const every = repeated.data?.find((one) => one.accountId === accountId)?.everyDays
  const newest = audits.data?.[0]
  const failed = begin.error ?? repeat.error
  return (
    <Page question={t('audience:ui.question')} answer={newest && say(newest.answer)}>
      <AudienceParts />
      <AccountFields {...asked} />
      {can('import') && accountId !== undefined && (
        <div className="no-print mb-4 flex flex-wrap items-end gap-3">
          <Button busy={begin.isPending} onClick={() => begin.mutate(accountId)}>
            {t('audience:ui.run')}
          </Button>
          <Select
            label={t('audience:ui.repeat')}
            value={repeats.find((one) => one === String(every)) ?? 'never'}
            onChange={(next) => repeat.mutate(next)}
            choices={repeats.map((value) => ({
              value,
              label: value === 'never' ? t('audience:ui.never') : t('audience:ui.everyDays', { count: Number(value) }),
            }))}
          />
        </div>
      )}
      {failed !== null && <Note kind="problem">{say(problemOf(failed).sentence)}</Note>}
      <RunView onEnd={refresh} />
      {audits.isPending && <Skeleton lines={6} />}
      {audits.isError && <ErrorState error={audits.error} onRetry={() => void audits.refetch()} />}
      {audits.data?.length === 0 && (
        <EmptyState title={t('audience:ui.empty.title')}>
          <p>{t('audience:ui.empty.body')}</p>
        </EmptyState>
      )}
      <ShareLine audits={(audits.data ?? []).filter((one) => one.accountId !== null && one.accountId === accountId)} />
      {audits.data?.map((one) => (
        <AuditView key={one.id} audit={one} />
      ))}
      {can('import') && <ListForm onDone={refresh} />}
    </Page>
  )
}
