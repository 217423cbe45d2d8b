/** What was found in a file: posts as a sample, columns, rows with problems, and the report of what came in. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportCounts, ImportPreview, ImportProblem, ImportReport } from '../../../contract/imports.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

type SamplePost = ImportPreview['sample'][number]

export const Sample = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useTranslation()
  const format = useFormat(preview.timeZone)
  const metrics = [...new Set(preview.sample.flatMap((post) => post.metrics.map(({ metric }) => metric)))].slice(0, 4)
  return (
    <Section title={t('imports:ui.sample')} note={t('imports:ui.sampleNote')}>
      <Table
        caption={t('imports:ui.sample')}
        hideCaption
        rows={preview.sample}
        rowKey={(post) => String(post.row)}
        columns={[
          { key: 'row', head: t('imports:ui.row'), cell: (post: SamplePost) => format.number(post.row) },
          {
            key: 'when',
            head: t('imports:ui.published'),
            cell: (post: SamplePost) => (
              <span className="whitespace-nowrap">
                {post.timeKnown ? `${format.date(post.publishedAt)}, ${format.time(post.publishedAt)}` : format.date(post.publishedAt)}
              </span>
            ),
          },
          { key: 'format', head: t('imports:ui.format'), cell: (post: SamplePost) => t(`results:format.${post.format}`) },
          {
            key: 'text',
            head: t('imports:ui.text'),
            rowHeader: true,
            cell: (post: SamplePost) => (
              <span dir="auto" className="line-clamp-2 min-w-48 max-w-md">
                {post.text}
              </span>
            ),
          },
          ...metrics.map((metric) => ({
            key: metric,
            head: t(`results:metric.${metric}`),
            number: true,
            cell: (post: SamplePost) => {
              const found = post.metrics.find((one) => one.metric === metric)
              return found === undefined ? '–' : format.number(found.value)
            },
          })),
        ]}
      />
    </Section>
  )
}

type Column = ImportPreview['columns'][number]

export const Columns = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const taken = preview.columns.filter(({ use }) => use !== 'ignored')
  const ignored = preview.columns.filter(({ use }) => use === 'ignored')
  return (
    <Section
      title={t('imports:ui.columns')}
      note={t('imports:ui.columnsNote', { taken: taken.length, ignored: ignored.length })}
      acts={
        ignored.length > 0 && (
          <Button size="small" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('imports:ui.hideIgnored') : t('imports:ui.showIgnored', { count: ignored.length })}
          </Button>
        )
      }
    >
      <Table
        caption={t('imports:ui.columns')}
        hideCaption
        rows={all ? preview.columns : taken}
        rowKey={(column) => String(column.position)}
        columns={[
          { key: 'position', head: t('imports:ui.position'), cell: (column: Column) => format.number(column.position + 1) },
          {
            key: 'header',
            head: t('imports:ui.header'),
            rowHeader: true,
            cell: (column: Column) => <bdi>{column.header === '' ? '–' : column.header}</bdi>,
          },
          {
            key: 'meaning',
            head: t('imports:ui.understood'),
            cell: (column: Column) => (
              <span className="inline-flex items-start gap-2">
                {column.use === 'ignored' ? (
                  <Minus size={14} aria-hidden className="mt-1 shrink-0 text-quiet" />
                ) : (
                  <Check size={14} aria-hidden className="mt-1 shrink-0" />
                )}
                <span className={column.use === 'ignored' ? 'text-quiet' : ''}>
                  {column.reason === null ? say(column.meaning) : `${say(column.meaning)}: ${say(column.reason)}`}
                </span>
              </span>
            ),
          },
        ]}
      />
    </Section>
  )
}

export const Problems = ({ importId, counts }: { importId: string; counts: ImportCounts | null }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const list = useInfiniteQuery(
    api.imports.problems.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...at, importId, limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const problems = list.data?.pages.flatMap((page) => page.problems) ?? []
  if (list.data !== undefined && problems.length === 0) return null
  return (
    <Section
      title={t('imports:ui.problems')}
      note={
        counts === null
          ? undefined
          : t('imports:ui.problemsNote', { rejected: counts.rejected, missing: counts.valuesMissing, notices: counts.notices })
      }
    >
      {list.isPending && <Skeleton lines={3} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {problems.length > 0 && (
        <Table
          caption={t('imports:ui.problems')}
          hideCaption
          rows={problems}
          rowKey={(problem) => String(problem.place)}
          columns={[
            { key: 'row', head: t('imports:ui.row'), rowHeader: true, cell: (problem: ImportProblem) => format.number(problem.row) },
            { key: 'column', head: t('imports:ui.column'), cell: (problem: ImportProblem) => <bdi>{problem.column ?? '–'}</bdi> },
            {
              key: 'value',
              head: t('imports:ui.value'),
              cell: (problem: ImportProblem) => <bdi className="line-clamp-2 break-all">{problem.value ?? ''}</bdi>,
            },
            {
              key: 'what',
              head: t('imports:ui.what'),
              cell: (problem: ImportProblem) => <span className="block min-w-56">{say(problem.sentence)}</span>,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button className="mt-3" size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('imports:ui.moreProblems')}
        </Button>
      )}
    </Section>
  )
}

export const Report = ({ report }: { report: ImportReport }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = (Object.keys(report) as (keyof ImportReport)[]).map((key) => ({ key, value: report[key] }))
  return (
    <Section title={t('imports:ui.report')}>
      <dl className="grid max-w-xl grid-cols-[1fr_auto] gap-x-6">
        {rows.map(({ key, value }) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5">
            <dt>{t(`imports:ui.reportOf.${key}`)}</dt>
            <dd className="text-end">{format.number(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
