/** Accepting an invitation: as the person signed in, or as a new one. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import type { Language } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { sessionQuery, useSession } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note, Skeleton } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'

export const JoinPage = () => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const navigate = useNavigate()
  const { user } = useSession()
  const { invitationId } = useParams({ strict: false }) as { invitationId: string }
  const invitation = useQuery(api.team.readInvitation.queryOptions({ input: { invitationId } }))
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: async () => {
      await client.team.acceptInvitation({
        invitationId,
        ...(user === null ? { newPerson: { name, password, language: i18n.language as Language } } : {}),
      })
      queryClient.clear()
      await queryClient.fetchQuery(sessionQuery())
      await navigate({ to: '/' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate()
  }
  const problem = accept.error === null ? null : problemOf(accept.error)
  if (invitation.isPending)
    return (
      <Door question={t('team:ui.join.question')} answer="…">
        <Skeleton />
      </Door>
    )
  if (invitation.isError)
    return (
      <Door question={t('team:ui.join.question')} answer={t('team:ui.join.gone')}>
        {null}
      </Door>
    )
  const { workspaceName, role, knownPerson, email } = invitation.data
  const answer = t('team:ui.join.answer', { workspace: workspaceName, role: t(`team:ui.role.${role}`), may: t(`team:ui.may.${role}`) })
  if (user === null && knownPerson)
    return (
      <Door question={t('team:ui.join.question')} answer={answer}>
        <p className="mb-4">{t('team:ui.join.known')}</p>
        <Link to="/sign-in" search={{ next: `/join/${invitationId}` }} className="underline underline-offset-4">
          {t('team:ui.signIn.go')} (<bdi>{email}</bdi>)
        </Link>
      </Door>
    )
  return (
    <Door question={t('team:ui.join.question')} answer={answer}>
      <form onSubmit={submit} className="grid gap-4">
        {user === null && (
          <>
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
              problem={problem?.where === 'name' ? say(problem.sentence) : null}
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
            />
          </>
        )}
        {problem !== null && problem.where !== 'name' && (
          <div role="alert">
            <Note kind="problem">{say(problem.sentence)}</Note>
          </div>
        )}
        <Button look="next" type="submit" busy={accept.isPending}>
          {user === null ? t('team:ui.join.asNew') : t('team:ui.join.asYou', { name: user.name })}
        </Button>
      </form>
    </Door>
  )
}
