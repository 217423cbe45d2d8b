/** Adding trial work: a text, a file, or both. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostWorkBytes } from '../../../contract/vetting-work.ts'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import type { PartProps } from './candidate-page.tsx'
import { toBase64 } from './to-base64.ts'

export const WorkForm = ({ candidate, act, busy, onDone }: PartProps & { onDone: () => void }) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const isLarge = file !== null && file.size > mostWorkBytes
  return (
    <form
      className="mb-4 grid max-w-2xl gap-3 rounded-box border border-line bg-sunk p-4"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          const kept = file === null ? null : { name: file.name, base64: await toBase64(file) }
          const changed = await client.vetting.addWork({ ...at, candidateId: candidate.id, work: { title, text, file: kept } })
          onDone()
          return changed
        })
      }}
    >
      <TextField
        label={t('vetting:ui.workTitle')}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        label={t('vetting:ui.workText')}
        rows={5}
        maxLength={50_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <TextField
        label={t('vetting:ui.workFile')}
        type="file"
        problem={isLarge ? t('vetting:problem.largeWork', { megabytes: mostWorkBytes / 1024 ** 2 }) : null}
        onChange={(event) => setFile((event.target as HTMLInputElement).files?.[0] ?? null)}
      />
      <div className="flex gap-2">
        <Button type="submit" busy={busy} disabled={isLarge || title.trim() === '' || (text.trim() === '' && file === null)}>
          {t('vetting:ui.saveWork')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
