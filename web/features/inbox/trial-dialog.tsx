/** Drawing an on/off schedule for engagement time: account, outcome, length of the blocks. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trialMetrics } from '../../../contract/inbox-time.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { useAccounts } from '../accounts/index.ts'

type Metric = (typeof trialMetrics)[number]
const dayMs = 24 * 60 * 60_000

export const TrialDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const accounts = useAccounts()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [metric, setMetric] = useState<Metric>('people')
  const [startsOn, setStartsOn] = useState(() => new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10))
  const [blockDays, setBlockDays] = useState('3')
  const [carryDays, setCarryDays] = useState('1')
  const [blocks, setBlocks] = useState('16')
  const accountId = chosen ?? accounts.data?.[0]?.id ?? null
  const start = useMutation({
    mutationFn: () =>
      client.inbox.startTrial({
        ...at,
        name,
        accountId: accountId ?? '',
        metric,
        startsOn,
        blockDays: Number(blockDays),
        carryDays: Number(carryDays),
        blocks: Number(blocks),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.inbox.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  const number = (label: string, value: string, set: (value: string) => void, limits: { min: number; max: number; step?: number }) => (
    <TextField
      label={label}
      type="number"
      dir="ltr"
      required
      {...limits}
      value={value}
      onChange={({ target }: { target: { value: string } }) => set(target.value)}
    />
  )
  return (
    <Dialog open onClose={onClose} title={t('inbox:ui.trials.add')} description={t('inbox:ui.trials.how')}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label={t('inbox:ui.name')} required maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        <Select
          label={t('inbox:ui.account')}
          value={accountId}
          onChange={setChosen}
          choices={(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        />
        <Select
          label={t('inbox:ui.trials.outcome')}
          value={metric}
          onChange={setMetric}
          choices={trialMetrics.map((value) => ({ value, label: t(`inbox:ui.trials.metric.${value}`) }))}
        />
        <TextField
          label={t('inbox:ui.trials.startsOn')}
          type="date"
          dir="ltr"
          required
          value={startsOn}
          onChange={({ target }) => setStartsOn(target.value)}
        />
        <div className="grid grid-cols-3 items-end gap-3">
          {number(t('inbox:ui.trials.blockDays'), blockDays, setBlockDays, { min: 1, max: 14 })}
          {number(t('inbox:ui.trials.carryDays'), carryDays, setCarryDays, { min: 0, max: 13 })}
          {number(t('inbox:ui.trials.blocks'), blocks, setBlocks, { min: 8, max: 60, step: 2 })}
        </div>
        <p className="text-quiet">{t('inbox:ui.trials.lasts', { count: Number(blockDays) * Number(blocks) || 0 })}</p>
        {start.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(start.error).sentence)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={start.isPending} disabled={accountId === null}>
            {t('inbox:ui.trials.draw')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
