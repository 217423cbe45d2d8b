/** What a person decides before a file is read in: its zone, the moment its totals stand for, and where its accounts go. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import type { Import, ImportPreview } from '../../../contract/imports.ts'
import { api, client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { SearchSelect, Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { useAccounts, writeHandle } from '../accounts/index.ts'
import { zoneChoices } from '../team/index.ts'

const toLocal = (instant: string, timeZone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
const toInstant = (local: string, timeZone: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant().toString()

export const Decision = ({ file, preview, onChanged }: { file: Import; preview: ImportPreview; onChanged: () => Promise<unknown> }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at, brand, workspaceId } = useBrand()
  const accounts = useAccounts({ withRemoved: true })
  const networks = useQuery(api.accounts.networks.queryOptions({ input: { workspaceId }, enabled: file.network === null }))
  const zones = useMemo(() => zoneChoices(preview.timeZone), [preview.timeZone])
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      preview.accounts.map((account) => [account.key, file.choices.accounts?.[account.key] ?? account.accountId ?? 'create']),
    ),
  )
  const [network, setNetwork] = useState<string | null>(file.choices.network ?? null)
  const [moment, setMoment] = useState(() => toLocal(preview.observedAt, preview.timeZone))
  const one = { ...at, importId: file.id }

  const look = useMutation({
    mutationFn: (choices: { timeZone?: string; observedAt?: string }) => client.imports.choose({ ...one, choices }),
    onSuccess: onChanged,
  })
  const confirm = useMutation({
    mutationFn: () =>
      client.imports.confirm({
        ...one,
        choices: { accounts: chosen as Record<string, 'create' | 'skip'>, ...(network === null ? {} : { network }) },
      }),
    onSuccess: onChanged,
  })
  const problem = look.error ?? confirm.error
  const ours = (accounts.data ?? []).filter((account) => file.network === null || account.network === file.network)
  const name = (account: ImportPreview['accounts'][number]) =>
    account.name ?? account.handle ?? account.networkAccountId ?? t('imports:ui.unnamedAccount')
  const momentNow = toLocal(preview.observedAt, preview.timeZone)
  const makesNew = Object.values(chosen).includes('create')

  return (
    <Section title={t('imports:ui.decide')} note={t('imports:ui.decideNote')}>
      <div className="grid max-w-3xl gap-5 sm:grid-cols-2">
        <SearchSelect
          label={t('imports:ui.zone')}
          hint={t(preview.timeZone === brand.timeZone ? 'imports:ui.zoneBrand' : 'imports:ui.zoneHint', { zone: brand.timeZone })}
          choices={zones}
          value={preview.timeZone}
          disabled={look.isPending}
          onChange={(timeZone) => timeZone !== preview.timeZone && look.mutate({ timeZone })}
        />
        <div className="flex flex-col gap-2">
          <TextField
            label={t('imports:ui.moment')}
            type="datetime-local"
            dir="ltr"
            value={moment}
            hint={t(`imports:ui.momentFrom.${preview.observedAtFrom}`)}
            onChange={(event) => setMoment(event.currentTarget.value)}
          />
          {moment !== momentNow && moment !== '' && (
            <Button
              size="small"
              className="self-start"
              busy={look.isPending}
              onClick={() => look.mutate({ observedAt: toInstant(moment, preview.timeZone) })}
            >
              {t('imports:ui.useMoment')}
            </Button>
          )}
        </div>
        {preview.accounts.map((account) => (
          <Select
            key={account.key}
            label={t('imports:ui.accountGoes', { account: `\u2068${name(account)}\u2069` })}
            hint={t('imports:ui.accountRows', { count: account.rows })}
            value={chosen[account.key] ?? 'create'}
            onChange={(choice) => setChosen({ ...chosen, [account.key]: choice })}
            choices={[
              ...ours.map(({ id, handle, displayName }) => ({
                value: id,
                label: displayName === handle ? displayName : `${displayName} (${writeHandle(handle)})`,
              })),
              { value: 'create', label: t('imports:ui.newArchive') },
              { value: 'skip', label: t('imports:ui.leaveOut') },
            ]}
          />
        ))}
        {file.network === null && makesNew && (
          <Select
            label={t('imports:ui.network')}
            hint={t('imports:ui.networkHint')}
            value={network}
            onChange={setNetwork}
            choices={(networks.data ?? []).map((one) => ({ value: one.network, label: one.name[i18n.language === 'ar' ? 'ar' : 'en'] }))}
          />
        )}
      </div>
      {problem !== null && (
        <div role="alert" className="mt-4">
          <Note kind="problem">{say(problemOf(problem).sentence)}</Note>
        </div>
      )}
      <Button
        look="next"
        className="mt-5"
        busy={confirm.isPending}
        disabled={look.isPending || moment !== momentNow}
        onClick={() => confirm.mutate()}
      >
        {t('imports:ui.confirm', { count: preview.counts.posts })}
      </Button>
    </Section>
  )
}
