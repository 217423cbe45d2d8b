/** The person's own API keys. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'

export const ApiKeys = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const [name, setName] = useState('')
  const keys = useQuery(api.team.listApiKeys.queryOptions())
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.team.listApiKeys.key() })
  const create = useMutation({
    mutationFn: async () => {
      const made = await client.team.createApiKey({ name: name.trim() })
      setName('')
      await refresh()
      return made
    },
  })
  const revoke = useMutation({
    mutationFn: async (keyId: string) => {
      await client.team.revokeApiKey({ keyId })
      await refresh()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  const problem = create.error ?? revoke.error
  return (
    <Section
      title={t('team:ui.team.keys')}
      note={
        <>
          {t('team:ui.team.keysNote')}{' '}
          <a href="/api/reference" className="underline underline-offset-4">
            {t('ui.reference')}
          </a>
        </>
      }
    >
      {keys.isPending && <Skeleton lines={2} />}
      {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && <p className="text-quiet">{t('team:ui.team.noKeys')}</p>}
      <ul className="grid gap-2">
        {keys.data?.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line pb-2">
            <span>
              <bdi>{key.name}</bdi> <code dir="ltr">{key.start}…</code>{' '}
              <span className="text-quiet">{t('team:ui.team.created', { date: format.date(key.createdAt) })}</span>
            </span>
            <Button size="small" onClick={() => revoke.mutate(key.id)}>
              {t('team:ui.team.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
        <TextField
          label={t('team:ui.team.keyName')}
          required
          maxLength={32}
          value={name}
          onChange={(event) => setName(event.target.value)}
          problem={problem === null ? null : say(problemOf(problem).sentence)}
          className="min-w-56"
        />
        <Button type="submit" busy={create.isPending}>
          {t('team:ui.team.createKey')}
        </Button>
      </form>
      {create.data !== undefined && (
        <output className="mt-3 block">
          <Note kind="good">
            {t('team:ui.team.keyMade')} <code dir="ltr">{create.data.key}</code>
          </Note>
        </output>
      )}
    </Section>
  )
}
