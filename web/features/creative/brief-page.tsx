/** One brief: what is wanted, the deliverables with their limits, money, hours. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brief, BriefedLimit } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { BriefHours } from './brief-hours.tsx'
import { BriefMoney } from './brief-money.tsx'
import { WorkState } from './briefs-page.tsx'
import { DeliverableFields, emptyDeliverable } from './deliverable-fields.tsx'

export const BriefPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { briefId } = useParams({ strict: false }) as { briefId: string }
  const brief = useQuery(api.creative.briefs.get.queryOptions({ input: { ...at, briefId } }))
  if (brief.data !== undefined) return <Shown brief={brief.data} />
  return (
    <Page question={t('creative:ui.tabs.briefs')}>
      {brief.isPending ? <Skeleton lines={8} /> : <ErrorState error={brief.error} onRetry={() => void brief.refetch()} />}
    </Page>
  )
}

const Limits = ({ limits }: { limits: BriefedLimit[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const newest = limits
    .map(({ since }) => since)
    .toSorted()
    .at(-1)
  return (
    <p className="text-small text-quiet">
      {t('creative:ui.brief.limits')}:{' '}
      {limits
        .map(({ field, max, unit }) => {
          const values = { field: t(`creative:ui.field.${field}`), max: format.number(max) }
          return unit === 'count'
            ? t('creative:ui.brief.limitCount', values)
            : t('creative:ui.brief.limit', { ...values, unit: t(`creative:ui.unit.${unit}`) })
        })
        .join(' · ')}
      {newest !== undefined && ` (${t('creative:ui.brief.limitsSince', { day: format.date(newest) })})`}
    </p>
  )
}

const Shown = ({ brief }: { brief: Brief }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const { brandId, can } = useBrand()
  const [isAdding, setAdding] = useState(false)
  const done = brief.deliverables.filter(({ deliveredAt }) => deliveredAt !== null).length
  return (
    <Page
      question={t('creative:ui.brief.question', { title: brief.title })}
      answer={
        brief.deliverables.length === 0
          ? t('creative:ui.brief.answerNone')
          : t('creative:ui.brief.answer', { done: format.number(done), all: format.number(brief.deliverables.length) })
      }
      acts={
        can('write-posts') && (
          <Button onClick={() => void navigate({ to: `/b/${brandId}/creative/briefs/${brief.id}/edit` })}>
            {t('creative:ui.brief.edit')}
          </Button>
        )
      }
    >
      <Section
        title={t('creative:ui.form.deliverables')}
        acts={
          can('write-posts') && (
            <Button size="small" onClick={() => setAdding(true)}>
              {t('creative:ui.form.addDeliverable')}
            </Button>
          )
        }
      >
        <ul className="divide-y divide-line border-y border-line">
          {brief.deliverables.map((work) => (
            <li key={work.id} className="py-2.5">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/creative/deliverables/${work.id}`}>
                  <bdi>{work.title}</bdi>
                </Link>
                <WorkState of={work} />
              </div>
              <p className="text-small text-quiet">
                {[
                  t(`creative:ui.format.${work.format}`),
                  work.personName ?? t('creative:ui.form.noPerson'),
                  ...(work.dueOn === null ? [] : [t('creative:ui.due', { day: format.date(work.dueOn) })]),
                ].join(' · ')}
              </p>
              {work.limits.length > 0 && <Limits limits={work.limits} />}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('creative:ui.brief.what')}>
        <dl className="grid max-w-prose gap-3">
          {(['objective', 'audience', 'message'] as const)
            .filter((field) => brief[field] !== '')
            .map((field) => (
              <div key={field}>
                <dt className="text-small text-quiet">{t(`creative:ui.form.${field}`)}</dt>
                <dd dir="auto" className="whitespace-pre-wrap">
                  {brief[field]}
                </dd>
              </div>
            ))}
          {brief.references.length > 0 && (
            <div>
              <dt className="text-small text-quiet">{t('creative:ui.form.references')}</dt>
              <dd>
                <ul className="list-disc ps-5">
                  {brief.references.map(({ words, url }) => (
                    <li key={`${words}${url ?? ''}`}>
                      {url === null ? (
                        <bdi>{words}</bdi>
                      ) : (
                        <a className="underline underline-offset-4" href={url} target="_blank" rel="noopener noreferrer nofollow">
                          <bdi>{words === '' ? url : words}</bdi>
                        </a>
                      )}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
          {brief.pillar !== null && (
            <div>
              <dt className="text-small text-quiet">{t('creative:ui.form.pillar')}</dt>
              <dd>
                <bdi>{brief.pillar}</bdi>
              </dd>
            </div>
          )}
          {brief.postId !== null && (
            <div>
              <Link className="underline underline-offset-4" to={`/b/${brandId}/posts/${brief.postId}`}>
                {t('creative:ui.work.openPost')}
              </Link>
            </div>
          )}
        </dl>
      </Section>
      {can('publish') && <BriefMoney brief={brief} />}
      <BriefHours brief={brief} />
      {isAdding && <AddDialog brief={brief} onClose={() => setAdding(false)} />}
    </Page>
  )
}

const AddDialog = ({ brief, onClose }: { brief: Brief; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [work, setWork] = useState({ ...emptyDeliverable, dueOn: brief.dueOn })
  const add = useMutation({
    mutationFn: () => client.creative.deliverables.add({ ...at, briefId: brief.id, ...work }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={t('creative:ui.form.addDeliverable')} description={t('creative:ui.form.deliverablesNote')}>
      <form className="grid gap-4" onSubmit={submit}>
        <DeliverableFields of={work} onChange={setWork} />
        {add.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(add.error).sentence)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={add.isPending}>
            {t('creative:ui.form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
