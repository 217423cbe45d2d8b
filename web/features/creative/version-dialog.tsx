/** Handing in a version: the file (or text, or address), what it shows, what is new. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaReference } from '../../../contract/content.ts'
import type { Deliverable } from '../../../contract/creative.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { pictureTypes, uploadPicture } from '../../ui/upload-picture.ts'

export const VersionDialog = ({ work, onClose }: { work: Deliverable; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const latest = work.versionList[0]
  const input = useRef<HTMLInputElement>(null)
  const [media, setMedia] = useState<MediaReference | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Sentence | null>(null)
  const [text, setText] = useState(latest?.text ?? '')
  const [url, setUrl] = useState(latest?.url ?? '')
  const [alt, setAlt] = useState(latest?.alt ?? '')
  const [note, setNote] = useState('')
  const address = `/api/workspaces/${at.workspaceId}/brands/${at.brandId}/media`
  const take = async (file: File) => {
    setBusy(true)
    setRefused(null)
    const answer = await uploadPicture(address, file)
    if (answer.kind === 'taken') setMedia(answer.media)
    else setRefused(answer.reason)
    setBusy(false)
  }
  const send = useMutation({
    mutationFn: () =>
      client.creative.deliverables.addVersion({
        ...at,
        deliverableId: work.id,
        // Only the words may be new: then the picture is the one before.
        mediaId: work.kind === 'picture' ? (media?.id ?? latest?.media?.id ?? null) : null,
        text: work.kind === 'text' ? text : '',
        url: work.kind === 'link' && url !== '' ? url : null,
        alt: work.kind === 'picture' ? alt : '',
        note,
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  const problem = refused ?? (send.error === null ? null : problemOf(send.error).sentence)
  return (
    <Dialog open onClose={onClose} title={t('creative:ui.work.handIn')} description={work.title}>
      <form className="grid gap-4" onSubmit={submit}>
        {work.kind === 'picture' && (
          <div className="grid gap-2">
            <input
              ref={input}
              type="file"
              accept={pictureTypes}
              hidden
              aria-label={t('creative:ui.version.file')}
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file !== undefined) void take(file)
                target.value = ''
              }}
            />
            {media !== null && (
              <div className="flex items-center gap-3">
                <img src={`${address}/${media.id}`} alt="" className="size-20 rounded-md border border-line bg-sunk object-cover" />
                <span className="text-small text-quiet">
                  {t('creative:ui.version.chosen', { width: format.number(media.width ?? 0), height: format.number(media.height ?? 0) })}
                </span>
              </div>
            )}
            <div>
              <Button busy={isBusy} onClick={() => input.current?.click()}>
                {t('creative:ui.version.choose')}
              </Button>
            </div>
            <p className="text-small text-quiet">{t('creative:ui.version.fileHint')}</p>
            <TextField label={t('creative:ui.version.alt')} maxLength={2000} value={alt} onChange={({ target }) => setAlt(target.value)} />
          </div>
        )}
        {work.kind === 'text' && (
          <TextArea label={t('creative:ui.version.text')} rows={8} required value={text} onChange={({ target }) => setText(target.value)} />
        )}
        {work.kind === 'link' && (
          <TextField
            label={t('creative:ui.version.url')}
            type="url"
            dir="ltr"
            required
            placeholder="https://"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
        <TextArea
          label={t('creative:ui.version.note')}
          optional={t('ui.optional')}
          rows={2}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        {problem !== null && (
          <div role="alert">
            <Note kind="problem">{say(problem)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={send.isPending} disabled={isBusy}>
            {t('creative:ui.version.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
