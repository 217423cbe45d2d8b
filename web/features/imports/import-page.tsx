/** One file: what is in it, the decision to read it in, how far that is, and what it brought. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../../contract/imports.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { Decision } from './decision.tsx'
import { Columns, Problems, Report, Sample } from './findings.tsx'

const moving = new Set<Import['state']>(['uploaded', 'reading', 'confirmed', 'importing'])

export const ImportPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { importId } = useParams({ strict: false }) as { importId: string }
  const file = useQuery(
    api.imports.read.queryOptions({
      input: { ...at, importId },
      refetchInterval: ({ state }) => (state.data !== undefined && moving.has(state.data.state) ? 700 : false),
    }),
  )
  if (file.isError) {
    return (
      <Page question={t('imports:ui.oneQuestion', { file: '' })}>
        <ErrorState error={file.error} onRetry={() => void file.refetch()} />
      </Page>
    )
  }
  if (file.data === undefined) {
    return (
      <Page question={t('imports:ui.oneQuestion', { file: '' })}>
        <Skeleton lines={6} />
      </Page>
    )
  }
  return <OneFile file={file.data} />
}

const OneFile = ({ file }: { file: Import }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat(file.preview?.timeZone)
  const { at, brandId, can } = useBrand()
  const { preview, report } = file
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: api.imports.key() }),
      queryClient.invalidateQueries({ queryKey: api.results.key() }),
    ])
  const fail = (error: unknown) => notifyProblem(say(problemOf(error).sentence))
  const cancel = useMutation({ mutationFn: () => client.imports.cancel({ ...at, importId: file.id }), onSuccess: refresh, onError: fail })
  const undo = useMutation({
    mutationFn: () => client.imports.undo({ ...at, importId: file.id }),
    onSuccess: async () => {
      await refresh()
      notify(t('imports:ui.undone'))
    },
    onError: fail,
  })

  const answers: Record<Import['state'], ReactNode> = {
    uploaded: t('imports:ui.now.reading'),
    reading: t('imports:ui.now.reading'),
    ready:
      preview?.period === null || preview === null
        ? t('imports:ui.now.ready')
        : t('imports:ui.now.found', {
            count: preview.counts.posts,
            from: format.date(preview.period.from),
            to: format.date(preview.period.to),
          }),
    refused: file.problem === null ? t('imports:state.refused') : say(file.problem),
    confirmed: t('imports:ui.now.importing'),
    importing: t('imports:ui.now.importing'),
    done: t('imports:ui.now.done', { count: report?.postsAdded ?? 0, numbers: report?.readingsAdded ?? 0 }),
    canceled: t('imports:ui.now.canceled'),
    failed: file.problem === null ? t('imports:state.failed') : say(file.problem),
    undone: t('imports:ui.now.undone'),
  }
  const mayImport = can('import')
  const decides = (file.state === 'ready' || file.state === 'failed') && preview !== null && mayImport
  return (
    <Page
      question={t('imports:ui.oneQuestion', { file: `\u2068${file.fileName}\u2069` })}
      answer={answers[file.state]}
      acts={
        <>
          {file.state === 'done' && (
            <Link
              to={`/b/${brandId}/results`}
              search={{ origin: 'import' } as Record<string, unknown>}
              className="inline-flex min-h-9 items-center rounded-md bg-accent px-3 font-medium text-accent-ink"
            >
              {t('imports:ui.seeResults')}
            </Link>
          )}
          {file.state === 'done' && mayImport && (
            <Button busy={undo.isPending} onClick={() => undo.mutate()}>
              {t('imports:ui.undo')}
            </Button>
          )}
          {(file.state === 'ready' || file.state === 'failed') && mayImport && (
            <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('imports:ui.leave')}
            </Button>
          )}
        </>
      }
    >
      {moving.has(file.state) && (
        <div className="mb-8">
          <Progress
            label={t(`imports:state.${file.state}`)}
            share={file.state === 'uploaded' || file.state === 'confirmed' ? null : file.progress}
            detail={file.rowsDone > 0 ? t('imports:ui.rowsDone', { count: file.rowsDone }) : undefined}
            {...(mayImport ? { onCancel: () => cancel.mutate() } : {})}
          />
        </div>
      )}
      <div className="mb-6 grid gap-2">
        {file.sameFileImportedAt !== null && file.state === 'ready' && (
          <Note kind="fact">{t('imports:ui.sameFile', { when: format.relative(file.sameFileImportedAt) })}</Note>
        )}
        {preview !== null && preview.known > 0 && file.state === 'ready' && (
          <Note kind="fact">{t('imports:ui.known', { count: preview.known })}</Note>
        )}
        {preview?.warnings.map((warning) => (
          <Note key={warning.key} kind="warning">
            {say(warning)}
          </Note>
        ))}
      </div>
      {decides && (
        <Decision key={`${file.id} ${preview.timeZone} ${preview.observedAt}`} file={file} preview={preview} onChanged={refresh} />
      )}
      {report !== null && file.state === 'done' && <Report report={report} />}
      {preview !== null && (
        <>
          {preview.sample.length > 0 && file.state !== 'done' && <Sample preview={preview} />}
          <Columns preview={preview} />
        </>
      )}
      {!moving.has(file.state) && <Problems importId={file.id} counts={preview?.counts ?? null} />}
      {preview === null && file.state === 'refused' && (
        <Section title={t('imports:ui.whatHelps')}>
          <p className="max-w-prose">{t('imports:ui.whatHelpsWords')}</p>
        </Section>
      )}
    </Page>
  )
}
