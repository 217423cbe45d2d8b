/** The table of short links, and the form for a new one. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClickCounts, ShortLink } from '../../../contract/links.ts'
import { api, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { CampaignPicker } from './campaign-picker.tsx'

type Listed = { links: ShortLink[]; nextCursor: string | null; total: ClickCounts }

const NewLink = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const queries = useQueryClient()
  const domains = useQuery(api.links.domains.queryOptions({ input: at }))
  const empty = { destination: '', title: '', slug: '', channel: '', campaignId: null as string | null, domainId: '' }
  const [form, setForm] = useState(empty)
  const set = (change: Partial<typeof empty>) => setForm({ ...form, ...change })
  const make = useMutation(
    api.links.create.mutationOptions({
      onSuccess: async () => {
        setForm(empty)
        await queries.invalidateQueries({ queryKey: api.links.key() })
      },
    }),
  )
  const problem = make.isError ? problemOf(make.error) : null
  const beside = (...fields: string[]) => (problem !== null && fields.includes(problem.where ?? '') ? say(problem.sentence) : null)
  const known = ['destination', 'link.destination', 'slug', 'link.slug']
  return (
    <form
      className="mb-6 grid gap-3 rounded-box border border-line p-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate({
          ...at,
          link: {
            destination: form.destination,
            title: form.title,
            ...(form.slug.trim() === '' ? {} : { slug: form.slug.trim() }),
            channel: form.channel.trim() === '' ? null : form.channel.trim().toLowerCase(),
            campaignId: form.campaignId,
            domainId: form.domainId === '' ? null : form.domainId,
          },
        })
      }}
    >
      <TextField
        className="sm:col-span-2"
        label={t('links:ui.new.destination')}
        placeholder="https://"
        dir="ltr"
        required
        value={form.destination}
        problem={beside('destination', 'link.destination')}
        onChange={({ target }) => set({ destination: target.value })}
      />
      <TextField
        label={t('links:ui.new.title')}
        optional={t('ui.optional')}
        value={form.title}
        onChange={({ target }) => set({ title: target.value })}
      />
      <TextField
        label={t('links:ui.new.slug')}
        optional={t('ui.optional')}
        hint={t('links:ui.new.slugHint')}
        dir="ltr"
        pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
        value={form.slug}
        problem={beside('slug', 'link.slug')}
        onChange={({ target }) => set({ slug: target.value })}
      />
      <TextField
        label={t('links:ui.new.channel')}
        optional={t('ui.optional')}
        hint={t('links:ui.new.channelHint')}
        value={form.channel}
        onChange={({ target }) => set({ channel: target.value })}
      />
      <CampaignPicker value={form.campaignId} onChange={(campaignId) => set({ campaignId })} />
      {(domains.data ?? []).length > 0 && (
        <Select
          label={t('links:ui.new.domain')}
          value={form.domainId}
          onChange={(domainId) => set({ domainId })}
          choices={[
            { value: '', label: t('links:ui.ownAddress') },
            ...(domains.data ?? []).map(({ id, host }) => ({ value: id, label: host })),
          ]}
        />
      )}
      <div className="flex flex-col items-start gap-3 sm:col-span-2">
        {make.isError && !known.includes(problem?.where ?? '') && <ErrorState error={make.error} />}
        <Button type="submit" look="next" busy={make.isPending}>
          {t('links:ui.new.make')}
        </Button>
      </div>
    </form>
  )
}

export const CopyButton = ({ text }: { text: string }) => {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  return (
    <Button size="small" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {t(copied ? 'links:ui.copied' : 'links:ui.copy')}
    </Button>
  )
}

export const LinkList = ({ links }: { links: UseQueryResult<Listed> }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId, can } = useBrand()
  const shown = links.data?.links ?? []
  return (
    <>
      {can('write-posts') && <NewLink />}
      {links.isPending && <Skeleton lines={5} />}
      {links.isError && <ErrorState error={links.error} onRetry={() => void links.refetch()} />}
      {links.data !== undefined && shown.length === 0 && (
        <EmptyState title={t('links:ui.empty.title')}>
          <p>{t('links:ui.empty.body')}</p>
        </EmptyState>
      )}
      {shown.length > 0 && (
        <Table
          caption={t('links:ui.table.caption')}
          rows={shown}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'link',
              rowHeader: true,
              head: t('links:ui.table.link'),
              cell: (link) => (
                <span className="block max-w-[26rem]">
                  <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/links/${link.id}`}>
                    <bdi>{link.title === '' ? link.slug : link.title}</bdi>
                  </Link>
                  <bdi dir="ltr" className="block truncate text-small text-quiet">
                    {link.address}
                  </bdi>
                </span>
              ),
            },
            { key: 'channel', head: t('links:ui.table.channel'), cell: ({ channel }) => <bdi>{channel ?? '–'}</bdi> },
            { key: 'persons', head: t('links:ui.table.persons'), number: true, cell: ({ clicks }) => format.number(clicks.persons) },
            { key: 'visitors', head: t('links:ui.table.visitors'), number: true, cell: ({ clicks }) => format.number(clicks.visitors) },
            { key: 'previews', head: t('links:ui.table.previews'), number: true, cell: ({ clicks }) => format.number(clicks.previews) },
            { key: 'bots', head: t('links:ui.table.bots'), number: true, cell: ({ clicks }) => format.number(clicks.bots) },
            {
              key: 'copy',
              head: <span className="sr-only">{t('links:ui.copy')}</span>,
              cell: ({ address }) => <CopyButton text={address} />,
            },
          ]}
        />
      )}
    </>
  )
}
