/** Changing one's own password; every other session ends with it. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../session/auth.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { notify } from '../ui/toast.tsx'

export const ChangePassword = () => {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: async () => {
      const changed = await changePassword(current, next)
      if (!changed) return false
      setCurrent('')
      setNext('')
      notify(t('ui.password.changed'))
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  const problem = change.isError ? t('ui.problem.offline') : change.data === false ? t('ui.password.wrong') : null
  return (
    <details>
      <summary className="w-fit underline underline-offset-4">{t('ui.password.title')}</summary>
      <form onSubmit={submit} className="mt-3 grid gap-3">
        <TextField
          label={t('ui.password.current')}
          type="password"
          dir="ltr"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          problem={problem}
        />
        <TextField
          label={t('ui.password.next')}
          hint={t('team:ui.welcome.passwordHint')}
          type="password"
          dir="ltr"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <Button type="submit" busy={change.isPending} className="justify-self-start">
          {t('ui.password.go')}
        </Button>
      </form>
    </details>
  )
}
