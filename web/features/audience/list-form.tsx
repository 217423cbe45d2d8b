/** A list of accounts to audit: pasted, or as a file of any length, in CSV or JSON. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Sentence, Sentence as SentenceShape } from '../../../contract/sentence.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field, inputLook, TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'

const Refused = z.object({ data: z.object({ sentence: SentenceShape }) })

class ListProblem extends Error {
  readonly sentence: Sentence | null
  constructor(sentence: Sentence | null) {
    super(sentence?.key ?? 'refused')
    this.sentence = sentence
  }
}

export const ListForm = ({ onDone }: { onDone: () => Promise<void> }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const audit = useMutation({
    mutationFn: async () => {
      const address = `/api/workspaces/${at.workspaceId}/brands/${at.brandId}/audience/audits/file?name=${encodeURIComponent(name)}`
      // The browser streams a file from the disk; nothing of it is held in the page.
      const answer = await fetch(address, { method: 'POST', body: file ?? text, headers: { 'content-type': 'text/plain' } })
      if (!answer.ok) throw new ListProblem(Refused.safeParse(await answer.json()).data?.data.sentence ?? null)
      await onDone()
    },
  })
  const problem = audit.error === null ? null : audit.error instanceof ListProblem ? audit.error.sentence : null
  const words = audit.error === null ? null : problem === null ? t('audience:ui.notSent') : say(problem)
  return (
    <Section title={t('audience:ui.list')}>
      <form
        className="no-print grid max-w-2xl gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          audit.mutate()
        }}
      >
        <TextField label={t('audience:ui.listName')} value={name} required onChange={(event) => setName(event.target.value)} />
        <Field label={t('audience:ui.listFile')} problem={file === null ? null : words}>
          <input
            type="file"
            aria-label={t('audience:ui.listFile')}
            accept=".csv,.json,.txt,text/csv,application/json"
            className={`${inputLook} py-1.5`}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        </Field>
        {file === null && (
          <TextArea
            label={t('audience:ui.listText')}
            hint={t('audience:ui.listHint')}
            problem={words}
            dir="ltr"
            value={text}
            required
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <div>
          <Button type="submit" busy={audit.isPending}>
            {t('audience:ui.runList')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
