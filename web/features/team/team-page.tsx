/** Who works here: members, roles, invitations, and the person's own API keys. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, roles } from '../../../contract/procedure.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand, usePerson } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Invitations, InviteDialog } from './invitations.tsx'

export const TeamPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const person = usePerson()
  const { workspaceId, workspace, can } = useBrand()
  const [inviting, setInviting] = useState(false)
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId } }))
  const mayManage = can('manage-team')
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.team.listMembers.key() })
  const change = useMutation({
    mutationFn: async ({ userId, role, name }: { userId: string; role: Role; name: string }) => {
      await client.team.changeRole({ workspaceId, userId, role })
      await refresh()
      notify(t('team:ui.team.roleChanged', { name, role: t(`team:ui.role.${role}`) }))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const remove = useMutation({
    mutationFn: async ({ userId, name }: { userId: string; name: string }) => {
      await client.team.removeMember({ workspaceId, userId })
      await refresh()
      notify(t('team:ui.team.removed', { name }))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <Page
      question={t('team:ui.team.question')}
      answer={members.data && t('team:ui.team.answer', { count: members.data.length, workspace: workspace.name })}
      acts={
        mayManage && (
          <Button look="next" icon={<UserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
            {t('team:ui.team.invite')}
          </Button>
        )
      }
    >
      <Section title={t('ui.rooms.team')}>
        {members.isPending && <Skeleton />}
        {members.isError && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
        {members.data !== undefined && (
          <Table
            caption={workspace.name}
            hideCaption
            rows={members.data}
            rowKey={(member) => member.userId}
            columns={[
              {
                key: 'name',
                head: t('team:ui.team.person'),
                rowHeader: true,
                cell: (member) => (
                  <>
                    <bdi>{member.name}</bdi>{' '}
                    {member.userId === person.id && <span className="text-small text-quiet">({t('team:ui.team.you')})</span>}
                  </>
                ),
              },
              {
                key: 'role',
                head: t('team:ui.team.roleHead'),
                cell: (member) =>
                  mayManage && (member.role !== 'owner' || can('own')) ? (
                    <Select
                      label={t('team:ui.team.roleOf', { name: member.name })}
                      hideLabel
                      className="max-w-44"
                      value={member.role}
                      onChange={(role) => change.mutate({ userId: member.userId, role, name: member.name })}
                      choices={roles
                        .filter((role) => role !== 'owner' || can('own'))
                        .map((role) => ({ value: role, label: t(`team:ui.role.${role}`) }))}
                    />
                  ) : (
                    t(`team:ui.role.${member.role}`)
                  ),
              },
              {
                key: 'since',
                head: t('team:ui.team.since'),
                cell: (member) => <span className="whitespace-nowrap">{format.date(member.since)}</span>,
              },
              {
                key: 'acts',
                head: <span className="sr-only">{t('team:ui.team.remove')}</span>,
                cell: (member) =>
                  mayManage &&
                  member.userId !== person.id && (
                    <Button
                      size="small"
                      look="danger"
                      aria-label={t('team:ui.team.removeWhat', { name: member.name })}
                      onClick={() => remove.mutate({ userId: member.userId, name: member.name })}
                    >
                      {t('team:ui.team.remove')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Section>
      {mayManage && <Invitations />}
      <Section title={t('team:ui.team.rolesTitle')}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {roles.map((role) => (
            <div key={role} className="contents">
              <dt>{t(`team:ui.role.${role}`)}</dt>
              <dd className="text-quiet">{t(`team:ui.may.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <ApiKeys />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}
