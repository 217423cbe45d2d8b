/** What the team does with a conversation: its state, who has it, its labels, and putting it aside. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Conversation, conversationStates } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand, usePerson } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { notifyProblem } from '../../ui/toast.tsx'

type Change = Omit<Parameters<typeof client.inbox.change>[0], 'workspaceId' | 'brandId' | 'conversationId'>

export const useChange = (conversationId: string) => {
  const say = useSay()
  const { at } = useBrand()
  return useMutation({
    mutationFn: (to: Change) => client.inbox.change({ ...at, conversationId, ...to }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.inbox.key() }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
}

export const TeamPanel = ({ conversation }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const { at, workspaceId } = useBrand()
  const me = usePerson()
  const change = useChange(conversation.id)
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId }, staleTime: 60_000 }))
  const known = useQuery(api.inbox.labels.queryOptions({ input: at }))
  const [label, setLabel] = useState('')
  const { assignee, labels } = conversation
  // Somebody who left the team, or was named by a rule, stays visible.
  const names = [...new Set([...(members.data ?? []).map(({ name }) => name), ...(assignee === null ? [] : [assignee])])]
  const add = (event: FormEvent) => {
    event.preventDefault()
    const next = label.trim()
    if (next === '') return
    change.mutate({ labels: [...labels, next] })
    setLabel('')
  }
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-3">
      <Select
        label={t('inbox:ui.setState')}
        className="min-w-48"
        value={conversation.state}
        onChange={(state) => change.mutate({ state })}
        choices={conversationStates.map((value) => ({ value, label: t(`inbox:ui.state.${value}`) }))}
      />
      <Select
        label={t('inbox:ui.assignee')}
        className="min-w-48"
        value={assignee ?? ''}
        onChange={(name) => change.mutate({ assignee: name === '' ? null : name })}
        choices={[{ value: '', label: t('inbox:ui.nobody') }, ...names.map((name) => ({ value: name, label: name }))]}
      />
      {assignee !== me.name && <Button onClick={() => change.mutate({ assignee: me.name })}>{t('inbox:ui.takeIt')}</Button>}
      <form onSubmit={add} className="flex items-end gap-2">
        <TextField
          label={t('inbox:ui.addLabel')}
          value={label}
          maxLength={60}
          list="inbox-labels"
          onChange={({ target }) => setLabel(target.value)}
        />
        <datalist id="inbox-labels">
          {(known.data ?? []).map((one) => (
            <option key={one.label} value={one.label}>
              {one.label}
            </option>
          ))}
        </datalist>
        <Button type="submit" disabled={label.trim() === ''}>
          {t('inbox:ui.add')}
        </Button>
      </form>
      {labels.length > 0 && (
        <ul aria-label={t('inbox:ui.labels')} className="flex basis-full flex-wrap gap-2">
          {labels.map((one) => (
            <li key={one} className="flex items-center rounded-md border border-line ps-2">
              <bdi>{one}</bdi>
              <IconButton
                size="small"
                label={t('inbox:ui.dropLabel', { label: one })}
                icon={<X size={14} aria-hidden />}
                onClick={() => change.mutate({ labels: labels.filter((other) => other !== one) })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
