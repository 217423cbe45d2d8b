/** Single sessions, newest first; a person who knows better corrects their minutes. */
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
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'

type Session = Awaited<ReturnType<typeof client.inbox.sessions>>[number]
const measured = ({ startedAt, endedAt }: Session) => (Date.parse(endedAt) - Date.parse(startedAt)) / 60_000

export const Sessions = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const sessions = useQuery(api.inbox.sessions.queryOptions({ input: at }))
  const [open, setOpen] = useState<Session | null>(null)
  if (sessions.isPending) return <Skeleton />
  if (sessions.isError) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
  if (sessions.data.length === 0) return null
  const minutes = (value: number) => format.number(value, { maximumFractionDigits: 0 })
  return (
    <Section title={t('inbox:ui.time.sessions')} note={t('inbox:ui.time.sessionsNote')}>
      <Table
        caption={t('inbox:ui.time.sessions')}
        hideCaption
        rows={sessions.data}
        rowKey={({ id }) => id}
        columns={[
          { key: 'when', head: t('inbox:ui.time.when'), rowHeader: true, cell: (row) => format.dateTime(row.startedAt) },
          { key: 'who', head: t('inbox:ui.time.who'), cell: (row) => <bdi>{row.person}</bdi> },
          {
            key: 'account',
            head: t('inbox:ui.account'),
            cell: (row) => {
              const account = accounts.data?.find(({ id }) => id === row.accountId)
              return account === undefined ? '' : <AccountName account={account} />
            },
          },
          {
            key: 'minutes',
            head: t('inbox:ui.time.minutes'),
            number: true,
            cell: (row) =>
              row.correctedMinutes === null
                ? minutes(measured(row))
                : t('inbox:ui.time.corrected', { minutes: minutes(row.correctedMinutes), measured: minutes(measured(row)) }),
          },
          {
            key: 'act',
            head: <span className="sr-only">{t('inbox:ui.time.correct')}</span>,
            cell: (row) =>
              can('write-posts') && (
                <Button
                  size="small"
                  aria-label={t('inbox:ui.time.correctOf', { when: format.dateTime(row.startedAt) })}
                  onClick={() => setOpen(row)}
                >
                  {t('inbox:ui.time.correct')}
                </Button>
              ),
          },
        ]}
      />
      {open !== null && <CorrectDialog session={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

const CorrectDialog = ({ session, onClose }: { session: Session; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const [minutes, setMinutes] = useState(String(Math.round(session.correctedMinutes ?? measured(session))))
  const correct = useMutation({
    mutationFn: (to: number | null) => client.inbox.correctSession({ ...at, sessionId: session.id, minutes: to }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.inbox.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    correct.mutate(Number(minutes))
  }
  return (
    <Dialog open onClose={onClose} title={t('inbox:ui.time.correctOf', { when: format.dateTime(session.startedAt) })}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label={t('inbox:ui.time.minutes')}
          hint={t('inbox:ui.time.measured', { minutes: format.number(measured(session), { maximumFractionDigits: 0 }) })}
          type="number"
          dir="ltr"
          min={0}
          max={1440}
          required
          value={minutes}
          onChange={({ target }) => setMinutes(target.value)}
        />
        {correct.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(correct.error).sentence)}</Note>
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {session.correctedMinutes !== null && (
            <Button look="quiet" onClick={() => correct.mutate(null)}>
              {t('inbox:ui.time.uncorrect')}
            </Button>
          )}
          <Button look="next" type="submit" busy={correct.isPending}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
