/** Time set aside for conversations every week; it stands on the calendar. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'

const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.key() })

export const Blocks = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const [open, setOpen] = useState(false)
  const read = useQuery(api.inbox.blocks.queryOptions({ input: at }))
  const remove = useMutation({
    mutationFn: async (block: NonNullable<typeof read.data>[number]) => {
      await client.inbox.removeBlock({ ...at, blockId: block.id })
      const { id: _, ...input } = block
      notify(t('inbox:ui.blocks.removed'), {
        label: t('ui.undo'),
        run: () => void client.inbox.addBlock({ ...at, ...input }).then(readAgain, console.error),
      })
    },
    onSettled: readAgain,
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const add = can('write-posts') && <Button onClick={() => setOpen(true)}>{t('inbox:ui.blocks.add')}</Button>
  const handleOf = (id: string | null) =>
    id === null ? t('inbox:ui.allAccounts') : `@${accounts.data?.find((one) => one.id === id)?.handle ?? ''}`
  const weekly = (read.data ?? []).reduce((sum, { minutes }) => sum + minutes, 0) / 60
  return (
    <Section
      title={t('inbox:ui.blocks.title')}
      note={
        weekly > 0 ? t('inbox:ui.blocks.weekly', { hours: format.number(weekly, { maximumFractionDigits: 1 }) }) : t('inbox:ui.blocks.note')
      }
      acts={weekly > 0 ? add : undefined}
    >
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.length === 0 && (
        <EmptyState title={t('inbox:ui.blocks.empty')} act={add}>
          {t('inbox:ui.blocks.example')}
        </EmptyState>
      )}
      <ul>
        {read.data?.map((block) => {
          const values = { day: format.weekday(block.weekday), start: block.start, count: block.minutes }
          return (
            <li key={block.id} className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2">
              <span>
                {t('inbox:ui.blocks.row', values)}{' '}
                <span className="text-quiet">
                  <bdi>{handleOf(block.accountId)}</bdi>
                  {block.person !== null && (
                    <>
                      {' '}
                      · <bdi>{block.person}</bdi>
                    </>
                  )}
                </span>
              </span>
              {can('write-posts') && (
                <Button size="small" aria-label={t('inbox:ui.blocks.removeOf', values)} onClick={() => remove.mutate(block)}>
                  {t('inbox:ui.remove')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {open && <BlockDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

const BlockDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, workspaceId } = useBrand()
  const accounts = useAccounts()
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId }, staleTime: 60_000 }))
  const [weekday, setWeekday] = useState('7')
  const [start, setStart] = useState('10:00')
  const [minutes, setMinutes] = useState('30')
  const [accountId, setAccountId] = useState('')
  const [person, setPerson] = useState('')
  const save = useMutation({
    mutationFn: () =>
      client.inbox.addBlock({
        ...at,
        weekday: Number(weekday),
        start,
        minutes: Number(minutes),
        accountId: accountId === '' ? null : accountId,
        person: person === '' ? null : person,
      }),
    onSuccess: async () => {
      await readAgain()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={t('inbox:ui.blocks.add')}>
      <form className="grid gap-4" onSubmit={submit}>
        <Select
          label={t('inbox:ui.blocks.weekday')}
          value={weekday}
          onChange={setWeekday}
          choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: format.weekday(day) }))}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('inbox:ui.blocks.start')}
            type="time"
            dir="ltr"
            required
            value={start}
            onChange={({ target }) => setStart(target.value)}
          />
          <TextField
            label={t('inbox:ui.time.minutes')}
            type="number"
            dir="ltr"
            min={5}
            max={480}
            required
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
          />
        </div>
        <Select
          label={t('inbox:ui.account')}
          value={accountId}
          onChange={setAccountId}
          choices={[
            { value: '', label: t('inbox:ui.allAccounts') },
            ...(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: `@${handle}` })),
          ]}
        />
        <Select
          label={t('inbox:ui.time.who')}
          value={person}
          onChange={setPerson}
          choices={[
            { value: '', label: t('inbox:ui.blocks.anybody') },
            ...(members.data ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
        />
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={save.isPending}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
