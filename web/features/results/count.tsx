/** A number that a network counted: it opens every reading behind it, with when and from where each came. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostMetric } from '../../../contract/metrics.ts'
import type { MetricValue, Reading } from '../../../contract/results.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'

const EvidenceDrawer = lazy(async () => ({ default: (await import('../../ui/evidence-drawer.tsx')).EvidenceDrawer }))

interface CountProps {
  postId: string
  metric: PostMetric
  of: MetricValue | undefined
}

export const Count = ({ postId, metric, of }: CountProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  if (of === undefined) return <span className="text-quiet">–</span>
  const name = t(`results:metric.${metric}`)
  return (
    <>
      <button
        type="button"
        className="rounded underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-ink coarse:min-h-6"
        aria-label={`${name}: ${format.number(of.value)}. ${t('ui.evidence.open')}`}
        title={of.days === null ? format.dateTime(of.observedAt) : t('results:ui.days', { count: of.days })}
        onClick={() => setOpen(true)}
      >
        {format.number(of.value)}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Readings postId={postId} metric={metric} name={name} of={of} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

const Readings = ({
  postId,
  metric,
  name,
  of,
  onClose,
}: { name: string; of: MetricValue; onClose: () => void } & Omit<CountProps, 'of'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const found = useQuery(api.results.readPost.queryOptions({ input: { ...at, postId } }))
  const readings = (found.data?.history ?? []).filter((reading: Reading) => reading.metric === metric).toReversed()
  const [newest, oldest] = [readings[0], readings.at(-1)]
  const moment = (instant: string) => `${format.date(instant)}, ${format.time(instant)}`
  return (
    <EvidenceDrawer
      onClose={onClose}
      estimate={`${format.number(of.value)} · ${of.days === null ? t('results:ui.lifetime') : t('results:ui.days', { count: of.days })}`}
      evidence={{
        title: name,
        method: t('results:evidence.method'),
        ...(newest === undefined || oldest === undefined
          ? {}
          : {
              period: t('ui.evidence.periodN', {
                from: format.date(oldest.observedAt),
                to: format.date(newest.lastObservedAt),
                count: readings.length,
              }),
            }),
        assumptions: [{ words: t('results:evidence.theirs'), holds: null }],
        rows: {
          columns: [t('results:ui.seen'), t('results:ui.until'), t('results:ui.window'), t('results:ui.value'), t('results:ui.from')],
          cells: readings.map((reading) => [
            moment(reading.observedAt),
            moment(reading.lastObservedAt),
            reading.day === null ? t('results:ui.lifetime') : format.date(reading.day),
            reading.value,
            t(`results:origin.${reading.origin}`),
          ]),
        },
      }}
    />
  )
}
