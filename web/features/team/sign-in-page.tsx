/** Signing in, and back to where one came from. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from '../../api.ts'
import { setLanguage } from '../../languages/load.ts'
import { signIn } from '../../session/auth.ts'
import { sessionQuery } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'

const words = { wrong: 'wrong', 'too-often': 'tooOften', broken: 'broken' } as const

export const SignInPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { next } = useSearch({ strict: false }) as { next?: string }
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: async () => {
      const answer = await signIn(name.trim(), password)
      if (answer !== 'signed-in') return words[answer]
      queryClient.clear()
      const session = await queryClient.fetchQuery(sessionQuery())
      if (session.user !== null) await setLanguage(session.user.language)
      await navigate({ to: next ?? '/' })
      return null
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  const problem = enter.isError ? 'broken' : (enter.data ?? null)
  return (
    <Door question={t('team:ui.signIn.question')} answer={t('team:ui.signIn.answer')}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={t('team:ui.signIn.name')}
          name="username"
          autoComplete="username"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PasswordField
          label={t('team:ui.signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          problem={problem === null ? null : t(`team:ui.signIn.${problem}`)}
        />
        <Button look="next" type="submit" busy={enter.isPending}>
          {t('team:ui.signIn.go')}
        </Button>
      </form>
    </Door>
  )
}
