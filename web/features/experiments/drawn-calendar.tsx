/** The drawn calendar of an experiment: each slot with its arm, its post and what became of it; deviations in words. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment, ExperimentSlot } from '../../../contract/experiments.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { wallTimeOf } from '../publishing/index.ts'

export const DrawnCalendar = ({ experiment }: { experiment: Experiment }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brand, brandId, can } = useBrand()
  const [attaching, setAttaching] = useState<string | null>(null)
  const deviating = experiment.slots.flatMap((slot) => slot.deviations.map((kind) => ({ slot, kind })))
  const canAttach = can('publish') && experiment.state === 'running'
  return (
    <>
      <Section
        title={t('experiments:ui.deviations')}
        note={deviating.length === 0 ? t('experiments:ui.deviationsNone') : t('experiments:ui.intention')}
      >
        <ul className="grid gap-1">
          {deviating.map(({ slot, kind }) => (
            <li key={`${slot.id}-${kind}`}>
              {format.dateTime(slot.at)} · <bdi>{experiment.arms[slot.arm]?.name}</bdi>: {t(`experiments:ui.deviation.${kind}`)}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('experiments:ui.calendar')}>
        <Table<ExperimentSlot>
          caption={t('experiments:ui.calendar')}
          hideCaption
          rows={experiment.slots}
          rowKey={({ id }) => id}
          columns={[
            { key: 'at', head: t('experiments:ui.when'), rowHeader: true, cell: ({ at }) => format.dateTime(at) },
            { key: 'arm', head: t('experiments:ui.arm'), cell: ({ arm }) => <bdi>{experiment.arms[arm]?.name}</bdi> },
            {
              key: 'post',
              head: t('experiments:ui.post'),
              cell: (slot) => (
                <span className="flex flex-wrap items-center gap-2">
                  {slot.postId === null ? (
                    t('experiments:ui.none')
                  ) : (
                    <Link
                      className="underline underline-offset-4"
                      to={`/b/${brandId}/posts/${slot.postId}`}
                      // The composer offers the slot's time.
                      search={slot.publishedAt === null ? { at: wallTimeOf(new Date(slot.at), brand.timeZone) } : {}}
                    >
                      {slot.publishedAt === null ? t('experiments:ui.write') : format.dateTime(slot.publishedAt)}
                    </Link>
                  )}
                  {canAttach && slot.publishedAt === null && (
                    <Button size="small" look="quiet" onClick={() => setAttaching(slot.id)}>
                      {t('experiments:ui.attach')}
                    </Button>
                  )}
                </span>
              ),
            },
            {
              key: 'outcome',
              head: t('experiments:ui.outcome'),
              number: true,
              cell: ({ count, exposure }) =>
                count === null ? '–' : exposure === null ? format.number(count) : `${format.number(count)} / ${format.number(exposure)}`,
            },
          ]}
        />
      </Section>
      {attaching !== null && <Attach experiment={experiment} slotId={attaching} onClose={() => setAttaching(null)} />}
    </>
  )
}

const dayMs = 86_400_000

/** Puts another draft of the calendar into a slot; its arm stays as drawn. */
const Attach = ({ experiment, slotId, onClose }: { experiment: Experiment; slotId: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [postId, setPostId] = useState<string | null>(null)
  const [span] = useState(() => ({ from: new Date().toISOString(), to: new Date(Date.now() + dayMs).toISOString() }))
  const calendar = useQuery(api.calendar.list.queryOptions({ input: { ...at, ...span } }))
  const taken = new Set(experiment.slots.map((slot) => slot.postId))
  const drafts = calendar.data?.drafts.filter((draft) => !taken.has(draft.postId)) ?? []
  const attach = useMutation({
    mutationFn: (chosen: string) => client.experiments.attach({ ...at, experimentId: experiment.id, slotId, postId: chosen }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.experiments.key() })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('experiments:ui.attachTitle')}
      acts={
        <>
          <Button onClick={onClose}>{t('experiments:ui.cancel')}</Button>
          <Button look="next" busy={attach.isPending} disabled={postId === null} onClick={() => postId !== null && attach.mutate(postId)}>
            {t('experiments:ui.save')}
          </Button>
        </>
      }
    >
      {calendar.isPending && <Skeleton lines={2} />}
      {calendar.isError && <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.data !== undefined && drafts.length === 0 && <p>{t('experiments:ui.attachNone')}</p>}
      {drafts.length > 0 && (
        <Select
          label={t('experiments:ui.attachChoice')}
          value={postId}
          onChange={setPostId}
          choices={drafts.map((draft) => ({ value: draft.postId, label: draft.title || draft.excerpt || draft.postId }))}
          problem={attach.isError ? say(problemOf(attach.error).sentence) : null}
        />
      )}
    </Dialog>
  )
}
