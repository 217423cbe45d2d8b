/** One conversation: its thread under the post, the answer that goes out once, who else is here, and what the team does with it. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { AnswerBox } from './answer-box.tsx'
import { Notes } from './notes.tsx'
import { TeamPanel, useChange } from './team-panel.tsx'
import { Thread } from './thread.tsx'
import { useKeys } from './use-keys.ts'
import { useLive } from './use-live.ts'
import { usePresence } from './use-presence.ts'
import { useSeeing } from './use-seeing.ts'

const underWay = new Set(['approved', 'scheduled', 'claimed', 'sending'])

export const ConversationPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { conversationId } = useParams({ strict: false }) as { conversationId: string }
  const box = useRef<HTMLTextAreaElement>(null)
  useLive()
  const others = usePresence(conversationId)
  const read = useQuery(
    api.inbox.conversation.queryOptions({
      input: { ...at, conversationId },
      // Publishing has a life of its own: while an answer is on its way, it is looked after.
      refetchInterval: ({ state }) => (state.data?.replies.some((reply) => underWay.has(reply.state ?? '')) ? 2000 : false),
    }),
  )
  useSeeing(read.data?.messages)
  const change = useChange(conversationId)
  useKeys({
    r: () => box.current?.focus(),
    e: can('write-posts') ? () => change.mutate({ state: 'done' }) : undefined,
    u: () => void navigate({ to: `/b/${brandId}/inbox` }),
  })
  if (read.isPending) return <Skeleton lines={8} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { conversation, messages, replies, notes } = read.data
  const name = conversation.author.displayName
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
      <output className="mb-4 block empty:mb-0">
        {others.length > 0 && (
          <Note kind="fact">
            {others
              .map((other) => t(other.answering ? 'inbox:ui.present.answering' : 'inbox:ui.present.here', { name: other.name }))
              .join(' ')}
          </Note>
        )}
      </output>
      {conversation.snoozedUntil !== null && (
        <div className="mb-4">
          <Note kind="fact">{t('inbox:ui.snoozed', { when: format.fullDateTime(conversation.snoozedUntil) })}</Note>
        </div>
      )}
      {can('write-posts') && <TeamPanel conversation={conversation} />}
      <Thread messages={messages} replies={replies} />
      <AnswerBox {...{ conversationId, messages, others, box }} seenReplies={conversation.replies} />
      <div className="mt-8" />
      <Notes {...{ conversationId, notes }} />
    </Page>
  )
}
