/** Setting up an alert: where to, what, when and in which language. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand, useSession } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { type Group, groupNames, groups } from './groups.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))

export const AlertForm = ({ kind }: { kind: 'mail' | 'webhook' }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const { user } = useSession()
  const [address, setAddress] = useState(kind === 'mail' ? (user?.email ?? '') : '')
  const [chosen, setChosen] = useState<Group[]>(['wrong', 'asked'])
  const [mode, setMode] = useState<'at-once' | 'digest'>(kind === 'mail' ? 'digest' : 'at-once')
  const [hour, setHour] = useState('8')
  const [language, setLanguage] = useState<'en' | 'ar'>(i18n.language === 'ar' ? 'ar' : 'en')
  const [secret, setSecret] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: async () => {
      const wish = { steps: chosen.flatMap((group) => [...groups[group]]), mode, hour: Number(hour), language }
      if (kind === 'mail') return void (await client.alerts.createMail({ ...at, address, wish }))
      setSecret((await client.alerts.createWebhook({ ...at, address, wish })).secret)
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.alerts.key() }),
  })
  const problem = save.isError ? problemOf(save.error) : null
  return (
    <form
      className="grid max-w-2xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen.length > 0) save.mutate()
      }}
    >
      <TextField
        label={t(kind === 'mail' ? 'alerts:ui.address' : 'alerts:ui.url')}
        type={kind === 'mail' ? 'email' : 'url'}
        dir="ltr"
        required
        value={address}
        problem={problem?.where === 'address' ? say(problem.sentence) : null}
        onChange={(event) => setAddress(event.target.value)}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">{t('alerts:ui.steps')}</legend>
        {groupNames.map((group) => (
          <Checkbox
            key={group}
            label={t(`alerts:ui.step.${group}`)}
            checked={chosen.includes(group)}
            onChange={(on) => setChosen(groupNames.filter((each) => (each === group ? on : chosen.includes(each))))}
          />
        ))}
        {chosen.length === 0 && <p className="text-small text-bad">{t('alerts:ui.noSteps')}</p>}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t('alerts:ui.mode')}
          value={mode}
          onChange={setMode}
          choices={(['at-once', 'digest'] as const).map((value) => ({ value, label: t(`alerts:ui.modes.${value}`) }))}
        />
        {mode === 'digest' && <Select label={t('alerts:ui.hour')} value={hour} onChange={setHour} choices={hours} />}
        <Select
          label={t('alerts:ui.language')}
          value={language}
          onChange={setLanguage}
          choices={(['en', 'ar'] as const).map((value) => ({ value, label: t(`alerts:ui.languages.${value}`) }))}
        />
      </div>
      {problem !== null && problem.where !== 'address' && <Note kind="problem">{say(problem.sentence)}</Note>}
      {secret !== null && (
        <Note kind="good">
          <span className="block font-medium">{t('alerts:ui.secretTitle')}</span>
          <code dir="ltr" className="block break-all">
            {secret}
          </code>
          <span className="block">{t('alerts:ui.secretWords')}</span>
        </Note>
      )}
      <div>
        <Button type="submit" busy={save.isPending}>
          {t('alerts:ui.add')}
        </Button>
      </div>
    </form>
  )
}
