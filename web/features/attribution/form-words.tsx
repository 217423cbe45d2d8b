/** Changing the words of the form “how did you hear about us?”: question, answers with the channel each stands for, thanks. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Survey as SurveySchema } from '../../../contract/events.ts'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field, inputLook, TextField } from '../../ui/field.tsx'
import { ErrorState } from '../../ui/states.tsx'

type Survey = z.infer<typeof SurveySchema>

const write = (choices: Survey['choices']) =>
  choices.map(({ words, channel }) => (channel === null ? words : `${words} = ${channel}`)).join('\n')

/** A line whose words were there before keeps its key, so that answers given until now stay with it. */
const readChoices = (text: string, before: Survey['choices']): Survey['choices'] => {
  const taken = new Set<string>()
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, at) => {
      const cut = line.lastIndexOf('=')
      const words = (cut < 0 ? line : line.slice(0, cut)).trim()
      const channel = cut < 0 ? '' : line.slice(cut + 1).trim()
      const known = before.find((choice) => choice.words === words) ?? before[at]
      let key = known === undefined || taken.has(known.key) ? `choice-${at + 1}` : known.key
      while (taken.has(key)) key = `${key}x`
      taken.add(key)
      return { key, words, channel: channel === '' ? null : channel }
    })
}

export const FormWords = ({ survey }: { survey: Survey }) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const queries = useQueryClient()
  const [question, setQuestion] = useState(survey.question)
  const [thanks, setThanks] = useState(survey.thanks)
  const [choices, setChoices] = useState(() => write(survey.choices))
  const save = useMutation(
    api.events.saveSurvey.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.events.survey.key() }) }),
  )
  return (
    <details className="mt-4">
      <summary className="cursor-pointer font-medium">{t('attribution:ui.form2.edit')}</summary>
      <form
        className="mt-3 grid max-w-xl gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ ...at, survey: { ...survey, question, thanks, choices: readChoices(choices, survey.choices) } })
        }}
      >
        <TextField
          label={t('attribution:ui.form2.question')}
          required
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <Field label={t('attribution:ui.form2.choices')} hint={t('attribution:ui.form2.choicesHint')}>
          <textarea
            dir="auto"
            rows={6}
            required
            aria-label={t('attribution:ui.form2.choices')}
            className={inputLook}
            value={choices}
            onChange={({ target }) => setChoices(target.value)}
          />
        </Field>
        <TextField label={t('attribution:ui.form2.thanks')} required value={thanks} onChange={({ target }) => setThanks(target.value)} />
        <div>
          <Button type="submit" busy={save.isPending}>
            {t('attribution:ui.form2.save')}
          </Button>
        </div>
        {save.isError && <ErrorState error={save.error} />}
      </form>
    </details>
  )
}
