/** Writing a brief, new or from a post, and changing one. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brief, BriefInput, DeliverableInput } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { CampaignPicker } from '../links/index.ts'
import { DeliverableFields, emptyDeliverable } from './deliverable-fields.tsx'

export const NewBriefPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { post } = useSearch({ strict: false }) as { post?: string }
  const settings = useQuery(api.creative.settings.read.queryOptions({ input: at }))
  const fromPost = useQuery({
    ...api.creative.briefs.fromPost.queryOptions({ input: { ...at, postId: post ?? '' } }),
    enabled: post !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (settings.data !== undefined && (post === undefined || fromPost.data !== undefined))
    return (
      <Form
        brief={null}
        start={
          fromPost.data ?? {
            brief: {
              title: '',
              postId: null,
              campaignId: null,
              pillar: null,
              objective: '',
              audience: '',
              message: '',
              references: [],
              currency: settings.data.currencies[0] ?? '',
              budget: null,
              dueOn: null,
            },
            deliverables: [emptyDeliverable],
          }
        }
        currencies={settings.data.currencies}
      />
    )
  const error = settings.error ?? fromPost.error
  return <Page question={t('creative:ui.form.newQuestion')}>{error === null ? <Skeleton lines={8} /> : <ErrorState error={error} />}</Page>
}

export const EditBriefPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { briefId } = useParams({ strict: false }) as { briefId: string }
  const settings = useQuery(api.creative.settings.read.queryOptions({ input: at }))
  const brief = useQuery(api.creative.briefs.get.queryOptions({ input: { ...at, briefId } }))
  if (settings.data !== undefined && brief.data !== undefined)
    return <Form brief={brief.data} start={{ brief: brief.data, deliverables: [] }} currencies={settings.data.currencies} />
  const error = settings.error ?? brief.error
  return <Page question={t('creative:ui.form.newQuestion')}>{error === null ? <Skeleton lines={8} /> : <ErrorState error={error} />}</Page>
}

interface FormProps {
  brief: Brief | null
  start: { brief: BriefInput; deliverables: DeliverableInput[] }
  currencies: string[]
}

/** Rows that come and go keep their fields by a number of their own. */
let nextKey = 0
const keyed = (work: DeliverableInput) => ({ key: nextKey++, work })

const Form = ({ brief, start, currencies }: FormProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const [input, setInput] = useState<BriefInput>(() => ({
    title: start.brief.title,
    postId: start.brief.postId,
    campaignId: start.brief.campaignId,
    pillar: start.brief.pillar,
    objective: start.brief.objective,
    audience: start.brief.audience,
    message: start.brief.message,
    references: start.brief.references,
    currency: start.brief.currency,
    budget: start.brief.budget,
    dueOn: start.brief.dueOn,
  }))
  const [state, setState] = useState<Brief['state']>(brief?.state ?? 'open')
  const [work, setWork] = useState(() => start.deliverables.map(keyed))
  // The pillars that the strategy names are offered; another word may be written, too.
  const strategy = useQuery(api.strategy.read.queryOptions({ input: at, staleTime: 60_000 }))
  const set = (change: Partial<BriefInput>) => setInput({ ...input, ...change })
  const save = useMutation({
    mutationFn: () =>
      brief === null
        ? client.creative.briefs.create({ ...at, ...input, deliverables: work.map((each) => each.work) })
        : client.creative.briefs.change({ ...at, briefId: brief.id, ...input, state }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      void navigate({ to: `/b/${brandId}/creative/briefs/${id}` })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Page question={brief === null ? t('creative:ui.form.newQuestion') : t('creative:ui.form.editQuestion', { title: brief.title })}>
      <form className="grid max-w-3xl gap-4" onSubmit={submit}>
        <TextField
          label={t('creative:ui.form.title')}
          required
          maxLength={160}
          value={input.title}
          onChange={({ target }) => set({ title: target.value })}
        />
        <CampaignPicker value={input.campaignId} onChange={(campaignId) => set({ campaignId })} />
        <TextArea
          label={t('creative:ui.form.objective')}
          hint={t('creative:ui.form.objectiveHint')}
          rows={2}
          maxLength={2000}
          value={input.objective}
          onChange={({ target }) => set({ objective: target.value })}
        />
        <TextArea
          label={t('creative:ui.form.audience')}
          rows={2}
          maxLength={2000}
          value={input.audience}
          onChange={({ target }) => set({ audience: target.value })}
        />
        <TextArea
          label={t('creative:ui.form.message')}
          rows={4}
          maxLength={5000}
          value={input.message}
          onChange={({ target }) => set({ message: target.value })}
        />
        <fieldset className="grid gap-2">
          <legend className="font-medium">{t('creative:ui.form.references')}</legend>
          {input.references.map((reference, index) => {
            const change = (next: Partial<typeof reference>) =>
              set({ references: input.references.map((one, place) => (place === index ? { ...one, ...next } : one)) })
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a reference is its place in the list
              <div key={index} className="flex items-end gap-2">
                <TextField
                  className="grow"
                  label={t('creative:ui.form.referenceWords')}
                  value={reference.words}
                  onChange={({ target }) => change({ words: target.value })}
                />
                <TextField
                  className="grow"
                  label={t('creative:ui.form.referenceUrl')}
                  optional={t('ui.optional')}
                  type="url"
                  dir="ltr"
                  value={reference.url ?? ''}
                  onChange={({ target }) => change({ url: target.value === '' ? null : target.value })}
                />
                <IconButton
                  label={t('creative:ui.form.removeNumber', { number: index + 1 })}
                  icon={<Trash2 size={16} aria-hidden />}
                  onClick={() => set({ references: input.references.filter((_, place) => place !== index) })}
                />
              </div>
            )
          })}
          <Button
            size="small"
            className="justify-self-start"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => set({ references: [...input.references, { words: '', url: null }] })}
          >
            {t('creative:ui.form.addReference')}
          </Button>
        </fieldset>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t('creative:ui.form.pillar')}
            optional={t('ui.optional')}
            maxLength={120}
            list="pillars"
            value={input.pillar ?? ''}
            onChange={({ target }) => set({ pillar: target.value === '' ? null : target.value })}
          />
          <datalist id="pillars">
            {strategy.data?.current?.content.pillars.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </datalist>
          <TextField
            label={t('creative:ui.form.due')}
            optional={t('ui.optional')}
            type="date"
            dir="ltr"
            value={input.dueOn ?? ''}
            onChange={({ target }) => set({ dueOn: target.value === '' ? null : target.value })}
          />
          {can('publish') && (
            <>
              <TextField
                label={t('creative:ui.form.budget')}
                optional={t('ui.optional')}
                dir="ltr"
                inputMode="decimal"
                pattern="\d+(\.\d{1,4})?"
                value={input.budget ?? ''}
                onChange={({ target }) => set({ budget: target.value === '' ? null : target.value })}
              />
              <Select
                label={t('creative:ui.money.currency')}
                value={input.currency}
                onChange={(currency) => set({ currency })}
                choices={currencies.map((value) => ({ value, label: value }))}
              />
            </>
          )}
          {brief !== null && (
            <Select
              label={t('creative:ui.form.state')}
              value={state}
              onChange={setState}
              choices={(['open', 'done', 'dropped'] as const).map((value) => ({ value, label: t(`creative:ui.briefs.state.${value}`) }))}
            />
          )}
        </div>
        {brief === null && (
          <Section title={t('creative:ui.form.deliverables')} note={t('creative:ui.form.deliverablesNote')}>
            <div className="grid gap-4">
              {work.map((each, index) => (
                <fieldset key={each.key} className="rounded-box border border-line p-4">
                  <legend className="px-1 text-small text-quiet">{t('creative:ui.form.deliverable', { number: index + 1 })}</legend>
                  <DeliverableFields
                    of={each.work}
                    onChange={(next) => setWork(work.map((one) => (one.key === each.key ? { ...one, work: next } : one)))}
                  />
                  <Button
                    size="small"
                    look="quiet"
                    className="mt-3"
                    icon={<Trash2 size={14} aria-hidden />}
                    onClick={() => setWork(work.filter(({ key }) => key !== each.key))}
                  >
                    {t('creative:ui.form.removeNumber', { number: index + 1 })}
                  </Button>
                </fieldset>
              ))}
              <Button
                className="justify-self-start"
                icon={<Plus size={16} aria-hidden />}
                onClick={() => setWork([...work, keyed({ ...emptyDeliverable, dueOn: input.dueOn })])}
              >
                {t('creative:ui.form.addDeliverable')}
              </Button>
            </div>
          </Section>
        )}
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div>
          <Button look="next" type="submit" busy={save.isPending}>
            {t('creative:ui.form.save')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
