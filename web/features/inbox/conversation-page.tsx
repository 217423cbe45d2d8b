/** One conversation: its thread under the post, the answer that goes out once, who else is here, and the team's notes. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConversationState, conversationStates } from '../../../contract/inbox.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { Thread } from './thread.tsx'
import { useKeys } from './use-keys.ts'
import { useLive } from './use-live.ts'
import { useSeeing } from './use-seeing.ts'

const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.key() })
/** Shorter than the hold on the server lasts. */
const renewMs = 30_000

export const ConversationPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { conversationId } = useParams({ strict: false }) as { conversationId: string }
  const one = { ...at, conversationId }
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState<string[]>([])
  const box = useRef<HTMLTextAreaElement>(null)
  const [heldByOther, setHeldByOther] = useState<string | null>(null)
  useLive()
  const read = useQuery(api.inbox.conversation.queryOptions({ input: one }))
  useSeeing(read.data?.messages)
  const saved = useQuery(api.inbox.savedReplies.queryOptions({ input: at }))
  const onError = (error: unknown) => notifyProblem(say(problemOf(error).sentence))
  const change = useMutation({
    mutationFn: (to: { state?: ConversationState; snoozedUntil?: string }) => client.inbox.change({ ...one, ...to }),
    onSuccess: readAgain,
    onError,
  })
  const answer = useMutation({
    mutationFn: async () => {
      const messageId = read.data?.messages.findLast(({ deletedAt }) => deletedAt === null)?.id ?? read.data?.messages.at(-1)?.id
      if (messageId === undefined) return
      await client.inbox.reply({ ...one, messageId, text, seenReplies: read.data?.conversation.replies ?? 0 })
      setText('')
    },
    onSettled: readAgain,
    onError,
  })
  const addNote = useMutation({
    mutationFn: async () => {
      await client.inbox.note({ ...one, text: note })
      setNote('')
    },
    onSuccess: readAgain,
    onError,
  })
  const writes = can('publish') && text.trim() !== ''
  const { workspaceId } = at
  // Whoever writes holds the conversation: the others see it, and the database lets nobody else send.
  useEffect(() => {
    if (!writes) return
    const who = { workspaceId, brandId, conversationId }
    const take = () =>
      client.inbox.hold(who).then(
        ({ held, heldBy }) => setHeldByOther(held ? null : heldBy),
        () => setHeldByOther(null),
      )
    void take()
    const renew = setInterval(() => void take(), renewMs)
    return () => {
      clearInterval(renew)
      void client.inbox.hold({ ...who, release: true }).catch(() => setHeldByOther(null))
    }
  }, [writes, workspaceId, brandId, conversationId])
  useKeys({
    r: () => box.current?.focus(),
    e: can('write-posts') ? () => change.mutate({ state: 'done' }) : undefined,
    u: () => void navigate({ to: `/b/${brandId}/inbox` }),
  })
  if (read.isPending) return <Skeleton lines={8} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { conversation, messages, replies, notes } = read.data
  const name = conversation.author.displayName
  const fill = async (savedReplyId: string) => {
    try {
      const filled = await client.inbox.fillReply({ ...one, savedReplyId })
      setText(filled.text)
      setMissing(filled.missing)
    } catch (error) {
      onError(error)
    }
  }
  return (
    <Page
      question={t('inbox:ui.conversationQuestion', { name })}
      answer={
        conversation.waitingSince === null
          ? t('inbox:ui.answerRests')
          : t('inbox:ui.answerWaits', { name, when: format.relative(conversation.waitingSince) })
      }
      acts={
        can('write-posts') && (
          <Button onClick={() => change.mutate({ snoozedUntil: new Date(Date.now() + 24 * 60 * 60_000).toISOString() })}>
            {t('inbox:ui.snooze')}
          </Button>
        )
      }
    >
      <p className="mb-4">
        <Link to={`/b/${brandId}/inbox`} className="underline underline-offset-4">
          {t('inbox:ui.back')}
        </Link>
      </p>
      {conversation.snoozedUntil !== null && (
        <Note kind="fact">{t('inbox:ui.snoozed', { when: format.fullDateTime(conversation.snoozedUntil) })}</Note>
      )}
      {can('write-posts') && (
        <Select
          label={t('inbox:ui.setState')}
          className="mb-4 max-w-56"
          value={conversation.state}
          onChange={(state) => change.mutate({ state })}
          choices={conversationStates.map((value) => ({ value, label: t(`inbox:ui.state.${value}`) }))}
        />
      )}
      <Thread messages={messages} replies={replies} />
      {heldByOther !== null && <Note kind="warning">{t('inbox:ui.heldByOther', { name: heldByOther })}</Note>}
      {can('publish') ? (
        <form
          className="mt-4 grid max-w-prose gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            answer.mutate()
          }}
        >
          {(saved.data ?? []).length > 0 && (
            <Select
              label={t('inbox:ui.saved')}
              value=""
              onChange={(id) => void fill(id)}
              choices={[
                { value: '', label: t('inbox:ui.chooseSaved') },
                ...(saved.data ?? []).map(({ id, name: label }) => ({ value: id, label })),
              ]}
            />
          )}
          <TextArea
            ref={box}
            label={t('inbox:ui.yourAnswer')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setMissing([])
            }}
          />
          {missing.length > 0 && <Note kind="warning">{t('inbox:ui.missing', { names: missing.join(', ') })}</Note>}
          <div>
            <Button look="next" type="submit" busy={answer.isPending} disabled={!writes || missing.length > 0 || heldByOther !== null}>
              {t('inbox:ui.send')}
            </Button>
          </div>
        </form>
      ) : (
        <Note kind="fact">{t('inbox:ui.cannotSend')}</Note>
      )}
      <div className="mt-8" />
      <Section title={t('inbox:ui.notes')}>
        <ul className="grid gap-2">
          {notes.map((each) => (
            <li key={each.id}>
              <p dir="auto" className="whitespace-pre-wrap">
                {each.text}
              </p>
              <p className="text-small text-quiet">
                <bdi>{each.by}</bdi> · {format.relative(each.at)}
              </p>
            </li>
          ))}
        </ul>
        {can('write-posts') && (
          <div className="mt-3 grid max-w-prose gap-2">
            <TextArea rows={2} label={t('inbox:ui.noteText')} value={note} onChange={(event) => setNote(event.target.value)} />
            <div>
              <Button busy={addNote.isPending} disabled={note.trim() === ''} onClick={() => addNote.mutate()}>
                {t('inbox:ui.addNote')}
              </Button>
            </div>
          </div>
        )}
      </Section>
    </Page>
  )
}
