/** Open invitations, and inviting somebody: a link to hand over. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, roles } from '../../../contract/procedure.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.team.listInvitations.key() })
const linkTo = (path: string) => `${window.location.origin}${path}`

export const Invitations = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { workspaceId } = useBrand()
  const open = useQuery(api.team.listInvitations.queryOptions({ input: { workspaceId } }))
  const revoke = useMutation({
    mutationFn: async (invitationId: string) => {
      await client.team.revokeInvitation({ workspaceId, invitationId })
      await refresh()
      notify(t('team:ui.team.revoked'))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <Section title={t('team:ui.team.invitations')} note={t('team:ui.team.invitationsNote')}>
      {open.isPending && <Skeleton lines={2} />}
      {open.isError && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
      {open.data?.length === 0 && <p className="text-quiet">{t('team:ui.team.none')}</p>}
      <ul className="grid gap-2">
        {open.data?.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line pb-2">
            <span>
              <bdi>{invitation.email}</bdi> · {t(`team:ui.role.${invitation.role}`)} ·{' '}
              <span className="text-quiet">{t('team:ui.team.until', { date: format.date(invitation.expiresAt) })}</span>
            </span>
            <span className="flex gap-2">
              <CopyLink path={invitation.path} />
              <Button size="small" onClick={() => revoke.mutate(invitation.id)}>
                {t('team:ui.team.revoke')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const CopyLink = ({ path }: { path: string }) => {
  const { t } = useTranslation()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(linkTo(path))
      notify(t('team:ui.team.copied'))
    } catch (error) {
      // Without https browsers refuse; the person still needs the link.
      notifyProblem(`${t('ui.evidence.notCopied', { reason: (error as Error).message })} ${linkTo(path)}`)
    }
  }
  return (
    <Button size="small" icon={<Copy size={14} aria-hidden />} onClick={() => void copy()}>
      {t('team:ui.team.copy')}
    </Button>
  )
}

export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { workspaceId } = useBrand()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Exclude<Role, 'owner'>>('marketer')
  const invite = useMutation({
    mutationFn: async () => {
      const made = await client.team.invite({ workspaceId, email: email.trim(), role })
      await refresh()
      return made
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('team:ui.team.inviteTitle')}
      description={t('team:ui.team.invitationsNote')}
      acts={
        invite.data === undefined ? (
          <Button look="next" busy={invite.isPending} disabled={!email.includes('@')} onClick={() => invite.mutate()}>
            {t('team:ui.team.invite')}
          </Button>
        ) : (
          <CopyLink path={invite.data.path} />
        )
      }
    >
      {invite.data === undefined ? (
        <div className="grid gap-4">
          <TextField
            label={t('team:ui.team.email')}
            type="email"
            dir="ltr"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            problem={invite.error === null ? null : say(problemOf(invite.error).sentence)}
          />
          <Select
            label={t('team:ui.team.roleHead')}
            hint={t(`team:ui.may.${role}`)}
            value={role}
            onChange={setRole}
            choices={roles.filter((each) => each !== 'owner').map((each) => ({ value: each, label: t(`team:ui.role.${each}`) }))}
          />
        </div>
      ) : (
        <p>
          <code dir="ltr" className="block rounded bg-sunk p-2">
            {linkTo(invite.data.path)}
          </code>
        </p>
      )}
    </Dialog>
  )
}
