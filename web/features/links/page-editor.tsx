/** The page of links that a profile can point at: its words, its direction, its entries in order, and how it will look. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkPage, ShortLink } from '../../../contract/links.ts'
import { api, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'

const Preview = ({ page }: { page: LinkPage }) => (
  <div
    dir={page.direction}
    className="rounded-box border border-line bg-raised px-5 py-6"
    style={{ '--accent': page.accent } as React.CSSProperties}
  >
    <p className="text-title font-medium">{page.title}</p>
    {page.about !== '' && <p className="text-quiet">{page.about}</p>}
    <ul className="mt-4 grid gap-2">
      {page.entries.map((entry) => (
        <li
          key={entry.linkId}
          className="rounded-md border border-line border-s-4 px-3 py-2"
          style={{ borderInlineStartColor: page.accent }}
        >
          <bdi>{entry.label}</bdi>
          {entry.note !== '' && <small className="block text-quiet">{entry.note}</small>}
        </li>
      ))}
    </ul>
  </div>
)

const Editor = ({ page, address, links }: { page: LinkPage; address: string | null; links: ShortLink[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(page)
  const set = (change: Partial<LinkPage>) => setDraft({ ...draft, ...change })
  const save = useMutation(
    api.links.savePage.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.links.page.key() }) }),
  )
  const problem = save.isError ? problemOf(save.error) : null
  const left = links.filter(({ id }) => !draft.entries.some(({ linkId }) => linkId === id))
  const move = (from: number, by: number) => {
    const entries = [...draft.entries]
    const [entry] = entries.splice(from, 1)
    if (entry !== undefined) entries.splice(from + by, 0, entry)
    set({ entries })
  }
  const change = (index: number, next: Partial<LinkPage['entries'][0]>) =>
    set({ entries: draft.entries.map((entry, at_) => (at_ === index ? { ...entry, ...next } : entry)) })
  return (
    <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
      <form
        className="grid content-start gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ ...at, page: draft })
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t('links:ui.page.title')}
            required
            value={draft.title}
            onChange={({ target }) => set({ title: target.value })}
          />
          <TextField
            label={t('links:ui.page.slug')}
            required
            dir="ltr"
            pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
            value={draft.slug}
            problem={problem?.where === 'slug' ? say(problem.sentence) : null}
            onChange={({ target }) => set({ slug: target.value })}
          />
          <TextField
            className="sm:col-span-2"
            label={t('links:ui.page.about')}
            optional={t('ui.optional')}
            value={draft.about}
            onChange={({ target }) => set({ about: target.value })}
          />
          <Select
            label={t('links:ui.page.direction')}
            value={draft.direction}
            onChange={(direction) => set({ direction: direction as LinkPage['direction'] })}
            choices={(['ltr', 'rtl'] as const).map((value) => ({ value, label: t(`links:ui.page.${value}`) }))}
          />
          <TextField
            type="color"
            label={t('links:ui.page.accent')}
            value={draft.accent}
            onChange={({ target }) => set({ accent: target.value })}
          />
        </div>
        <Checkbox label={t('links:ui.page.published')} checked={draft.published} onChange={(published) => set({ published })} />
        <ol className="grid gap-3">
          {draft.entries.map((entry, index) => (
            <li key={entry.linkId} className="grid gap-2 rounded-box border border-line p-3 sm:grid-cols-[1fr_1fr_auto]">
              <TextField
                label={t('links:ui.page.label')}
                required
                value={entry.label}
                onChange={({ target }) => change(index, { label: target.value })}
              />
              <TextField
                label={t('links:ui.page.note')}
                optional={t('ui.optional')}
                value={entry.note}
                onChange={({ target }) => change(index, { note: target.value })}
              />
              <div className="flex items-end gap-1">
                <IconButton
                  label={t('links:ui.page.up')}
                  icon={<ArrowUp size={16} aria-hidden />}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  label={t('links:ui.page.down')}
                  icon={<ArrowDown size={16} aria-hidden />}
                  disabled={index === draft.entries.length - 1}
                  onClick={() => move(index, 1)}
                />
                <IconButton
                  label={t('links:ui.page.take')}
                  icon={<Trash2 size={16} aria-hidden />}
                  onClick={() => set({ entries: draft.entries.filter((_, at_) => at_ !== index) })}
                />
              </div>
            </li>
          ))}
        </ol>
        {left.length > 0 && (
          <Select
            label={t('links:ui.page.add')}
            value=""
            onChange={(linkId) => {
              const link = left.find(({ id }) => id === linkId)
              if (link !== undefined) set({ entries: [...draft.entries, { linkId, label: link.title || link.slug, note: '' }] })
            }}
            choices={[
              { value: '', label: t('links:ui.page.choose') },
              ...left.map(({ id, title, slug }) => ({ value: id, label: title || slug })),
            ]}
          />
        )}
        {save.isError && problem?.where !== 'slug' && <ErrorState error={save.error} />}
        {save.isSuccess && <Note kind="good">{t('links:ui.page.saved')}</Note>}
        {can('publish') && (
          <div>
            <Button type="submit" look="next" busy={save.isPending}>
              {t('links:ui.page.save')}
            </Button>
          </div>
        )}
      </form>
      <Section title={t('links:ui.page.preview')}>
        <Preview page={draft} />
        {address !== null && (
          <p className="mt-3">
            <a className="break-all underline underline-offset-4" href={address} target="_blank" rel="noreferrer" dir="ltr">
              {address}
            </a>
          </p>
        )}
      </Section>
    </div>
  )
}

export const PageEditor = ({ links }: { links: ShortLink[] }) => {
  const { t } = useTranslation()
  const { at, brand } = useBrand()
  const page = useQuery(api.links.page.queryOptions({ input: at }))
  if (page.isPending) return <Skeleton lines={6} />
  if (page.isError) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />
  if (links.length === 0 && page.data.page === null)
    return (
      <EmptyState title={t('links:ui.page.empty')}>
        <p>{t('links:ui.page.emptyBody')}</p>
      </EmptyState>
    )
  const fresh: LinkPage = {
    slug: '',
    title: brand.name,
    about: '',
    direction: brand.language === 'ar' ? 'rtl' : 'ltr',
    accent: '#7a4b00',
    published: true,
    entries: [],
  }
  return <Editor page={page.data.page ?? fresh} address={page.data.address} links={links} />
}
