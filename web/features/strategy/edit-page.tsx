/** Writing the strategy down, or changing it: one form, saved as a new version. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StrategyContent } from '../../../contract/strategy.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'
import { PersonaFields, PillarFields } from './named-fields.tsx'
import { readNumber } from './read-number.ts'

const empty: StrategyContent = {
  personas: [],
  positioning: '',
  voice: '',
  pillars: [],
  cadence: [],
  budget: { money: null, currency: null, hours: null },
  never: [],
}

export const EditStrategyPage = () => {
  const { at } = useBrand()
  const known = useQuery({ ...api.strategy.read.queryOptions({ input: at }), refetchOnWindowFocus: false })
  const accounts = useAccounts()
  if (known.isPending || accounts.isPending) return <Skeleton lines={8} />
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  const current = known.data.current
  return <StrategyForm start={current?.content ?? empty} base={current?.number ?? 0} accounts={accounts.data ?? []} />
}

interface FormProps {
  start: StrategyContent
  base: number
  accounts: { id: string; handle: string }[]
}

const StrategyForm = ({ start, base, accounts }: FormProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(start)
  const [never, setNever] = useState(start.never.join('\n'))
  const [note, setNote] = useState('')
  const set = (change: Partial<StrategyContent>) => setDraft((before) => ({ ...before, ...change }))
  const leave = () => void navigate({ to: `/b/${brandId}/strategy` })
  const save = useMutation({
    mutationFn: () =>
      client.strategy.save({
        ...at,
        base,
        note,
        content: {
          ...draft,
          never: never
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.strategy.key() })
      notify(t('strategy:ui.saved'))
      leave()
    },
  })
  const problem = save.isError ? problemOf(save.error) : null
  const at_ = (where: string) => (problem?.where === where ? say(problem.sentence) : null)
  const perWeek = (accountId: string) => draft.cadence.find((one) => one.accountId === accountId)?.perWeek
  const setCadence = (accountId: string, text: string) => {
    const value = readNumber(text)
    const others = draft.cadence.filter((one) => one.accountId !== accountId)
    set({ cadence: value === null ? others : [...others, { accountId, perWeek: value }] })
  }
  const setBudget = (change: Partial<StrategyContent['budget']>) => set({ budget: { ...draft.budget, ...change } })
  return (
    <Page question={t('strategy:ui.question')}>
      <form
        className="grid max-w-3xl gap-8"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <PersonaFields personas={draft.personas} onChange={(personas) => set({ personas })} />
        <TextArea
          label={t('strategy:ui.positioning')}
          hint={t('strategy:ui.positioningHint')}
          rows={3}
          value={draft.positioning}
          onChange={(event) => set({ positioning: event.target.value })}
        />
        <TextArea
          label={t('strategy:ui.voice')}
          hint={t('strategy:ui.voiceHint')}
          rows={3}
          value={draft.voice}
          onChange={(event) => set({ voice: event.target.value })}
        />
        <PillarFields pillars={draft.pillars} onChange={(pillars) => set({ pillars })} problem={at_('pillars')} />
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="mb-2 font-semibold">{t('strategy:ui.cadence')}</legend>
          {accounts.length === 0 && <p className="text-quiet">{t('strategy:ui.noAccounts')}</p>}
          {accounts.map(({ id, handle }) => (
            <TextField
              key={id}
              label={t('strategy:ui.perWeek', { handle })}
              inputMode="decimal"
              defaultValue={perWeek(id) ?? ''}
              onChange={(event) => setCadence(id, event.target.value)}
            />
          ))}
        </fieldset>
        <fieldset className="grid gap-3 sm:grid-cols-3">
          <legend className="mb-2 font-semibold">{t('strategy:ui.budget')}</legend>
          <TextField
            label={t('strategy:ui.money')}
            inputMode="decimal"
            defaultValue={draft.budget.money ?? ''}
            onChange={(event) => setBudget({ money: readNumber(event.target.value) })}
          />
          <TextField
            label={t('strategy:ui.currency')}
            dir="ltr"
            maxLength={3}
            placeholder="SAR"
            defaultValue={draft.budget.currency ?? ''}
            problem={at_('budget.currency')}
            onChange={(event) => {
              const currency = event.target.value.trim().toUpperCase()
              setBudget({ currency: currency === '' ? null : currency })
            }}
          />
          <TextField
            label={t('strategy:ui.hours')}
            inputMode="decimal"
            defaultValue={draft.budget.hours ?? ''}
            onChange={(event) => setBudget({ hours: readNumber(event.target.value) })}
          />
        </fieldset>
        <TextArea
          label={t('strategy:ui.never')}
          hint={t('strategy:ui.neverHint')}
          rows={4}
          value={never}
          onChange={(event) => setNever(event.target.value)}
        />
        {base > 0 && (
          <TextField
            label={t('strategy:ui.note')}
            hint={t('strategy:ui.noteHint')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
        {problem !== null && (
          <div role="alert">
            <Note kind="problem">{say(problem.sentence)}</Note>
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="next" busy={save.isPending}>
            {t('strategy:ui.save')}
          </Button>
          <Button onClick={leave}>{t('strategy:ui.cancel')}</Button>
        </div>
      </form>
    </Page>
  )
}
