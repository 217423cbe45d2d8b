/** What people say of a verdict: they agree, or they know another cause. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Shift, type Verdict, verdicts } from '../../../contract/pulse.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState } from '../../ui/states.tsx'

export const ShiftNote = ({ shift }: { shift: Shift }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const { note } = shift
  const [text, setText] = useState(note?.text ?? '')
  const [cause, setCause] = useState<Verdict>(note?.verdict ?? 'us')
  const save = useMutation({
    mutationFn: (agrees: boolean) =>
      client.pulse.note({ ...at, shiftId: shift.id, note: { agrees, verdict: agrees ? null : cause, text } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.pulse.key() }),
  })
  return (
    <Section title={t('pulse:ui.note.title')} note={t('pulse:ui.note.body')}>
      {note !== null && (
        <p className="mb-3">
          {t(note.agrees ? 'pulse:ui.agreedBy' : 'pulse:ui.otherBy', { name: note.by })}
          {!note.agrees && note.verdict !== null && <> {t(`pulse:verdict.${note.verdict}`)}.</>}
          {note.text !== '' && <bdi className="block">{note.text}</bdi>}
          <span className="block text-small text-quiet">{format.dateTime(note.at)}</span>
        </p>
      )}
      {can('write-posts') && (
        <div className="grid max-w-xl gap-3">
          <TextField label={t('pulse:ui.note.text')} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
          <div className="flex flex-wrap items-end gap-3">
            <Button busy={save.isPending} onClick={() => save.mutate(true)}>
              {t('pulse:ui.note.agree')}
            </Button>
            <Select
              label={t('pulse:ui.note.cause')}
              value={cause}
              onChange={setCause}
              choices={verdicts.map((value) => ({ value, label: t(`pulse:verdict.${value}`) }))}
            />
            <Button busy={save.isPending} onClick={() => save.mutate(false)}>
              {t('pulse:ui.note.other')}
            </Button>
          </div>
          {save.isError && <ErrorState error={save.error} />}
        </div>
      )}
    </Section>
  )
}
