/** One publication: did it go out, the proof of it, every attempt, what happened when, and what a person can decide. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ExternalLink, PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proof, Publication } from '../../../contract/publishing.ts'
import { api, client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { ApprovalBox } from '../approvals/index.ts'
import { Attempts, Timeline } from './attempts.tsx'
import { CameBack } from './came-back.tsx'
import { PostNowDialog } from './post-now-dialog.tsx'
import { ProofFacts } from './proof-facts.tsx'
import { refreshPublishing } from './refresh.ts'
import { ResolveUnknown } from './resolve-unknown.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { StateMark } from './state-mark.tsx'

const moving = new Set(['claimed', 'sending'])
/** Where approval is still to come. */
const waiting = new Set(['draft', 'failed', 'missed', 'canceled'])

export const PublicationPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const { publicationId } = useParams({ strict: false }) as { publicationId: string }
  const proof = useQuery({
    ...api.publishing.get.queryOptions({ input: { ...at, publicationId } }),
    // What is on its way is watched closely; what waits for its time, now and then.
    refetchInterval: ({ state }) =>
      state.data === undefined
        ? false
        : moving.has(state.data.publication.state)
          ? 1500
          : state.data.publication.state === 'published'
            ? false
            : 5000,
  })
  if (proof.isPending)
    return (
      <Page question={t('publishing:ui.page.question')}>
        <Skeleton lines={6} />
      </Page>
    )
  if (proof.isError)
    return (
      <Page question={t('publishing:ui.page.question')}>
        <ErrorState error={proof.error} onRetry={() => void proof.refetch()} />
      </Page>
    )
  return <Known proof={proof.data} />
}

const Known = ({ proof }: { proof: Proof }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  const { publication } = proof
  const when = publication.publishedAt ?? publication.scheduledAt
  const values = { account: `@${publication.accountHandle}`, when: when === null ? '' : format.dateTime(when) }

  return (
    <Page
      question={t('publishing:ui.page.question')}
      answer={t(`publishing:ui.answer.${publication.state}`, values)}
      acts={<Acts publication={publication} />}
    >
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <StateMark state={publication.state} />
        {publication.reason !== null && <span>{say(publication.reason)}</span>}
      </div>
      {publication.state === 'unknown' && <ResolveUnknown proof={proof} />}
      <div className="grid gap-x-10 lg:grid-cols-[3fr_2fr]">
        <div>
          <Section title={t(publication.publishedAt === null ? 'publishing:ui.page.would' : 'publishing:ui.page.sent')}>
            <blockquote dir="auto" className="rounded-box border border-line bg-raised p-4 whitespace-pre-wrap">
              {proof.content.text}
              {proof.content.link !== null && (
                <a href={proof.content.link} rel="noreferrer" dir="ltr" className="mt-2 block underline underline-offset-4">
                  {proof.content.link}
                </a>
              )}
            </blockquote>
            {publication.permalink !== null && /^https?:/.test(publication.permalink) && (
              <a
                href={publication.permalink}
                target="_blank"
                rel="noreferrer"
                className="mt-2 inline-flex items-center gap-1.5 underline underline-offset-4"
              >
                {t('publishing:ui.page.openThere')}
                <ExternalLink size={15} aria-hidden className="points" />
              </a>
            )}
            {!['published', 'claimed', 'sending', 'unknown'].includes(publication.state) && (
              <Link
                to={`/b/${brandId}/posts/${publication.postId}`}
                className="mt-2 inline-flex items-center gap-1.5 underline underline-offset-4"
              >
                <PenLine size={15} aria-hidden />
                {t('publishing:ui.page.edit')}
              </Link>
            )}
          </Section>
          {publication.publishedAt !== null && <CameBack publication={publication} publishedAt={publication.publishedAt} />}
          <Attempts attempts={proof.attempts} />
        </div>
        <div>
          {(proof.approval !== null || waiting.has(publication.state)) && <Approval proof={proof} />}
          <ProofFacts proof={proof} />
          <Timeline events={proof.events} />
        </div>
      </div>
    </Page>
  )
}

/** Whom it waits for. Approving itself stands with the other acts on top. */
const Approval = ({ proof: { publication, approval } }: { proof: Proof }) => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const one = { ...at, publicationId: publication.id, contentHash: publication.contentHash }
  const isApproved = publication.approvedHash === publication.contentHash
  return (
    <Section title={t('approvals:ui.title')}>
      <ApprovalBox
        approval={approval}
        contentHash={publication.contentHash}
        {...(can('write-posts') &&
          !isApproved &&
          waiting.has(publication.state) && { onAsk: () => client.publishing.askApproval(one).then(refreshPublishing) })}
        {...(can('approve') && {
          onChanges: (comment: string) => client.publishing.askChanges({ ...one, comment }).then(refreshPublishing),
        })}
      />
    </Section>
  )
}

const Acts = ({ publication }: { publication: Publication }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const [open, setOpen] = useState<'schedule' | 'now' | null>(null)
  const one = { ...at, publicationId: publication.id }
  const act = useMutation({
    mutationFn: async (run: () => Promise<unknown>) => {
      await run()
      await refreshPublishing()
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const { state } = publication
  const isOpen = ['draft', 'approved', 'scheduled', 'missed', 'failed', 'canceled'].includes(state)
  const approved = publication.approvedHash === publication.contentHash
  if (!isOpen) return null
  const cancel = () =>
    client.publishing.cancel(one).then(() => {
      notify(t('publishing:ui.canceled'))
    })
  return (
    <>
      {can('approve') && !approved && (
        <Button
          busy={act.isPending}
          onClick={() => act.mutate(() => client.publishing.approve({ ...one, contentHash: publication.contentHash }))}
        >
          {t('publishing:ui.approve')}
        </Button>
      )}
      {can('approve') && approved && (state === 'approved' || state === 'scheduled') && (
        <Button busy={act.isPending} onClick={() => act.mutate(() => client.publishing.unapprove(one))}>
          {t('publishing:ui.unapprove')}
        </Button>
      )}
      {can('publish') && (
        <>
          {(state === 'scheduled' || state === 'missed' || state === 'approved') && (
            <Button busy={act.isPending} onClick={() => act.mutate(cancel)}>
              {t('publishing:ui.cancel')}
            </Button>
          )}
          <Button onClick={() => setOpen('now')}>{t('publishing:ui.postNow')}</Button>
          <Button look="next" onClick={() => setOpen('schedule')}>
            {t(state === 'scheduled' ? 'publishing:ui.move' : 'publishing:ui.scheduleAct')}
          </Button>
        </>
      )}
      {open === 'schedule' && (
        <ScheduleDialog
          publications={[publication]}
          {...(publication.localTime !== null && state === 'scheduled' ? { initial: publication.localTime.slice(0, 16) } : {})}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'now' && (
        <PostNowDialog
          handles={[publication.accountHandle]}
          prepare={async () => [publication]}
          onDone={() => setOpen(null)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
