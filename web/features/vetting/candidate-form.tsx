/** The form of a candidate: who, what they ask, what the plan needs, and until when it is kept; for a new one and for changing one. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CandidateInput, candidateKinds, type Skill, skills } from '../../../contract/vetting.ts'
import { problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text))
const textOf = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))

const SkillBoxes = ({ title, chosen, onChange }: { title: string; chosen: Skill[]; onChange: (skills: Skill[]) => void }) => {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend className="font-medium">{title}</legend>
      <div className="flex flex-wrap gap-x-5">
        {skills.map((skill) => (
          <Checkbox
            key={skill}
            label={t(`vetting:skill.${skill}`)}
            checked={chosen.includes(skill)}
            onChange={(on) => onChange(on ? [...chosen, skill] : chosen.filter((one) => one !== skill))}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface FormProps {
  /** What is known; null for a new candidate. */
  known: (CandidateInput & { masked: boolean }) | null
  busy: boolean
  error: unknown
  onSave: (candidate: CandidateInput) => void
  onCancel?: () => void
}

export const CandidateForm = ({ known, busy, error, onSave, onCancel }: FormProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const [kind, setKind] = useState(known?.kind ?? 'marketer')
  const [text, setText] = useState(() => ({
    name: known?.name ?? '',
    keepUntil: known?.keepUntil ?? inDays(90),
    portfolio: known?.portfolio ?? '',
    notes: known?.notes ?? '',
    amount: textOf(known?.price?.amount),
    currency: known?.price?.currency ?? 'USD',
    low: textOf(known?.price?.rate?.[0]),
    high: textOf(known?.price?.rate?.[1]),
    hours: textOf(known?.needs.hoursAMonth),
  }))
  const [hideIdentity, setHide] = useState(known?.hideIdentity ?? false)
  const [theirs, setTheirs] = useState<Skill[]>(known?.skills ?? [])
  const [needed, setNeeded] = useState<Skill[]>(known?.needs.skills ?? [])
  const set = (name: keyof typeof text) => (event: FormEvent<HTMLElement>) =>
    setText((before) => ({ ...before, [name]: (event.target as HTMLInputElement).value }))
  const save = () => {
    const [amount, low, high] = [numberOf(text.amount), numberOf(text.low), numberOf(text.high)]
    onSave({
      name: text.name,
      kind,
      portfolio: text.portfolio.trim() === '' ? null : text.portfolio.trim(),
      pictureUrl: known?.pictureUrl ?? null,
      notes: text.notes,
      skills: theirs,
      price:
        amount === null
          ? null
          : { amount, currency: text.currency.toUpperCase(), rate: low === null || high === null ? null : [low, high] },
      needs: { hoursAMonth: numberOf(text.hours), skills: needed },
      keepUntil: text.keepUntil,
      hideIdentity,
    })
  }
  const hidden = known?.masked === true
  return (
    <form
      className="max-w-2xl"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Section title={t('vetting:ui.who')}>
        <div className="grid gap-4">
          {hidden && <Note kind="fact">{t('vetting:ui.hiddenNote')}</Note>}
          <div className="grid gap-4 sm:grid-cols-2">
            {!hidden && <TextField label={t('vetting:ui.name')} required maxLength={120} value={text.name} onChange={set('name')} />}
            <Select
              label={t('vetting:ui.kind')}
              value={kind}
              onChange={setKind}
              choices={candidateKinds.map((value) => ({ value, label: t(`vetting:kind.${value}`) }))}
            />
          </div>
          {!hidden && (
            <>
              <TextField label={t('vetting:ui.portfolio')} type="url" dir="ltr" value={text.portfolio} onChange={set('portfolio')} />
              <TextArea label={t('vetting:ui.notes')} rows={2} maxLength={5000} value={text.notes} onChange={set('notes')} />
            </>
          )}
          <SkillBoxes title={t('vetting:ui.skills')} chosen={theirs} onChange={setTheirs} />
        </div>
      </Section>
      <Section title={t('vetting:ui.priceTitle')} note={t('vetting:ui.priceHint')}>
        <div className="grid gap-4">
          <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
            <TextField label={t('vetting:ui.amount')} type="number" min={0} value={text.amount} onChange={set('amount')} />
            <TextField label={t('vetting:ui.currency')} dir="ltr" maxLength={3} value={text.currency} onChange={set('currency')} />
            <TextField label={t('vetting:ui.rateLow')} type="number" min={0} step="any" value={text.low} onChange={set('low')} />
            <TextField label={t('vetting:ui.rateHigh')} type="number" min={0} step="any" value={text.high} onChange={set('high')} />
          </div>
          <TextField
            label={t('vetting:ui.hours')}
            hint={t('vetting:ui.hoursHint')}
            type="number"
            min={1}
            value={text.hours}
            onChange={set('hours')}
          />
          <SkillBoxes title={t('vetting:ui.needs')} chosen={needed} onChange={setNeeded} />
        </div>
      </Section>
      <Section title={t('vetting:ui.fairTitle')}>
        <div className="grid gap-3">
          <TextField label={t('vetting:ui.keepUntil')} type="date" required value={text.keepUntil} onChange={set('keepUntil')} />
          <Checkbox label={t('vetting:ui.hide')} checked={hideIdentity} onChange={setHide} />
        </div>
      </Section>
      {error !== null && error !== undefined && (
        <div role="alert" className="mb-4">
          <Note kind="problem">{say(problemOf(error).sentence)}</Note>
        </div>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="next" busy={busy}>
          {t('vetting:ui.save')}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{t('ui.cancel')}</Button>}
      </div>
    </form>
  )
}
