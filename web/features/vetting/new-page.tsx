/** Writing a candidate down: who, what they ask, what the plan needs, and until when it is kept. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { candidateKinds, type Skill, skills } from '../../../contract/vetting.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text))

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

export const NewCandidatePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const [kind, setKind] = useState<(typeof candidateKinds)[number]>('marketer')
  const [text, setText] = useState({
    name: '',
    keepUntil: inDays(90),
    portfolio: '',
    amount: '',
    currency: 'USD',
    low: '',
    high: '',
    hours: '',
  })
  const [hideIdentity, setHide] = useState(false)
  const [theirs, setTheirs] = useState<Skill[]>([])
  const [needed, setNeeded] = useState<Skill[]>([])
  const set = (name: keyof typeof text) => (event: FormEvent<HTMLElement>) =>
    setText((before) => ({ ...before, [name]: (event.target as HTMLInputElement).value }))
  const [amount, low, high] = [numberOf(text.amount), numberOf(text.low), numberOf(text.high)]
  const save = useMutation({
    mutationFn: () =>
      client.vetting.create({
        ...at,
        candidate: {
          name: text.name,
          kind,
          portfolio: text.portfolio.trim() === '' ? null : text.portfolio.trim(),
          skills: theirs,
          price:
            amount === null
              ? null
              : { amount, currency: text.currency.toUpperCase(), rate: low === null || high === null ? null : [low, high] },
          needs: { hoursAMonth: numberOf(text.hours), skills: needed },
          keepUntil: text.keepUntil,
          hideIdentity,
        },
      }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.vetting.key() })
      await navigate({ to: `/b/${brandId}/vetting/${id}` })
    },
  })
  return (
    <Page question={t('vetting:ui.add')}>
      <form
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextField label={t('vetting:ui.name')} required maxLength={120} value={text.name} onChange={set('name')} />
        <Select
          label={t('vetting:ui.kind')}
          value={kind}
          onChange={setKind}
          choices={candidateKinds.map((value) => ({ value, label: t(`vetting:kind.${value}`) }))}
        />
        <TextField label={t('vetting:ui.portfolio')} type="url" dir="ltr" value={text.portfolio} onChange={set('portfolio')} />
        <TextField label={t('vetting:ui.keepUntil')} type="date" required value={text.keepUntil} onChange={set('keepUntil')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t('vetting:ui.amount')} type="number" min={0} value={text.amount} onChange={set('amount')} />
          <TextField label={t('vetting:ui.currency')} dir="ltr" maxLength={3} value={text.currency} onChange={set('currency')} />
          <TextField label={t('vetting:ui.rateLow')} type="number" min={0} step="any" value={text.low} onChange={set('low')} />
          <TextField label={t('vetting:ui.rateHigh')} type="number" min={0} step="any" value={text.high} onChange={set('high')} />
          <TextField label={t('vetting:ui.hours')} type="number" min={1} value={text.hours} onChange={set('hours')} />
        </div>
        <SkillBoxes title={t('vetting:ui.skills')} chosen={theirs} onChange={setTheirs} />
        <SkillBoxes title={t('vetting:ui.needs')} chosen={needed} onChange={setNeeded} />
        <Checkbox label={t('vetting:ui.hide')} checked={hideIdentity} onChange={setHide} />
        {save.isError && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div>
          <Button type="submit" look="next" busy={save.isPending}>
            {t('vetting:ui.save')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
