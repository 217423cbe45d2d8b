/** First run: one person, one brand, and if wanted a living brand on the network inside Athar. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { type Language, languageNames, languages, setLanguage } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { sessionQuery } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { SearchSelect, Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'
import { browserZone, zoneChoices } from './zones.ts'

export const WelcomePage = () => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const navigate = useNavigate()
  // Not knowing of an inside network only takes the offer away, so its failure needs no words here.
  const insideNetworks = useQuery(api.accounts.insideNetworks.queryOptions())
  const inside = insideNetworks.data?.[0] ?? null
  const insideName = inside === null ? '' : inside.name[i18n.language === 'ar' ? 'ar' : 'en']
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [brandName, setBrandName] = useState('')
  const [timeZone, setTimeZone] = useState(browserZone)
  const [withBrand, setWithBrand] = useState(true)
  const zones = useMemo(() => zoneChoices(browserZone()), [])

  const begin = useMutation({
    mutationFn: async () => {
      const language = i18n.language as Language
      const made = await client.team.firstRun({
        name,
        password,
        language,
        timeZone,
        ...(email.trim() === '' ? {} : { email: email.trim() }),
        ...(brandName.trim() === ''
          ? withBrand && inside !== null
            ? { brandName: t('team:ui.welcome.exampleBrand') }
            : {}
          : { brandName: brandName.trim() }),
      })
      if (withBrand && inside !== null) {
        try {
          await client.accounts.begin({ ...made, network: inside.network })
        } catch (error) {
          // The person exists now; a form that asks for them again would be a dead end.
          notifyProblem(t('team:ui.welcome.beginFailed', { network: insideName, reason: say(problemOf(error).sentence) }))
        }
      }
      queryClient.clear()
      await queryClient.fetchQuery(sessionQuery())
      await navigate({ to: `/b/${made.brandId}/today` })
    },
  })
  const problem = begin.error === null ? null : problemOf(begin.error)
  const problemAt = (field: string) => (problem?.where === field ? say(problem.sentence) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin.mutate()
  }
  return (
    <Door question={t('team:ui.welcome.question')} answer={t('team:ui.welcome.answer')}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={t('team:ui.welcome.name')}
          hint={t('team:ui.welcome.nameHint')}
          name="name"
          autoComplete="username"
          required
          minLength={2}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          problem={problemAt('name')}
        />
        <PasswordField
          label={t('team:ui.welcome.password')}
          hint={t('team:ui.welcome.passwordHint')}
          name="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          problem={problemAt('password')}
        />
        <TextField
          label={t('team:ui.welcome.email')}
          optional={t('ui.optional')}
          hint={t('team:ui.welcome.emailHint')}
          name="email"
          type="email"
          autoComplete="email"
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          problem={problemAt('email')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('team:ui.welcome.language')}
            value={i18n.language as Language}
            onChange={(language) => void setLanguage(language)}
            choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
          <SearchSelect
            label={t('team:ui.welcome.zone')}
            hint={t('team:ui.zone.guess')}
            value={timeZone}
            onChange={setTimeZone}
            choices={zones}
          />
        </div>
        <TextField
          label={t('team:ui.welcome.brand')}
          optional={t('ui.optional')}
          hint={t('team:ui.welcome.brandHint')}
          name="brand"
          maxLength={120}
          value={brandName}
          onChange={(event) => setBrandName(event.target.value)}
        />
        {inside !== null && (
          <div className="rounded-box border border-line bg-sunk px-3 py-2">
            <Checkbox
              checked={withBrand}
              onChange={setWithBrand}
              label={<b className="font-medium">{t('team:ui.welcome.begin', { network: insideName })}</b>}
              hint={t('team:ui.welcome.beginHint')}
            />
          </div>
        )}
        {problem !== null && problem.where === null && (
          <div role="alert">
            <Note kind="problem">{say(problem.sentence)}</Note>
          </div>
        )}
        {/* Whoever is faster than the question about inside networks would begin without having been asked. */}
        <Button look="next" type="submit" busy={begin.isPending || insideNetworks.isPending}>
          {t(begin.isPending ? 'team:ui.welcome.starting' : 'team:ui.welcome.start')}
        </Button>
      </form>
    </Door>
  )
}
