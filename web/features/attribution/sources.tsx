/** The ways in: the script for a site, webhooks of shops, a file; and the way out, forgetting a person. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shops, type Shop } from '../../../contract/events.ts'
import { api } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note } from '../../ui/states.tsx'
import { Refunds } from './refunds.tsx'

const EventFile = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const queries = useQueryClient()
  // The import begins on the server some time after the file began to be sent: asked for until it has ended.
  const [sending, setSending] = useState(false)
  const imports = useQuery({
    ...api.events.imports.queryOptions({ input: at }),
    refetchInterval: ({ state }) =>
      sending || state.data?.some((one) => one.state === 'reading' || one.state === 'saving') ? 1000 : false,
  })
  const cancel = useMutation(api.events.cancelImport.mutationOptions())
  const send = useMutation({
    mutationFn: async (file: File) => {
      const path = `/api/workspaces/${at.workspaceId}/brands/${at.brandId}/event-imports?fileName=${encodeURIComponent(file.name)}`
      setSending(true)
      return (await fetch(path, { method: 'POST', body: file })).status
    },
    onSettled: () => {
      setSending(false)
      return queries.invalidateQueries()
    },
  })
  return (
    <Section title={t('attribution:ui.file')} note={t('attribution:ui.fileNote')}>
      <label className="inline-flex min-h-9 cursor-pointer items-center rounded-md border border-line-strong px-3 focus-within:outline-2">
        {t('attribution:ui.choose')}
        <input
          type="file"
          accept=".csv,text/csv"
          className="sr-only"
          onChange={({ target }) => target.files?.[0] !== undefined && send.mutate(target.files[0])}
        />
      </label>
      {send.isError && <ErrorState error={send.error} />}
      <ul className="mt-3 grid gap-2">
        {(imports.data ?? []).slice(0, 5).map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-3">
            <bdi>{one.fileName}</bdi>
            <span className="text-quiet">
              {one.problem !== null
                ? say(one.problem)
                : one.state === 'canceled'
                  ? t('attribution:ui.canceled')
                  : one.state === 'done'
                    ? t('attribution:ui.saved', { saved: one.saved, repeated: one.repeated })
                    : t('attribution:ui.reading', { rows: one.rows })}
            </span>
            {(one.state === 'reading' || one.state === 'saving') && (
              <Button size="small" onClick={() => cancel.mutate({ ...at, importId: one.id })}>
                {t('attribution:ui.cancel')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const Sources = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const keys = useQuery(api.events.siteKeys.queryOptions({ input: at }))
  const hooks = useQuery(api.events.hooks.queryOptions({ input: at }))
  const refresh = () => queries.invalidateQueries({ queryKey: api.events.key() })
  const makeKey = useMutation(api.events.makeSiteKey.mutationOptions({ onSuccess: refresh }))
  const makeHook = useMutation(api.events.makeHook.mutationOptions({ onSuccess: refresh }))
  const forget = useMutation(api.events.forget.mutationOptions())
  const [shop, setShop] = useState<Shop>('stripe')
  const [secret, setSecret] = useState('')
  const [visitor, setVisitor] = useState('')
  const manages = can('manage-brands')
  return (
    <>
      <Section title={t('attribution:ui.site')} note={t('attribution:ui.siteNote')}>
        {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
        {(keys.data ?? []).map(({ id, snippet }) => (
          <pre key={id} dir="ltr" className="mb-2 overflow-x-auto rounded-md bg-sunk p-3 text-small whitespace-pre-wrap break-all">
            {snippet}
          </pre>
        ))}
        {manages && <Button onClick={() => makeKey.mutate({ ...at, origins: [] })}>{t('attribution:ui.makeKey')}</Button>}
        {makeKey.isError && <ErrorState error={makeKey.error} />}
      </Section>
      <Section title={t('attribution:ui.shop')}>
        {hooks.isError && <ErrorState error={hooks.error} onRetry={() => void hooks.refetch()} />}
        <ul className="mb-3 grid gap-2">
          {(hooks.data ?? []).map((hook) => (
            <li key={hook.id}>
              <b>{hook.shop}</b>{' '}
              <bdi dir="ltr" className="break-all">
                {hook.address}
              </bdi>{' '}
              <span className="text-quiet">
                {hook.accepted} {t('attribution:ui.accepted')}, {hook.refused} {t('attribution:ui.refused')}
              </span>
              {hook.lastProblem !== null && <Note kind="warning">{say(hook.lastProblem)}</Note>}
            </li>
          ))}
        </ul>
        {manages && (
          <form
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              makeHook.mutate({ ...at, shop, ...(secret.trim() === '' ? {} : { secret: secret.trim() }) })
              setSecret('')
            }}
          >
            <Select
              label={t('attribution:ui.shopKind')}
              value={shop}
              onChange={setShop}
              choices={shops.map((value) => ({ value, label: value }))}
            />
            <TextField
              type="password"
              autoComplete="off"
              label={t('attribution:ui.secret')}
              value={secret}
              onChange={({ target }) => setSecret(target.value)}
            />
            <Button type="submit">{t('attribution:ui.makeHook')}</Button>
          </form>
        )}
        {makeHook.isError && <ErrorState error={makeHook.error} />}
        {typeof makeHook.data?.secret === 'string' && (
          <pre dir="ltr" className="mt-2 rounded-md bg-sunk p-3 text-small break-all whitespace-pre-wrap">
            {makeHook.data.secret}
          </pre>
        )}
      </Section>
      {can('import') && <EventFile />}
      <Refunds />
      {manages && (
        <Section title={t('attribution:ui.forget')} note={t('attribution:ui.forgetNote')}>
          <form
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              forget.mutate({ ...at, visitor })
            }}
          >
            <TextField
              label={t('attribution:ui.visitor')}
              dir="ltr"
              required
              value={visitor}
              onChange={({ target }) => setVisitor(target.value)}
            />
            <Button type="submit" look="danger" busy={forget.isPending}>
              {t('attribution:ui.forget')}
            </Button>
          </form>
          {forget.isError && <ErrorState error={forget.error} />}
          {forget.data !== undefined && <Note kind="good">{t('attribution:ui.forgotten', { ...forget.data })}</Note>}
        </Section>
      )}
    </>
  )
}
