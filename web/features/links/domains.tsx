/** The brand's own domains for short links: add one, point it here, see whether it leads here. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'

export const Domains = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const [host, setHost] = useState('')
  const list = useQuery(api.links.domains.queryOptions({ input: at }))
  const refresh = () => queries.invalidateQueries({ queryKey: api.links.key() })
  const add = useMutation(
    api.links.addDomain.mutationOptions({
      onSuccess: async () => {
        setHost('')
        await refresh()
      },
    }),
  )
  const check = useMutation(api.links.checkDomain.mutationOptions({ onSuccess: refresh }))
  const remove = useMutation(api.links.removeDomain.mutationOptions({ onSuccess: refresh }))
  const problem = add.isError ? problemOf(add.error) : null
  return (
    <>
      {can('manage-brands') && (
        <form
          className="mb-6 flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({ ...at, host })
          }}
        >
          <TextField
            className="basis-72"
            label={t('links:ui.domain.host')}
            placeholder="go.example.com"
            dir="ltr"
            required
            value={host}
            problem={problem === null ? null : say(problem.sentence)}
            onChange={({ target }) => setHost(target.value)}
          />
          <Button type="submit" look="next" busy={add.isPending}>
            {t('links:ui.domain.add')}
          </Button>
        </form>
      )}
      {list.isPending && <Skeleton lines={3} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {remove.isError && <ErrorState error={remove.error} />}
      {list.data?.length === 0 && (
        <EmptyState title={t('links:ui.domain.empty')}>
          <p>{t('links:ui.domain.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="mb-6 divide-y divide-line">
        {(list.data ?? []).map((domain) => (
          <li key={domain.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div>
              <bdi dir="ltr" className="font-medium">
                {domain.host}
              </bdi>
              <p className="text-small text-quiet">
                {domain.reachedAt === null
                  ? t(domain.lastProblem === null ? 'links:ui.domain.unchecked' : 'links:ui.domain.notHere')
                  : t('links:ui.domain.leadsHere', { at: format.dateTime(domain.reachedAt) })}
              </p>
            </div>
            {can('manage-brands') && (
              <div className="flex gap-2">
                <Button size="small" busy={check.isPending} onClick={() => check.mutate({ ...at, domainId: domain.id })}>
                  {t('links:ui.domain.check')}
                </Button>
                <Button size="small" onClick={() => remove.mutate({ ...at, domainId: domain.id })}>
                  {t('links:ui.domain.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Note kind="fact">{t('links:ui.domain.how')}</Note>
    </>
  )
}
