/** One score sheet: a question, its anchors at 1, 3 and 5, a score and a note; what is handed in stands. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Form, questions, type Score } from '../../../contract/vetting-sheets.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'

const points = [1, 2, 3, 4, 5]

export interface Filled {
  scores: Score[]
}

export const SheetForm = ({
  form,
  busy,
  onHandIn,
  disabled = false,
}: {
  form: Form
  busy: boolean
  disabled?: boolean
  onHandIn: (filled: Filled) => void
}) => {
  const { t } = useTranslation()
  const [scores, setScores] = useState<Record<string, number>>({})
  const [notes, setNotes] = useState<Record<string, string>>({})
  const given = Object.keys(scores).length
  return (
    <form
      className="max-w-2xl"
      onSubmit={(event) => {
        event.preventDefault()
        onHandIn({
          scores: questions[form].map((question) => ({ question, score: scores[question] ?? null, note: notes[question] ?? '' })),
        })
      }}
    >
      <ol className="divide-y divide-line border-y border-line">
        {questions[form].map((question) => (
          <li key={question} className="py-4">
            <fieldset>
              <legend className="font-medium">{t(`vetting:bank.${form}.${question}.ask`)}</legend>
              <div className="mt-2 grid grid-cols-5 gap-1.5">
                {points.map((point) => (
                  <label
                    key={point}
                    className="flex min-h-9 cursor-pointer items-center justify-center rounded-md border border-line-strong bg-raised has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink coarse:min-h-11"
                  >
                    <input
                      type="radio"
                      className="sr-only"
                      name={`${form}.${question}`}
                      aria-label={t('vetting:ui.pointOf', { point, question: t(`vetting:bank.${form}.${question}.short`) })}
                      checked={scores[question] === point}
                      onChange={() => setScores((before) => ({ ...before, [question]: point }))}
                    />
                    <span aria-hidden>{point}</span>
                  </label>
                ))}
              </div>
              <div className="mt-1 grid grid-cols-3 gap-3 text-small text-quiet">
                {[1, 3, 5].map((anchor) => (
                  <p key={anchor} className={anchor === 3 ? 'text-center' : anchor === 5 ? 'text-end' : ''}>
                    {t(`vetting:bank.${form}.${question}.a${anchor}`)}
                  </p>
                ))}
              </div>
              <TextField
                className="mt-2"
                label={t('vetting:ui.noteOn', { question: t(`vetting:bank.${form}.${question}.short`) })}
                hideLabel
                placeholder={t('vetting:ui.notePlace')}
                maxLength={2000}
                value={notes[question] ?? ''}
                onChange={(event) => setNotes((before) => ({ ...before, [question]: event.target.value }))}
              />
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button type="submit" look="next" busy={busy} disabled={disabled || given === 0}>
          {t('vetting:ui.handIn')}
        </Button>
        <span className="text-small text-quiet">{t('vetting:ui.given', { given, of: questions[form].length })}</span>
      </div>
    </form>
  )
}
