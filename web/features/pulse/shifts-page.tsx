/** What changed for good, how large it is, and whose doing it was; with the promise under which it was found. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Shift } from '../../../contract/pulse.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { PulseParts } from './parts.tsx'
import { VerdictWord } from './verdict.tsx'

const ShiftRow = ({ shift }: { shift: Shift }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <li className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/pulse/${shift.id}`}>
          {t(`pulse:ui.title.${shift.direction}`, { metric: t(`pulse:metric.${shift.metric}`), day: format.calendarDay(shift.day) })}
        </Link>
        <p className="text-quiet">
          <bdi>@{shift.handle}</bdi> ·{' '}
          {t('pulse:ui.between', { from: format.calendarDay(shift.between.from), to: format.calendarDay(shift.between.to) })}
        </p>
        <p className="mt-1">{t(`pulse:verdictWords.${shift.verdict}`)}</p>
        {shift.note !== null && (
          <p className="text-small text-quiet">
            {t(shift.note.agrees ? 'pulse:ui.agreedBy' : 'pulse:ui.otherBy', { name: shift.note.by })}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3 sm:flex-col sm:items-end">
        <VerdictWord shift={shift} />
        <Supported
          of={shift.size}
          title={t(`pulse:ui.size.${shift.scale}`)}
          kind={shift.scale === 'ratio' ? 'change' : 'number'}
          noDifference={0}
        />
      </div>
    </li>
  )
}

export const ShiftsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const overview = useQuery(api.pulse.overview.queryOptions({ input: at }))
  const look = useMutation({
    mutationFn: () => client.pulse.watch(at),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.pulse.key() }),
  })
  const { watch, shifts = [] } = overview.data ?? {}
  const watched = watch?.series.filter(({ known, need }) => known >= need) ?? []
  const answer =
    watch === undefined ? undefined : watch.ranAt === null ? t('pulse:ui.never') : t('pulse:ui.answer', { count: shifts.length })
  return (
    <Page
      question={t('pulse:ui.question')}
      answer={answer}
      acts={
        can('write-posts') && (
          <Button look="next" busy={look.isPending} onClick={() => look.mutate()}>
            {t('pulse:ui.lookNow')}
          </Button>
        )
      }
    >
      <PulseParts />
      {overview.isPending && <Skeleton lines={6} />}
      {overview.isError && <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />}
      {look.isError && <ErrorState error={look.error} />}
      {look.data !== undefined && (
        <output className="mb-4 block">
          <Note kind="fact">{t('pulse:ui.looked', { count: look.data.found })}</Note>
        </output>
      )}
      {watch !== undefined && (
        <p className="mb-4 max-w-prose text-quiet">
          {t('pulse:ui.promise', { count: watched.length, days: format.number(watch.daysBetweenFalseAlarms) })}
          {watch.ranAt !== null && <> {t('pulse:ui.ranAt', { at: format.dateTime(watch.ranAt) })}</>}
        </p>
      )}
      {watch !== undefined && shifts.length === 0 && (
        <div className="mb-8">
          <EmptyState title={t(watch.series.length === 0 ? 'pulse:ui.empty' : 'pulse:ui.still')}>
            <p>{t(watch.series.length === 0 ? 'pulse:ui.emptyBody' : 'pulse:ui.stillBody')}</p>
          </EmptyState>
        </div>
      )}
      <ul className="mb-8 divide-y divide-line border-y border-line empty:hidden">
        {shifts.map((shift) => (
          <ShiftRow key={shift.id} shift={shift} />
        ))}
      </ul>
      {watch !== undefined && watch.series.length > 0 && (
        <Section title={t('pulse:ui.series')} note={t('pulse:ui.seriesNote')}>
          <Table
            caption={t('pulse:ui.series')}
            hideCaption
            rows={watch.series}
            rowKey={({ accountId, metric }) => `${accountId}/${metric}`}
            columns={[
              { key: 'account', head: t('pulse:ui.account'), rowHeader: true, cell: ({ handle }) => <bdi>@{handle}</bdi> },
              { key: 'metric', head: t('pulse:ui.metric'), cell: ({ metric }) => t(`pulse:metric.${metric}`) },
              { key: 'step', head: t('pulse:ui.step'), cell: ({ step }) => t(`pulse:ui.stepOf.${step}`) },
              { key: 'known', head: t('pulse:ui.known'), number: true, cell: ({ known }) => format.number(known) },
              { key: 'newest', head: t('pulse:ui.newest'), cell: ({ newest }) => (newest === null ? '' : format.calendarDay(newest)) },
              {
                key: 'state',
                head: t('pulse:ui.state'),
                cell: ({ known, need }) =>
                  known >= need ? t('pulse:ui.isWatched') : t('pulse:ui.tooFew', { have: format.number(known), need: format.number(need) }),
              },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}
