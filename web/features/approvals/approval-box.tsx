/** How a version stands with those who have to approve it: the steps, who said what, and the acts of whoever reads this. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApprovalRequest } from '../../../contract/approvals.ts'
import { problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'

interface ApprovalBoxProps {
  approval: ApprovalRequest | null
  /** The version on the screen; a question about another one is history. */
  contentHash: string | null
  /** Each is missing where the reader may not do it. */
  onAsk?: () => Promise<unknown>
  onApprove?: () => Promise<unknown>
  onChanges?: (comment: string) => Promise<unknown>
}

export const ApprovalBox = ({ approval, contentHash, onAsk, onApprove, onChanges }: ApprovalBoxProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const [comment, setComment] = useState<string | null>(null)
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => setComment(null),
  })
  const about = approval !== null && approval.contentHash === contentHash ? approval : null
  const isOpen = about?.state === 'open'
  const mayDecide = about !== null && about.mayDecide
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (comment !== null && onChanges !== undefined) act.mutate(() => onChanges(comment))
  }
  return (
    <div className="grid gap-3">
      {about === null ? (
        <p className="text-quiet">{t('approvals:ui.nobodyAsked')}</p>
      ) : (
        <>
          <p>
            <span className="font-medium">{t(`approvals:ui.state.${about.state}`)}</span>
            {about.waitsFor !== null && <span className="block text-quiet">{say(about.waitsFor)}</span>}
            <span className="block text-small text-quiet">
              {t('approvals:ui.askedBy', { name: about.askedBy, when: format.dateTime(about.askedAt) })}
            </span>
          </p>
          {about.steps.length > 1 && (
            <ol className="flex flex-wrap gap-2">
              {about.steps.map((step, index) => {
                const isDone = index < about.step || about.state === 'approved'
                return (
                  <li
                    key={`${step.name}-${index + 1}`}
                    className={`rounded-md border px-2 py-0.5 text-small ${index === about.step && isOpen ? 'border-ink font-medium' : 'border-line text-quiet'}`}
                  >
                    <span aria-hidden>{isDone ? '● ' : '○ '}</span>
                    <bdi>{step.name}</bdi>
                  </li>
                )
              })}
            </ol>
          )}
          {about.votes.length > 0 && (
            <ul className="grid gap-1 text-small">
              {about.votes.map((vote) => (
                <li key={`${vote.step}-${vote.voterKey}`}>
                  {t(`approvals:ui.voice.${vote.vote}`, { name: vote.voter, when: format.dateTime(vote.at) })}
                  {vote.comment !== '' && (
                    <span className="block text-quiet" dir="auto">
                      {vote.comment}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {contentHash !== null && (
        <div className="flex flex-wrap gap-2">
          {onAsk !== undefined && !isOpen && about?.state !== 'approved' && (
            <Button busy={act.isPending} onClick={() => act.mutate(onAsk)}>
              {t('approvals:ui.ask')}
            </Button>
          )}
          {onApprove !== undefined && mayDecide && (
            <Button look="next" busy={act.isPending} onClick={() => act.mutate(onApprove)}>
              {t('approvals:ui.approve')}
            </Button>
          )}
          {onChanges !== undefined && mayDecide && comment === null && (
            <Button onClick={() => setComment('')}>{t('approvals:ui.changes')}</Button>
          )}
        </div>
      )}
      {comment !== null && (
        <form className="grid gap-2" onSubmit={send}>
          <TextArea
            label={t('approvals:ui.changesWhat')}
            required
            rows={3}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          <div className="flex gap-2">
            <Button type="submit" busy={act.isPending} disabled={comment.trim() === ''}>
              {t('approvals:ui.send')}
            </Button>
            <Button look="quiet" onClick={() => setComment(null)}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      )}
      {act.error !== null && (
        <div role="alert">
          <Note kind="problem">{say(problemOf(act.error).sentence)}</Note>
        </div>
      )}
    </div>
  )
}
