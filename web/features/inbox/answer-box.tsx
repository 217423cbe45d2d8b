/** Writing the answer: held while somebody writes, filled from saved replies, sent once. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'

const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.key() })
/** Shorter than the hold on the server lasts. */
const renewMs = 30_000

export const AnswerBox = ({
  conversationId,
  messages,
  seenReplies,
  others,
  box,
}: {
  conversationId: string
  messages: Pick<Message, 'id' | 'deletedAt'>[]
  seenReplies: number
  others: { name: string; answering: boolean }[]
  box: RefObject<HTMLTextAreaElement | null>
}) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, workspaceId, brandId, can } = useBrand()
  const one = { ...at, conversationId }
  const [text, setText] = useState('')
  const [missing, setMissing] = useState<string[]>([])
  const saved = useQuery(api.inbox.savedReplies.queryOptions({ input: at }))
  const other = others.find(({ answering }) => answering)
  const answer = useMutation({
    mutationFn: async () => {
      const messageId = messages.findLast(({ deletedAt }) => deletedAt === null)?.id ?? messages.at(-1)?.id
      if (messageId === undefined) return
      await client.inbox.reply({ ...one, messageId, text, seenReplies })
      setText('')
      notify(t('inbox:ui.sent'))
    },
    onSettled: readAgain,
  })
  const fill = useMutation({
    mutationFn: (savedReplyId: string) => client.inbox.fillReply({ ...one, savedReplyId }),
    onSuccess: (filled) => {
      setText(filled.text)
      setMissing(filled.missing)
    },
  })
  const mayTake = can('publish') && text.trim() !== '' && other === undefined
  // Whoever writes holds the conversation: the others see it, and the database lets nobody else send.
  useEffect(() => {
    if (!mayTake) return
    const who = { workspaceId, brandId, conversationId }
    const take = () =>
      client.inbox.hold(who).then(
        // Somebody was faster: who it is comes with the next look at who is here.
        ({ held }) => (held ? undefined : queryClient.invalidateQueries({ queryKey: api.inbox.here.key() })),
        (error: unknown) => console.error(error),
      )
    void take()
    const renew = setInterval(() => void take(), renewMs)
    return () => {
      clearInterval(renew)
      client.inbox.hold({ ...who, release: true }).catch((error: unknown) => console.error(error))
    }
  }, [mayTake, workspaceId, brandId, conversationId])
  if (!can('publish')) return <Note kind="fact">{t('inbox:ui.cannotSend')}</Note>
  const problem = answer.error ?? fill.error
  return (
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
          onChange={(id) => fill.mutate(id)}
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
          setMissing((names) => names.filter((name) => event.target.value.includes(`{${name}}`)))
        }}
      />
      {missing.length > 0 && <Note kind="warning">{t('inbox:ui.missing', { names: format.list(missing) })}</Note>}
      {other !== undefined && text.trim() !== '' && <Note kind="warning">{t('inbox:ui.heldByOther', { name: other.name })}</Note>}
      {problem !== null && (
        <div role="alert">
          <Note kind="problem">{say(problemOf(problem).sentence)}</Note>
        </div>
      )}
      <div>
        <Button look="next" type="submit" busy={answer.isPending} disabled={!mayTake || missing.length > 0}>
          {t('inbox:ui.send')}
        </Button>
      </div>
    </form>
  )
}
