/** Which files were read in, and the place to drop another. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../../contract/imports.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { DropPlace } from './drop-place.tsx'

type Shown = Omit<Import, 'preview'>
const moving = new Set(['uploaded', 'reading', 'confirmed', 'importing'])

export const ImportsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const list = useInfiniteQuery(
    api.imports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...at, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      refetchInterval: ({ state }) => (state.data?.pages[0]?.imports.some((one) => moving.has(one.state)) ? 1500 : false),
    }),
  )
  const imports = list.data?.pages.flatMap((page) => page.imports) ?? []
  const done = imports.filter(({ state }) => state === 'done').length
  const waiting = imports.filter(({ state }) => state === 'ready').length
  const answer =
    list.data &&
    (waiting > 0
      ? t('imports:ui.answer.waiting', { count: waiting })
      : done > 0
        ? t('imports:ui.answer.done', { count: done })
        : t('imports:ui.answer.none'))
  const mayImport = can('import')
  return (
    <Page question={t('imports:ui.question')} answer={answer}>
      {mayImport && <DropPlace isFirst={waiting === 0} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && imports.length === 0 && (
        <EmptyState title={t('imports:ui.empty.title')}>{t('imports:ui.empty.words')}</EmptyState>
      )}
      {imports.length > 0 && (
        <Section title={t('imports:ui.files')}>
          <Table
            caption={t('imports:ui.files')}
            hideCaption
            rows={imports}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'file',
                head: t('imports:ui.file'),
                rowHeader: true,
                cell: (row: Shown) => (
                  <Link to={`/b/${brandId}/imports/${row.id}`} className="break-all underline underline-offset-4">
                    <bdi>{row.fileName}</bdi>
                  </Link>
                ),
              },
              {
                key: 'state',
                head: t('imports:ui.state'),
                cell: (row: Shown) => (
                  <span className="whitespace-nowrap">
                    {moving.has(row.state) && row.progress > 0
                      ? `${t(`imports:state.${row.state}`)} · ${format.percent(row.progress, 0)}`
                      : t(`imports:state.${row.state}`)}
                  </span>
                ),
              },
              {
                key: 'posts',
                head: t('imports:ui.newPosts'),
                number: true,
                cell: (row: Shown) => (row.report === null ? '–' : format.number(row.report.postsAdded)),
              },
              {
                key: 'numbers',
                head: t('imports:ui.newNumbers'),
                number: true,
                cell: (row: Shown) => (row.report === null ? '–' : format.number(row.report.readingsAdded)),
              },
              {
                key: 'when',
                head: t('imports:ui.when'),
                number: true,
                cell: (row: Shown) => <time dateTime={row.createdAt}>{format.relative(row.createdAt)}</time>,
              },
            ]}
          />
          {list.hasNextPage && (
            <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('imports:ui.older')}
            </Button>
          )}
        </Section>
      )}
    </Page>
  )
}
