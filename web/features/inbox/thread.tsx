/** What was said and answered, in order; an edit shows what stood there before, a deletion is told. */
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { InboxReply, Message } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { PersonLink } from './person-link.tsx'

type Said = Message & { earlier: { text: string; replacedAt: string }[] }

export const Thread = ({ messages, replies }: { messages: Said[]; replies: InboxReply[] }) => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  const post = messages.find(({ publishedPostId }) => publishedPostId !== null)
  const all = [
    ...messages.map((message) => ({ at: message.sentAt, id: message.id, what: <SaidRow message={message} /> })),
    ...replies.map((reply) => ({ at: reply.at, id: reply.id, what: <AnsweredRow reply={reply} /> })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return (
    <>
      {post !== undefined && post.publishedPostId !== null && (
        <p className="mb-3 text-small">
          <Link to={`/b/${brandId}/results/${post.publishedPostId}`} className="text-quiet underline underline-offset-4">
            {t('inbox:ui.on')} <bdi>“{post.postExcerpt}”</bdi>
          </Link>
        </p>
      )}
      <ol className="grid gap-3">
        {all.map(({ id, what }) => (
          <li key={id}>{what}</li>
        ))}
      </ol>
    </>
  )
}

export const SaidRow = ({ message }: { message: Said }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="max-w-prose border-s-2 border-line ps-3">
      <p className="text-small text-quiet">
        <PersonLink network={message.network} authorId={message.author.id}>
          <b dir="auto">{message.author.displayName}</b>
        </PersonLink>{' '}
        · {t(`inbox:ui.kind.${message.kind}`)} · <time dateTime={message.sentAt}>{format.relative(message.sentAt)}</time>
        {message.editedAt !== null && <> · {t('inbox:ui.edited')}</>}
        {message.deletedAt !== null && <> · {t('inbox:ui.deleted')}</>}
      </p>
      <p dir="auto" className={`whitespace-pre-wrap ${message.deletedAt === null ? '' : 'text-quiet line-through'}`}>
        {message.text}
      </p>
      {message.earlier.map(({ text, replacedAt }) => (
        <p key={replacedAt} dir="auto" className="text-small text-quiet">
          {t('inbox:ui.earlier', { text })}
        </p>
      ))}
      {message.permalink !== null && /^https?:/.test(message.permalink) && (
        <a href={message.permalink} target="_blank" rel="noreferrer" className="text-small underline underline-offset-4">
          {t('inbox:ui.openThere')}
        </a>
      )}
    </div>
  )
}

const AnsweredRow = ({ reply }: { reply: InboxReply }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const navigate = useNavigate()
  const { at, brandId, can } = useBrand()
  const letOut = useMutation({
    mutationFn: async () => {
      const one = { ...at, publicationId: reply.publicationId ?? '' }
      const { publication, content } = await client.publishing.get(one)
      // What is approved is what stands here; words that were changed meanwhile are read on their own page first.
      if (content?.text !== reply.text) return navigate({ to: `/b/${brandId}/publications/${publication.id}` })
      await client.publishing.approve({ ...one, contentHash: publication.contentHash })
      const { publication: approved } = await client.publishing.get(one)
      if (approved.state === 'approved') await client.publishing.publishNow({ ...one, contentHash: publication.contentHash })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.inbox.key() }),
  })
  return (
    <div className="ms-6 max-w-prose border-s-2 border-ink ps-3">
      <p className="text-small text-quiet">
        <b dir="auto">{reply.by}</b> · <time dateTime={reply.at}>{format.relative(reply.at)}</time> ·{' '}
        {reply.state === null ? t('inbox:ui.notHandedOver') : t(`inbox:ui.replyState.${reply.state}`)}
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {reply.text}
      </p>
      {reply.problem !== null && <p className="text-small">{say(reply.problem)}</p>}
      {reply.state === 'draft' && can('approve') && can('publish') && (
        <Button size="small" className="me-3" busy={letOut.isPending} onClick={() => letOut.mutate()}>
          {t('inbox:ui.approveAndSend')}
        </Button>
      )}
      {reply.publicationId !== null && (
        <Link to={`/b/${brandId}/publications/${reply.publicationId}`} className="text-small underline underline-offset-4">
          {t('inbox:ui.proof')}
        </Link>
      )}
    </div>
  )
}
