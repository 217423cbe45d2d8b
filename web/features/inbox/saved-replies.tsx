/** Saved replies: words used again and again, with blanks that fill themselves. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyVariables, type SavedReply } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'

const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.key() })

export const SavedReplies = () => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const saved = useQuery(api.inbox.savedReplies.queryOptions({ input: at }))
  const [open, setOpen] = useState<SavedReply | 'new' | null>(null)
  const add = can('write-posts') && <Button onClick={() => setOpen('new')}>{t('inbox:ui.replies.add')}</Button>
  return (
    <Section title={t('inbox:ui.replies.title')} note={t('inbox:ui.replies.note')} acts={saved.data?.length ? add : undefined}>
      {saved.isPending && <Skeleton />}
      {saved.isError && <ErrorState error={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.data?.length === 0 && (
        <EmptyState title={t('inbox:ui.replies.empty')} act={add}>
          {t('inbox:ui.replies.example')}
        </EmptyState>
      )}
      <ul>
        {saved.data?.map((one) => (
          <li key={one.id} className="flex flex-wrap items-start justify-between gap-3 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-72">
              <b dir="auto" className="block font-medium">
                {one.name}
              </b>
              <p dir="auto" className="max-w-prose whitespace-pre-wrap text-quiet">
                {one.text}
              </p>
            </div>
            {can('write-posts') && (
              <Button size="small" aria-label={t('inbox:ui.replies.editOf', { name: one.name })} onClick={() => setOpen(one)}>
                {t('inbox:ui.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open !== null && <SavedReplyDialog saved={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

const SavedReplyDialog = ({ saved, onClose }: { saved: SavedReply | null; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [name, setName] = useState(saved?.name ?? '')
  const [text, setText] = useState(saved?.text ?? '')
  const done = async () => {
    await readAgain()
    notify(t('ui.saved'))
    onClose()
  }
  const save = useMutation({
    mutationFn: async () => {
      await client.inbox.saveReply({ ...at, name, text })
      // Under a new name it is kept first and dropped under the old one afterwards, so that nothing is lost in between.
      if (saved !== null && saved.name !== name.trim()) await client.inbox.removeReply({ ...at, savedReplyId: saved.id })
    },
    onSuccess: done,
  })
  const remove = useMutation({
    mutationFn: (savedReplyId: string) => client.inbox.removeReply({ ...at, savedReplyId }),
    onSuccess: async () => {
      await readAgain()
      const undo = { label: t('ui.undo'), run: () => void client.inbox.saveReply({ ...at, name, text }).then(readAgain, console.error) }
      notify(t('inbox:ui.replies.removed', { name }), undo)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const error = save.error ?? remove.error
  return (
    <Dialog open onClose={onClose} title={saved === null ? t('inbox:ui.replies.add') : t('inbox:ui.replies.editOf', { name: saved.name })}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label={t('inbox:ui.name')} required maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
        <TextArea
          label={t('inbox:ui.replies.text')}
          hint={t('inbox:ui.replies.hint')}
          required
          maxLength={5000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <fieldset>
          <legend className="text-small text-quiet">{t('inbox:ui.replies.insert')}</legend>
          <div className="mt-1 flex flex-wrap gap-2">
            {replyVariables.map((variable) => (
              <Button key={variable} size="small" onClick={() => setText((now) => `${now}{${variable}}`)}>
                <bdi dir="ltr">{`{${variable}}`}</bdi> {t(`inbox:ui.replies.variable.${variable}`)}
              </Button>
            ))}
          </div>
        </fieldset>
        {error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(error).sentence)}</Note>
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {saved !== null && (
            <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(saved.id)}>
              {t('inbox:ui.remove')}
            </Button>
          )}
          <Button look="next" type="submit" busy={save.isPending}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
