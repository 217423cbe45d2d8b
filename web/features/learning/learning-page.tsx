/** When and what to post: the answer, where to post next, the week hour by hour with its uncertainty, the formats, the evidence. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Learning } from '../../../contract/learning.ts'
import { api } from '../../api.ts'
import { IntervalPlot } from '../../charts/interval-plot.tsx'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton, ThinDataState } from '../../ui/states.tsx'
import { Filters } from './filters.tsx'
import { InShort } from './in-short.tsx'
import { NextSlots } from './next-slots.tsx'
import type { LearningSearch } from './routes.tsx'
import { WeekMap } from './week-map.tsx'

export const LearningPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId, workspaceId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as LearningSearch
  const wanted = {
    ...(search.account === undefined ? {} : { accountId: search.account }),
    ...(search.metric === undefined ? {} : { metric: search.metric }),
  }
  const learning = useQuery(
    api.learning.read.queryOptions({ input: { ...at, ...wanted }, placeholderData: keepPreviousData, refetchInterval: 60_000 }),
  )
  const { data } = learning
  const file = `/api/workspaces/${encodeURIComponent(workspaceId)}/brands/${brandId}/learning/rows?${new URLSearchParams(wanted as Record<string, string>)}`
  return (
    <Page
      question={t('learning:ui.question')}
      answer={data && say(data.headline)}
      acts={
        data !== undefined &&
        data.evidence.n > 0 && (
          <a
            href={file}
            download="learning-rows.csv"
            title={t('learning:ui.rowsNote')}
            className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 hover:bg-sunk coarse:min-h-11"
          >
            <Download size={16} aria-hidden />
            {t('learning:ui.rows')}
          </a>
        )
      }
    >
      <Filters
        search={search}
        onChange={(next) => void navigate({ to: `/b/${brandId}/learning`, search: next as Record<string, unknown>, replace: true })}
      />
      {learning.isPending && <Skeleton height={420} />}
      {learning.isError && <ErrorState error={learning.error} onRetry={() => void learning.refetch()} />}
      {data !== undefined && (data.slots.length === 0 ? <TooEarly learning={data} /> : <Found learning={data} />)}
    </Page>
  )
}

const TooEarly = ({ learning }: { learning: Learning }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { brandId } = useBrand()
  const { recommendation, evidence } = learning
  const leftOut = evidence.leftOut.map(({ reason }) => <p key={reason.key}>{say(reason)}</p>)
  const ways = (
    <>
      <Link className="underline underline-offset-4" to={`/b/${brandId}/imports`}>
        {t('learning:ui.empty.import')}
      </Link>
      <Link className="underline underline-offset-4" to={`/b/${brandId}/accounts`}>
        {t('learning:ui.empty.connect')}
      </Link>
    </>
  )
  if (recommendation.kind !== 'too-little-data' || recommendation.have === 0) {
    return (
      <EmptyState title={t('learning:ui.empty.title')} act={ways}>
        <p>{t('learning:ui.empty.body')}</p>
        {leftOut}
      </EmptyState>
    )
  }
  return (
    <ThinDataState data={recommendation} unit={t('learning:ui.posts')}>
      <p>{say(recommendation.reason)}</p>
      {leftOut}
      <p className="mt-2 flex gap-4">{ways}</p>
    </ThinDataState>
  )
}

const Found = ({ learning }: { learning: Learning }) => {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <>
      <InShort learning={learning} />
      <Section title={t('learning:ui.next.title')} note={say(learning.recommendation.reason)}>
        <NextSlots suggestions={learning.suggestions} />
      </Section>
      <Section title={t('learning:ui.map.heading')}>
        <WeekMap learning={learning} />
      </Section>
      {learning.formats.length > 1 && (
        <Section title={t('learning:ui.formats.title')} note={learning.formatFinding === null ? undefined : say(learning.formatFinding)}>
          <IntervalPlot
            title={t('learning:ui.formats.title')}
            words={t('learning:ui.formats.words')}
            unit={t('learning:ui.formats.unit')}
            kind="change"
            noDifference={0}
            rows={learning.formats.map((format) => ({
              label: t(`learning:format.${format.format}`),
              estimate: { value: format.gain, interval: format.gainInterval, level: learning.evidence.level, n: format.n },
            }))}
          />
        </Section>
      )}
    </>
  )
}
