/** The person's own settings: language, digits, light and dark, and signing out. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleUser } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queryClient } from '../api.ts'
import { digitWishes, setDigitWish, useDigitWish } from '../languages/format.ts'
import { type Language, languageNames, languages, setLanguage } from '../languages/load.ts'
import { signOut } from '../session/auth.ts'
import { usePerson } from '../session/session.ts'
import { schemes, setScheme, useScheme } from '../theme/scheme.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { ChangePassword } from './change-password.tsx'

export const PersonMenu = () => {
  const { t } = useTranslation()
  const person = usePerson()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-11 w-full items-center gap-2.5 rounded-md px-2.5 text-start hover:bg-line"
      >
        <CircleUser size={18} aria-hidden className="shrink-0" />
        <span className="min-w-0">
          <span dir="auto" className="block truncate">
            {person.name}
          </span>
          <span className="sr-only">{t('ui.person.title')}</span>
        </span>
      </button>
      {open && <PersonSettings onClose={() => setOpen(false)} />}
    </>
  )
}

const PersonSettings = ({ onClose }: { onClose: () => void }) => {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { wish } = useScheme()
  const digits = useDigitWish()
  const language = useMutation({
    mutationFn: async (next: Language) => {
      await setLanguage(next)
      await client.team.setLanguage({ language: next })
    },
  })
  const leave = async () => {
    await signOut()
    queryClient.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('ui.person.title')}
      acts={<Button onClick={() => void leave()}>{t('ui.person.signOut')}</Button>}
    >
      <div className="grid gap-4">
        <Select
          label={t('ui.person.language')}
          value={i18n.language as Language}
          onChange={(next) => language.mutate(next)}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <Select
          label={t('ui.person.digits')}
          value={digits}
          onChange={setDigitWish}
          choices={digitWishes.map((value) => ({ value, label: t(`ui.digits.${value}`) }))}
        />
        <Select
          label={t('ui.person.scheme')}
          value={wish}
          onChange={setScheme}
          choices={schemes.map((value) => ({ value, label: t(`ui.scheme.${value}`) }))}
        />
        <ChangePassword />
        <p>
          <a href="/api/reference" className="underline underline-offset-4">
            {t('ui.reference')}
          </a>
        </p>
      </div>
    </Dialog>
  )
}
