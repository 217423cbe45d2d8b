/** Score sheets with anchored questions: interview, trial task and references; and how much the interviewers agree. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Form, forms, questions } from '../../../contract/vetting.ts'
import { client } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Supported } from '../../ui/supported.tsx'
import type { PartProps } from './candidate-page.tsx'

const points = ['0', '1', '2', '3', '4', '5'] as const
type Point = (typeof points)[number]

export const Scoring = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [form, setForm] = useState<Form>('interview')
  const [source, setSource] = useState('')
  const [confirms, setConfirms] = useState<'yes' | 'no' | 'cannotTell'>('cannotTell')
  const [scores, setScores] = useState<Record<string, Point>>({})
  const { agreement } = candidate
  const handIn = () =>
    act(async () => {
      const changed = await client.vetting.score({
        ...at,
        candidateId: candidate.id,
        form,
        source,
        confirms: form !== 'reference' || confirms === 'cannotTell' ? null : confirms === 'yes',
        scores: questions[form].map((question) => ({ question, score: Number(scores[`${form}.${question}`] ?? 0) || null })),
      })
      setScores({})
      return changed
    })
  return (
    <Section title={t('vetting:ui.scoring')} note={say(agreement.words)}>
      {agreement.kind === 'agreement' && (
        <Supported of={{ ...agreement.estimate, evidence: agreement.evidence }} title={t('vetting:form.interview')} />
      )}
      {candidate.sheetsWaiting > 0 && <p className="text-quiet">{t('vetting:ui.waiting', { n: candidate.sheetsWaiting })}</p>}
      <ul className="mb-4 list-disc ps-5">
        {candidate.sheets.map((sheet) => (
          <li key={sheet.id}>
            {t(`vetting:form.${sheet.form}`)} · <bdi>{sheet.source || sheet.by}</bdi> ·{' '}
            <span dir="ltr">{sheet.scores.map(({ score }) => score ?? '–').join(' ')}</span>
          </li>
        ))}
      </ul>
      <div className="grid max-w-2xl gap-4">
        <Select
          label={t('vetting:ui.form')}
          value={form}
          onChange={setForm}
          choices={forms.map((value) => ({ value, label: t(`vetting:form.${value}`) }))}
        />
        {form === 'reference' && (
          <>
            <TextField label={t('vetting:ui.source')} value={source} onChange={(event) => setSource(event.target.value)} />
            <Select
              label={t('vetting:ui.confirms')}
              value={confirms}
              onChange={setConfirms}
              choices={(['yes', 'no', 'cannotTell'] as const).map((value) => ({ value, label: t(`vetting:ui.${value}`) }))}
            />
          </>
        )}
        {questions[form].map((question) => (
          <div key={question}>
            <p className="font-medium">{t(`vetting:bank.${form}.${question}.ask`)}</p>
            <ul className="mb-1 text-small text-quiet">
              {[1, 3, 5].map((anchor) => (
                <li key={anchor}>
                  {anchor}: {t(`vetting:bank.${form}.${question}.a${anchor}`)}
                </li>
              ))}
            </ul>
            <Select
              label={t(`vetting:bank.${form}.${question}.short`)}
              className="max-w-60"
              value={scores[`${form}.${question}`] ?? '0'}
              onChange={(value) => setScores((before) => ({ ...before, [`${form}.${question}`]: value }))}
              choices={points.map((value) => ({ value, label: value === '0' ? t('vetting:ui.none') : value }))}
            />
          </div>
        ))}
        <div>
          <Button busy={busy} onClick={handIn}>
            {t('vetting:ui.handIn')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
