/** Retiring a network, guided: what hangs on it, what stays, and one act that lets it go. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { useAccounts } from '../accounts/index.ts'
import { PulseParts } from './parts.tsx'

const Steps = ({ network }: { network: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const [sure, setSure] = useState(false)
  const plan = useQuery(api.pulse.retirement.queryOptions({ input: { ...at, network } }))
  const retire = useMutation({
    mutationFn: () => client.pulse.retire({ ...at, network }),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const problem = retire.isError ? problemOf(retire.error) : null
  if (retire.data !== undefined)
    return (
      <output>
        <Note kind="good">{t('pulse:ui.retire.done', { removed: retire.data.removed, canceled: retire.data.canceled })}</Note>
        {retire.data.left.map((left) => (
          <p key={String(left.values.account)}>{say(left)}</p>
        ))}
      </output>
    )
  if (plan.isPending) return <Skeleton lines={5} />
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
  const { accounts, planned, experiments, held } = plan.data
  return (
    <>
      <Section title={t('pulse:ui.retire.goes')}>
        <ul className="list-disc ps-5">
          <li>
            {t('pulse:ui.retire.accounts', { count: accounts.length })} <bdi>{accounts.map(({ handle }) => `@${handle}`).join(' ')}</bdi>
          </li>
          <li>
            {t('pulse:ui.retire.planned', { count: planned.length })}
            {planned.length > 0 && (
              <ul className="text-small text-quiet">
                {planned.slice(0, 10).map(({ publicationId, postId, scheduledAt }) => (
                  <li key={publicationId}>
                    <Link className="underline underline-offset-4" to={`/b/${brandId}/posts/${postId}`}>
                      {scheduledAt === null ? t('pulse:ui.retire.noTime') : format.dateTime(scheduledAt)}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        </ul>
      </Section>
      <Section title={t('pulse:ui.retire.stays')}>
        <p className="max-w-prose">{t('pulse:ui.retire.staysBody')}</p>
      </Section>
      {held > 0 && <Note kind="warning">{t('pulse:retire.held', { count: held })}</Note>}
      {experiments.length > 0 && (
        <Note kind="warning">
          {t('pulse:retire.experiments', { count: experiments.length })}{' '}
          {experiments.map((id) => (
            <Link key={id} className="underline underline-offset-4" to={`/b/${brandId}/experiments/${id}`}>
              {t('pulse:ui.retire.experiment')}
            </Link>
          ))}
        </Note>
      )}
      {problem !== null && (
        <div role="alert">
          <Note kind="problem">{say(problem.sentence)}</Note>
        </div>
      )}
      <div className="mt-4 grid justify-items-start gap-3">
        <Checkbox label={t('pulse:ui.retire.sure')} checked={sure} onChange={setSure} />
        <Button
          look="danger"
          disabled={!sure || held > 0 || experiments.length > 0}
          busy={retire.isPending}
          onClick={() => retire.mutate()}
        >
          {t('pulse:ui.retire.do')}
        </Button>
      </div>
    </>
  )
}

export const RetirePage = () => {
  const { t } = useTranslation()
  const { can } = useBrand()
  const accounts = useAccounts()
  const [chosen, setChosen] = useState<string | null>(null)
  // A network that was retired just now has no account left, and its outcome is still to be read.
  const networks = [...new Set([...(accounts.data ?? []).map(({ network }) => network), ...(chosen === null ? [] : [chosen])])]
  return (
    <Page question={t('pulse:ui.retire.question')} answer={t('pulse:ui.retire.answer')}>
      <PulseParts />
      {accounts.isPending && <Skeleton lines={3} />}
      {accounts.data !== undefined && networks.length === 0 && <EmptyState title={t('pulse:ui.retire.none')} />}
      {!can('manage-accounts') && <Note kind="fact">{t('pulse:ui.retire.notYou')}</Note>}
      {can('manage-accounts') && networks.length > 0 && (
        <>
          <div className="mb-6 max-w-sm">
            <Select
              label={t('pulse:ui.register.network')}
              value={chosen ?? ''}
              onChange={setChosen}
              choices={[
                ...(chosen === null ? [{ value: '', label: t('pulse:ui.retire.choose') }] : []),
                ...networks.map((value) => ({ value, label: value })),
              ]}
            />
          </div>
          {chosen !== null && chosen !== '' && <Steps key={chosen} network={chosen} />}
        </>
      )}
    </Page>
  )
}
