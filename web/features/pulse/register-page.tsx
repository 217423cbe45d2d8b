/** The register: what networks changed, searchable, with what of ours each change touches; and one's own entries. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChangeKind, changeKinds, type RegisterEntry } from '../../../contract/register.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'
import { NewEntry } from './new-entry.tsx'
import { PulseParts } from './parts.tsx'

const all = 'all'

const Hits = ({ entry: { hits } }: { entry: RegisterEntry }) => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  if (hits.accounts.length === 0) return null
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-small text-quiet">
      <li>
        <bdi>{hits.accounts.map(({ handle }) => `@${handle}`).join(' ')}</bdi>
      </li>
      {hits.series.length > 0 && <li className="text-ink">{t('pulse:ui.register.series', { count: hits.series.length })}</li>}
      {hits.planned.length > 0 && (
        <li>
          <Link className="text-ink underline underline-offset-4" to={`/b/${brandId}/calendar`}>
            {t('pulse:ui.register.planned', { count: hits.planned.length })}
          </Link>
        </li>
      )}
      {hits.experiments.length > 0 && (
        <li>
          <Link className="text-ink underline underline-offset-4" to={`/b/${brandId}/experiments/${hits.experiments[0]}`}>
            {t('pulse:ui.register.experiments', { count: hits.experiments.length })}
          </Link>
        </li>
      )}
    </ul>
  )
}

const Entry = ({ entry }: { entry: RegisterEntry }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useWords()
  const { at, can } = useBrand()
  const remove = useMutation({
    mutationFn: () => client.pulse.removeChange({ ...at, changeId: entry.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.pulse.key() }),
  })
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <p className="text-quiet">
        {format.calendarDay(entry.day)}
        <bdi className="block text-small">{entry.platform}</bdi>
      </p>
      <div className="min-w-0">
        <p className="text-small text-quiet">{t(`pulse:ui.register.kinds.${entry.kind}`)}</p>
        <p dir="auto" className="[overflow-wrap:anywhere]">
          {words(entry.words)}
        </p>
        <Hits entry={entry} />
        <p className="mt-1 flex flex-wrap items-center gap-x-4 text-small text-quiet">
          {entry.source !== null && (
            <a className="underline underline-offset-4" href={entry.source} rel="noreferrer noopener" target="_blank">
              {t('pulse:ui.register.source')}
            </a>
          )}
          {entry.sourceKind !== null && <bdi>{entry.sourceKind}</bdi>}
          {entry.addedBy !== null && <span>{t('pulse:ui.register.addedBy', { name: entry.addedBy })}</span>}
          {entry.addedBy !== null && can('write-posts') && (
            <Button size="small" look="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t('pulse:ui.register.remove')}
            </Button>
          )}
        </p>
        {remove.isError && <ErrorState error={remove.error} />}
      </div>
    </li>
  )
}

export const RegisterPage = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<ChangeKind | typeof all>(all)
  const [network, setNetwork] = useState(all)
  const [onlyOurs, setOnlyOurs] = useState(false)
  const [adding, setAdding] = useState(false)
  const query = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(kind === all ? {} : { kind }),
    ...(network === all ? {} : { network }),
    ...(onlyOurs ? { onlyOurs } : {}),
  }
  const register = useQuery({ ...api.pulse.register.queryOptions({ input: { ...at, ...query } }), placeholderData: (before) => before })
  const { data } = register
  const ours = data?.entries.filter(({ hits }) => hits.accounts.length > 0).length ?? 0
  return (
    <Page
      question={t('pulse:ui.register.question')}
      answer={data && t('pulse:ui.register.answer', { count: data.entries.length, ours })}
      acts={
        can('write-posts') && (
          <Button look="next" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('pulse:ui.register.add')}
          </Button>
        )
      }
    >
      <PulseParts />
      {adding && <NewEntry networks={data?.networks ?? []} onDone={() => setAdding(false)} />}
      <div className="mb-5 grid items-end gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <TextField
          type="search"
          label={t('pulse:ui.register.search')}
          maxLength={200}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select
          label={t('pulse:ui.register.kind')}
          value={kind}
          onChange={setKind}
          choices={[all, ...changeKinds].map((value) => ({
            value: value as ChangeKind | typeof all,
            label: t(`pulse:ui.register.kinds.${value}`),
          }))}
        />
        <Select
          label={t('pulse:ui.register.network')}
          value={network}
          onChange={setNetwork}
          choices={[
            { value: all, label: t('pulse:ui.register.kinds.all') },
            ...(data?.networks ?? []).map((value) => ({ value, label: value })),
          ]}
        />
        <Checkbox label={t('pulse:ui.register.onlyOurs')} checked={onlyOurs} onChange={setOnlyOurs} />
      </div>
      {register.isPending && <Skeleton lines={8} />}
      {register.isError && <ErrorState error={register.error} onRetry={() => void register.refetch()} />}
      {data?.entries.length === 0 && (
        <EmptyState title={t('pulse:ui.register.none')}>
          <p>{t('pulse:ui.register.noneBody', { total: data.total })}</p>
        </EmptyState>
      )}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {data?.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </Page>
  )
}
