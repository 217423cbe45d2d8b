/** How many followers are real: audits of accounts and lists, newest first. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { useAccounts } from '../accounts/index.ts'
import { AudienceParts } from './parts.tsx'
import { AuditView } from './audit-view.tsx'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.audience.key() })

export const AudiencePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const [chosen, choose] = useState<string | null>(null)
  const audits = useQuery(api.audience.audits.queryOptions({ input: at }))
  const account = chosen ?? accounts.data?.[0]?.id
  const audit = useMutation({
    mutationFn: async (accountId: string) => {
      await client.audience.auditAccount({ ...at, accountId })
      await refresh()
    },
  })
  const newest = audits.data?.[0]
  return (
    <Page question={t('audience:ui.question')} answer={newest && say(newest.answer)}>
      <AudienceParts />
      {can('import') && account !== undefined && (
        <div className="no-print mb-4 flex flex-wrap items-end gap-3">
          <Select
            label={t('audience:ui.account')}
            className="min-w-56"
            value={account}
            onChange={choose}
            choices={(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
          />
          <Button busy={audit.isPending} onClick={() => audit.mutate(account)}>
            {t('audience:ui.run')}
          </Button>
        </div>
      )}
      {audit.isError && <Note kind="problem">{say(problemOf(audit.error).sentence)}</Note>}
      {audits.isPending && <Skeleton lines={6} />}
      {audits.isError && <ErrorState error={audits.error} onRetry={() => void audits.refetch()} />}
      {audits.data?.length === 0 && (
        <EmptyState title={t('audience:ui.empty.title')}>
          <p>{t('audience:ui.empty.body')}</p>
        </EmptyState>
      )}
      {audits.data?.map((one) => (
        <AuditView key={one.id} audit={one} />
      ))}
      {can('import') && <ListForm />}
    </Page>
  )
}

const ListForm = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [name, setName] = useState('')
  const [csv, setCsv] = useState('')
  const audit = useMutation({
    mutationFn: async () => {
      await client.audience.auditList({ ...at, name, csv })
      await refresh()
    },
  })
  return (
    <Section title={t('audience:ui.list')}>
      <form
        className="no-print grid max-w-2xl gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          audit.mutate()
        }}
      >
        <TextField label={t('audience:ui.listName')} value={name} required onChange={(event) => setName(event.target.value)} />
        <TextArea
          label={t('audience:ui.list')}
          hint={t('audience:ui.listHint')}
          problem={audit.isError ? say(problemOf(audit.error).sentence) : null}
          value={csv}
          required
          onChange={(event) => setCsv(event.target.value)}
        />
        <div>
          <Button type="submit" busy={audit.isPending}>
            {t('audience:ui.runList')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
