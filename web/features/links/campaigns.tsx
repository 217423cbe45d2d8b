/** Campaigns: what they are called, in addresses and among people, and their days; they are drawn under every chart. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

export const Campaigns = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const list = useQuery(api.links.campaigns.queryOptions({ input: at }))
  const empty = { name: '', key: '', startsOn: '', endsOn: '' }
  const [form, setForm] = useState(empty)
  const refresh = () => queries.invalidateQueries({ queryKey: api.links.key() })
  const make = useMutation(
    api.links.createCampaign.mutationOptions({
      onSuccess: async () => {
        setForm(empty)
        await refresh()
      },
    }),
  )
  const change = useMutation(api.links.updateCampaign.mutationOptions({ onSuccess: refresh }))
  const set = (next: Partial<typeof empty>) => setForm({ ...form, ...next })
  const problem = make.isError ? problemOf(make.error) : null
  return (
    <>
      {can('publish') && (
        <form
          className="mb-6 grid gap-3 rounded-box border border-line p-4 sm:grid-cols-4"
          onSubmit={(event) => {
            event.preventDefault()
            make.mutate({
              ...at,
              campaign: { name: form.name, key: form.key, startsOn: form.startsOn || null, endsOn: form.endsOn || null },
            })
          }}
        >
          <TextField
            label={t('links:ui.campaign.name')}
            required
            value={form.name}
            onChange={({ target }) => set({ name: target.value })}
          />
          <TextField
            label={t('links:ui.campaign.key')}
            hint={t('links:ui.campaign.keyHint')}
            required
            value={form.key}
            problem={problem?.where === 'key' ? say(problem.sentence) : null}
            onChange={({ target }) => set({ key: target.value })}
          />
          <TextField
            type="date"
            label={t('links:ui.campaign.starts')}
            optional={t('ui.optional')}
            value={form.startsOn}
            onChange={({ target }) => set({ startsOn: target.value })}
          />
          <TextField
            type="date"
            label={t('links:ui.campaign.ends')}
            optional={t('ui.optional')}
            value={form.endsOn}
            problem={problem?.where === 'endsOn' ? say(problem.sentence) : null}
            onChange={({ target }) => set({ endsOn: target.value })}
          />
          <div className="flex flex-col items-start gap-3 sm:col-span-4">
            {make.isError && problem?.where !== 'key' && problem?.where !== 'endsOn' && <ErrorState error={make.error} />}
            <Button type="submit" look="next" busy={make.isPending}>
              {t('links:ui.campaign.make')}
            </Button>
          </div>
        </form>
      )}
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {change.isError && <ErrorState error={change.error} />}
      {list.data?.length === 0 && (
        <EmptyState title={t('links:ui.campaign.empty')}>
          <p>{t('links:ui.campaign.emptyBody')}</p>
        </EmptyState>
      )}
      {(list.data ?? []).length > 0 && (
        <Table
          caption={t('links:ui.tab.campaigns')}
          hideCaption
          rows={list.data ?? []}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', rowHeader: true, head: t('links:ui.campaign.name'), cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'key', head: t('links:ui.campaign.key'), cell: ({ key }) => <bdi className="text-small">{key}</bdi> },
            {
              key: 'days',
              head: t('links:ui.campaign.days'),
              cell: ({ startsOn, endsOn }) =>
                startsOn === null ? '–' : `${format.date(startsOn)} – ${endsOn === null ? '…' : format.date(endsOn)}`,
            },
            {
              key: 'act',
              head: <span className="sr-only">{t('links:ui.campaign.act')}</span>,
              cell: (one) =>
                can('publish') && (
                  <Button
                    size="small"
                    onClick={() =>
                      change.mutate({
                        ...at,
                        campaignId: one.id,
                        campaign: { name: one.name, startsOn: one.startsOn, endsOn: one.endsOn, archived: one.archivedAt === null },
                      })
                    }
                  >
                    {t(one.archivedAt === null ? 'links:ui.campaign.archive' : 'links:ui.campaign.restore')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </>
  )
}
