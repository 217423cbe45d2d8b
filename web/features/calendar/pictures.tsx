/** The pictures of a version: add, describe for people who cannot see them, take away. */
import { ImagePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostContent } from '../../../contract/content.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { pictureTypes, type Uploaded, uploadPicture } from '../../ui/upload-picture.ts'
import { withMedia } from './draft.ts'

interface PicturesProps {
  content: PostContent
  onChange: (content: PostContent) => void
  disabled: boolean
}

export const Pictures = ({ content, onChange, disabled }: PicturesProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const input = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Sentence[]>([])
  const address = `/api/workspaces/${at.workspaceId}/brands/${at.brandId}/media`

  const take = async (files: File[]) => {
    setBusy(true)
    const answers: Uploaded[] = []
    for (const file of files) answers.push(await uploadPicture(address, file))
    const taken = answers.flatMap((answer) =>
      answer.kind === 'taken' && !content.media.some(({ id }) => id === answer.media.id) ? [answer.media] : [],
    )
    setRefused(answers.flatMap((answer) => (answer.kind === 'refused' ? [answer.reason] : [])))
    setBusy(false)
    if (taken.length > 0) onChange(withMedia(content, [...content.media, ...taken]))
  }
  const describe = (id: string, alt: string) =>
    onChange({ ...content, media: content.media.map((media) => (media.id === id ? { ...media, alt } : media)) })

  return (
    <div className="grid gap-3">
      {content.media.map((media, index) => (
        <div key={media.id} className="flex items-end gap-3">
          <img src={`${address}/${media.id}`} alt={media.alt} className="size-20 rounded-md border border-line bg-sunk object-cover" />
          <TextField
            className="grow"
            label={t('calendar:ui.picture.alt', { number: index + 1 })}
            optional={t('ui.optional')}
            disabled={disabled}
            value={media.alt}
            placeholder={t('calendar:ui.picture.altHint')}
            onChange={(event) => describe(media.id, event.target.value)}
          />
          <IconButton
            label={t('calendar:ui.picture.remove', { number: index + 1 })}
            icon={<Trash2 size={16} aria-hidden />}
            disabled={disabled}
            onClick={() =>
              onChange(
                withMedia(
                  content,
                  content.media.filter(({ id }) => id !== media.id),
                ),
              )
            }
          />
        </div>
      ))}
      {refused.map((reason) => (
        <div role="alert" key={`${reason.key}${String(reason.values.file)}`}>
          <Note kind="problem">{say(reason)}</Note>
        </div>
      ))}
      <input
        ref={input}
        type="file"
        accept={pictureTypes}
        multiple
        hidden
        aria-label={t('calendar:ui.picture.add')}
        onChange={(event) => {
          void take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button
        size="small"
        className="justify-self-start"
        icon={<ImagePlus size={16} aria-hidden />}
        busy={isBusy}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {t('calendar:ui.picture.add')}
      </Button>
    </div>
  )
}
