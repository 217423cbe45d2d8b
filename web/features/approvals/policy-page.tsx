/** Who has to approve: the brand's policy, those of single channels, and the trail of what was decided. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ApprovalPolicy } from '../../../contract/approvals.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { PolicyForm } from './policy-form.tsx'
import { Trail } from './trail.tsx'

export const PolicyPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const policies = useQuery(api.approvals.policies.queryOptions({ input: at }))
  const accounts = useQuery(api.accounts.list.queryOptions({ input: at }))
  const save = useMutation({
    mutationFn: ({ accountId, policy }: { accountId: string | null; policy: ApprovalPolicy | null }) =>
      client.approvals.setPolicy({ ...at, accountId, policy }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.approvals.key() })
      notify(t('approvals:ui.saved'))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const { data } = policies
  const mayChange = can('manage-brands')
  return (
    <Page
      question={t('approvals:ui.question')}
      answer={data && t(`approvals:ui.answer.${data.brand.mode}`, { count: data.brand.steps.length })}
    >
      {policies.isPending && <Skeleton lines={6} />}
      {policies.isError && <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />}
      {!mayChange && (
        <div className="mb-6">
          <Note kind="fact">{t('approvals:ui.onlyManagers')}</Note>
        </div>
      )}
      {data !== undefined && (
        <>
          <Section title={t('approvals:ui.brand')}>
            <PolicyForm
              key={JSON.stringify(data.brand)}
              policy={data.brand}
              disabled={!mayChange}
              busy={save.isPending}
              onSave={(policy) => save.mutate({ accountId: null, policy })}
            />
          </Section>
          <Section title={t('approvals:ui.accounts')} note={t('approvals:ui.accountsNote')}>
            <ul className="grid gap-4">
              {(accounts.data ?? []).map((account) => {
                const own = data.accounts.find(({ accountId }) => accountId === account.id)
                return (
                  <li key={account.id} className="rounded-box border border-line p-4">
                    <p className="mb-2 font-medium">
                      <bdi dir="ltr">@{account.handle}</bdi>
                    </p>
                    {own === undefined ? (
                      <p className="flex flex-wrap items-center gap-3">
                        <span className="text-quiet">{t('approvals:ui.follows')}</span>
                        {mayChange && (
                          <Button size="small" onClick={() => save.mutate({ accountId: account.id, policy: data.brand })}>
                            {t('approvals:ui.own')}
                          </Button>
                        )}
                      </p>
                    ) : (
                      <>
                        <PolicyForm
                          key={JSON.stringify(own.policy)}
                          policy={own.policy}
                          disabled={!mayChange}
                          busy={save.isPending}
                          onSave={(policy) => save.mutate({ accountId: account.id, policy })}
                        />
                        {mayChange && (
                          <Button
                            size="small"
                            look="quiet"
                            className="mt-2"
                            onClick={() => save.mutate({ accountId: account.id, policy: null })}
                          >
                            {t('approvals:ui.followAgain')}
                          </Button>
                        )}
                      </>
                    )}
                  </li>
                )
              })}
            </ul>
          </Section>
        </>
      )}
      <Trail />
    </Page>
  )
}
