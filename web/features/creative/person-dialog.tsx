/** One person: where, skills, hours, rate, days away. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Person, type PersonInput, type Skill, skills } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { type Language, languageNames, languages } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'

export const PersonDialog = ({ person, onClose }: { person: Person | null; onClose: () => void }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const settings = useQuery(api.creative.settings.read.queryOptions({ input: at }))
  const currencies = settings.data?.currencies ?? []
  const [name, setName] = useState(person?.name ?? '')
  const [place, setPlace] = useState<Person['place']>(person?.place ?? 'in-house')
  const [email, setEmail] = useState(person?.email ?? '')
  const [language, setLanguage] = useState<Language>(person?.language ?? (i18n.language === 'ar' ? 'ar' : 'en'))
  const [known, setKnown] = useState<Skill[]>(person?.skills ?? [])
  const [hours, setHours] = useState(String(person?.hoursPerWeek ?? 8))
  const [rate, setRate] = useState(person?.rate?.amount ?? '')
  const [currency, setCurrency] = useState<string | null>(person?.rate?.currency ?? null)
  const [awayFrom, setAwayFrom] = useState(person?.away.at(-1)?.from ?? '')
  const [awayTo, setAwayTo] = useState(person?.away.at(-1)?.to ?? '')
  const input = (): PersonInput => ({
    name,
    place,
    userId: person?.userId ?? null,
    email: email === '' ? null : email,
    language,
    skills: known,
    hoursPerWeek: Number(hours),
    rate: rate === '' ? null : { amount: rate, currency: currency ?? currencies[0] ?? '' },
    away: [...(person?.away.slice(0, -1) ?? []), ...(awayFrom === '' ? [] : [{ from: awayFrom, to: awayTo === '' ? awayFrom : awayTo }])],
    note: person?.note ?? '',
  })
  const save = useMutation({
    mutationFn: (removed: boolean) =>
      person === null
        ? client.creative.people.add({ ...at, ...input() })
        : client.creative.people.change({ ...at, personId: person.id, removed, ...input() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      notify(t('creative:ui.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(false)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={person === null ? t('creative:ui.person.add') : t('creative:ui.person.edit', { name: person.name })}
    >
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label={t('creative:ui.person.name')}
          required
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Select
          label={t('creative:ui.person.place')}
          value={place}
          onChange={setPlace}
          choices={(['in-house', 'outside'] as const).map((value) => ({ value, label: t(`creative:ui.person.${value}`) }))}
        />
        <fieldset>
          <legend className="font-medium">{t('creative:ui.person.skills')}</legend>
          <div className="grid grid-cols-2 gap-x-4">
            {skills.map((skill) => (
              <Checkbox
                key={skill}
                label={t(`creative:ui.skill.${skill}`)}
                checked={known.includes(skill)}
                onChange={(on) => setKnown(on ? [...known, skill] : known.filter((one) => one !== skill))}
              />
            ))}
          </div>
        </fieldset>
        <TextField
          label={t('creative:ui.person.hours')}
          type="number"
          dir="ltr"
          min={0}
          max={168}
          step={0.5}
          required
          value={hours}
          onChange={({ target }) => setHours(target.value)}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('creative:ui.person.rate')}
            optional={t('ui.optional')}
            dir="ltr"
            inputMode="decimal"
            value={rate}
            onChange={({ target }) => setRate(target.value)}
          />
          <Select
            label={t('creative:ui.person.currency')}
            value={currency ?? currencies[0] ?? null}
            onChange={setCurrency}
            choices={currencies.map((value) => ({ value, label: value }))}
          />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('creative:ui.person.awayFrom')}
            optional={t('ui.optional')}
            type="date"
            dir="ltr"
            value={awayFrom}
            onChange={({ target }) => setAwayFrom(target.value)}
          />
          <TextField
            label={t('creative:ui.person.awayTo')}
            type="date"
            dir="ltr"
            value={awayTo}
            min={awayFrom}
            onChange={({ target }) => setAwayTo(target.value)}
          />
        </div>
        <TextField
          label={t('creative:ui.person.email')}
          optional={t('ui.optional')}
          type="email"
          dir="ltr"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <Select
          label={t('creative:ui.person.language')}
          value={language}
          onChange={setLanguage}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {person !== null && (
            <Button look="quiet" disabled={save.isPending} onClick={() => save.mutate(true)}>
              {t('creative:ui.person.remove')}
            </Button>
          )}
          <Button look="next" type="submit" busy={save.isPending}>
            {t('creative:ui.person.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
