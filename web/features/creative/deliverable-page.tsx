/** One deliverable: its versions, the remarks on them, rights, approval, and the client’s way in. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Send, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deliverable } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { ApprovalBox } from '../approvals/index.ts'
import { LinkDialog } from './link-dialog.tsx'
import type { Place } from './pinned-picture.tsx'
import { pinsOf, remarkAnchor, Remarks } from './remarks.tsx'
import { RightBox } from './right-box.tsx'
import { VersionDialog } from './version-dialog.tsx'
import { Viewer } from './viewer.tsx'

/** What a client says by a link shows up here while the page is open. */
const lookAgainMs = 4000

export const DeliverablePage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { deliverableId } = useParams({ strict: false }) as { deliverableId: string }
  const found = useQuery(
    api.creative.deliverables.get.queryOptions({ input: { ...at, deliverableId }, refetchInterval: lookAgainMs, staleTime: 0 }),
  )
  if (found.data !== undefined) return <Shown work={found.data} />
  return (
    <Page question={t('creative:ui.tabs.briefs')}>
      {found.isPending ? <Skeleton height={420} /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
    </Page>
  )
}

const useAnswer = (work: Deliverable): string => {
  const { t } = useTranslation()
  const [latest] = work.versionList
  if (latest === undefined) return t('creative:ui.work.answer.nothing')
  const standing = latest.right?.standing
  if (standing === 'expired' || standing === 'no-consent') return t('creative:ui.work.answer.right', { number: latest.number })
  return t(`creative:ui.work.answer.${work.state}`, { number: latest.number })
}

const Shown = ({ work }: { work: Deliverable }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const navigate = useNavigate()
  const { at, brandId, can } = useBrand()
  const answer = useAnswer(work)
  const [shownId, setShownId] = useState<string | null>(null)
  const [againstId, setAgainstId] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [dialog, setDialog] = useState<'version' | 'link' | null>(null)
  const [latest] = work.versionList
  const current = work.versionList.find(({ id }) => id === shownId) ?? latest
  const one = { ...at, deliverableId: work.id }
  const keep = (next: Deliverable) => {
    queryClient.setQueryData(api.creative.deliverables.get.queryKey({ input: one }), next)
    void queryClient.invalidateQueries({ queryKey: api.approvals.key() })
    void queryClient.invalidateQueries({ queryKey: api.creative.briefs.key() })
  }
  const act = useMutation({
    mutationFn: async (call: () => Promise<Deliverable>) => keep(await call()),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const draft = useMutation({
    mutationFn: () => client.creative.deliverables.toDraft(one),
    onSuccess: ({ postId }) => void navigate({ to: `/b/${brandId}/posts/${postId}` }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const isReady = work.state === 'approved' || work.state === 'delivered'
  const src = (mediaId: string | undefined) =>
    mediaId === undefined ? null : `/api/workspaces/${at.workspaceId}/brands/${at.brandId}/media/${mediaId}`
  const versions = work.versionList.map(({ id, number, media, alt, text, url }) => ({ id, number, src: src(media?.id), alt, text, url }))
  const viewed = versions.find(({ id }) => id === current?.id)
  return (
    <Page
      question={t('creative:ui.work.question', { title: work.title })}
      answer={answer}
      acts={
        <>
          {can('write-posts') && isReady && work.postId === null && (
            <Button look="next" busy={draft.isPending} onClick={() => draft.mutate()}>
              {t('creative:ui.work.toDraft')}
            </Button>
          )}
          {can('write-posts') && (
            <Button
              look={latest === undefined || work.state === 'changes' ? 'next' : 'plain'}
              icon={<Upload size={16} aria-hidden />}
              onClick={() => setDialog('version')}
            >
              {t(latest === undefined ? 'creative:ui.work.handInFirst' : 'creative:ui.work.handIn')}
            </Button>
          )}
          {can('write-posts') && latest !== undefined && (
            <Button icon={<Send size={16} aria-hidden className="rtl:-scale-x-100" />} onClick={() => setDialog('link')}>
              {t('creative:ui.work.share')}
            </Button>
          )}
        </>
      }
    >
      <p className="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-small text-quiet">
        <Link className="underline underline-offset-4" to={`/b/${brandId}/creative/briefs/${work.briefId}`}>
          {t('creative:ui.work.brief', { title: work.briefTitle })}
        </Link>
        {work.postId !== null && (
          <Link className="underline underline-offset-4" to={`/b/${brandId}/posts/${work.postId}`}>
            {t('creative:ui.work.openPost')}
          </Link>
        )}
        {work.personName !== null && <bdi>{work.personName}</bdi>}
        {work.dueOn !== null && <span>{t('creative:ui.due', { day: format.date(work.dueOn) })}</span>}
      </p>
      {current === undefined || viewed === undefined ? (
        <EmptyState title={t('creative:ui.work.nothing')}>
          <p>{t('creative:ui.work.nothingBody')}</p>
        </EmptyState>
      ) : (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)]">
          <div className="grid content-start gap-3">
            <Viewer
              kind={work.kind}
              versions={versions}
              shown={viewed}
              against={versions.find(({ id }) => id === againstId) ?? null}
              onShow={(id) => {
                setShownId(id)
                setPlace(null)
              }}
              onAgainst={setAgainstId}
              pins={pinsOf(work.comments, current.id)}
              place={place}
              onPlace={setPlace}
              onOpen={({ id }) => document.getElementById(remarkAnchor(id))?.focus()}
            />
            <p className="text-small text-quiet">
              {t('creative:ui.version.by', { name: current.createdBy, when: format.dateTime(current.createdAt) })}
              {current.media !== null &&
                ` · ${t('creative:ui.version.dimensions', {
                  width: format.number(current.media.width ?? 0),
                  height: format.number(current.media.height ?? 0),
                  size: format.number(current.media.bytes / 1000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }),
                })}`}
            </p>
            {current.note !== '' && <p dir="auto">{current.note}</p>}
            {current.problems.map((problem) => (
              <Note key={problem.key} kind="warning">
                {t('creative:ui.version.problems')}: {say(problem)}
              </Note>
            ))}
          </div>
          <div className="grid content-start">
            <Section title={t('approvals:ui.title')}>
              <ApprovalBox
                approval={work.approval}
                contentHash={current.id === latest?.id ? current.contentHash : null}
                {...(can('write-posts') && {
                  onAsk: () => client.creative.deliverables.askApproval({ ...one, contentHash: current.contentHash }).then(keep),
                })}
                {...(can('approve') && {
                  onApprove: () =>
                    client.creative.deliverables.decide({ ...one, contentHash: current.contentHash, vote: 'approve' }).then(keep),
                  onChanges: (comment: string) =>
                    client.creative.deliverables.decide({ ...one, contentHash: current.contentHash, vote: 'changes', comment }).then(keep),
                })}
              />
            </Section>
            <Section title={t('creative:ui.remark.title')}>
              <Remarks
                remarks={work.comments}
                versionId={current.id}
                place={place}
                onUnpin={() => setPlace(null)}
                offersInternal
                busy={act.isPending}
                onAdd={async ({ body, internal }) => {
                  try {
                    await act.mutateAsync(() =>
                      client.creative.deliverables.comment({ ...one, versionId: current.id, body, internal, ...place }),
                    )
                    setPlace(null)
                    return true
                  } catch {
                    // The toast has said why; what was typed stays.
                    return false
                  }
                }}
                {...(can('write-posts') && {
                  onSettle: (commentId: string, resolved: boolean) =>
                    act.mutate(() => client.creative.deliverables.resolve({ ...one, commentId, resolved })),
                })}
              />
            </Section>
            {current.media !== null && (
              <Section title={t('creative:ui.right.title')}>
                <RightBox
                  key={current.media.id}
                  mediaId={current.media.id}
                  alt={current.alt}
                  right={current.right}
                  mayWrite={can('write-posts')}
                />
              </Section>
            )}
          </div>
        </div>
      )}
      {dialog === 'version' && (
        <VersionDialog
          work={work}
          onClose={() => {
            setDialog(null)
            setShownId(null)
          }}
        />
      )}
      {dialog === 'link' && <LinkDialog work={work} onClose={() => setDialog(null)} />}
    </Page>
  )
}
