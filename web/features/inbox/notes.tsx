/** Notes that only the team reads. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { notifyProblem } from '../../ui/toast.tsx'

export const Notes = ({
  conversationId,
  notes,
}: {
  conversationId: string
  notes: { id: string; text: string; by: string; at: string }[]
}) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const [note, setNote] = useState('')
  const add = useMutation({
    mutationFn: () => client.inbox.note({ ...at, conversationId, text: note }),
    onSuccess: () => {
      setNote('')
      return queryClient.invalidateQueries({ queryKey: api.inbox.key() })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <Section title={t('inbox:ui.notes')} note={notes.length === 0 ? t('inbox:ui.notesEmpty') : undefined}>
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
            <Button busy={add.isPending} disabled={note.trim() === ''} onClick={() => add.mutate()}>
              {t('inbox:ui.addNote')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}
