/** Deciding something: what, why, which number should move, and when to look again. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FollowedMetric } from '../../../contract/metrics.ts'
import { followedMetrics, weeklyMetrics } from '../../../contract/metrics.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'

const none = 'none'
const brand = 'brand'
const dayMs = 86_400_000
const isWeekly = (metric: string) => (weeklyMetrics as readonly string[]).includes(metric)
/** Today as the brand's calendar has it: sv-SE writes days as ISO does. */
const dayIn = (timeZone: string, ahead = 0) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now() + ahead * dayMs)

export const DecisionForm = ({ reviewId = null, onDone }: { reviewId?: string | null; onDone?: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brand: open } = useBrand()
  const accounts = useAccounts()
  const [draft, setDraft] = useState(() => ({
    words: '',
    because: '',
    metric: none as FollowedMetric | typeof none,
    accountId: brand,
    direction: 'up' as 'up' | 'down',
    decidedOn: dayIn(open.timeZone),
    checkOn: dayIn(open.timeZone, 42),
  }))
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const own = accounts.data ?? []
  const accountId = draft.accountId !== brand ? draft.accountId : isWeekly(draft.metric) ? null : (own[0]?.id ?? null)
  const save = useMutation({
    mutationFn: () =>
      client.decisions.decide({
        ...at,
        decision: {
          words: draft.words,
          because: draft.because,
          expectation: draft.metric === none ? null : { metric: draft.metric, accountId, direction: draft.direction },
          decidedOn: draft.decidedOn,
          checkOn: draft.checkOn,
          reviewId,
        },
      }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: api.decisions.key() }),
        queryClient.invalidateQueries({ queryKey: api.review.key() }),
      ])
      set({ words: '', because: '' })
      notify(t('decisions:ui.saved'))
      onDone?.()
    },
  })
  const problem = save.isError ? problemOf(save.error) : null
  const beside = (where: string) => (problem?.where === where ? say(problem.sentence) : null)
  return (
    <form
      className="grid max-w-2xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextField
        label={t('decisions:ui.words')}
        required
        maxLength={500}
        value={draft.words}
        onChange={({ target }) => set({ words: target.value })}
      />
      <TextArea
        label={t('decisions:ui.because')}
        optional={t('ui.optional')}
        rows={2}
        maxLength={2000}
        value={draft.because}
        onChange={({ target }) => set({ because: target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('decisions:ui.metric')}
          value={draft.metric}
          onChange={(metric) => set({ metric })}
          choices={[
            { value: none, label: t('decisions:ui.noMetric') },
            ...followedMetrics.map((value) => ({ value, label: t(`forecast:ui.metric.${value}`) })),
          ]}
        />
        {draft.metric !== none && (
          <>
            <Select
              label={t('decisions:ui.direction')}
              value={draft.direction}
              onChange={(direction) => set({ direction })}
              choices={(['up', 'down'] as const).map((value) => ({ value, label: t(`decisions:ui.${value}`) }))}
            />
            <Select
              label={t('decisions:ui.account')}
              value={accountId ?? brand}
              problem={beside('accountId')}
              onChange={(next) => set({ accountId: next })}
              choices={[
                ...(isWeekly(draft.metric) ? [{ value: brand, label: t('decisions:ui.brand') }] : []),
                ...own.map(({ id, handle }) => ({ value: id, label: `\u2068@${handle}\u2069` })),
              ]}
            />
          </>
        )}
        <TextField
          label={t('decisions:ui.decidedOn')}
          type="date"
          dir="ltr"
          required
          value={draft.decidedOn}
          problem={beside('decidedOn')}
          onChange={({ target }) => set({ decidedOn: target.value })}
        />
        <TextField
          label={t('decisions:ui.checkOn')}
          type="date"
          dir="ltr"
          required
          value={draft.checkOn}
          problem={beside('checkOn')}
          onChange={({ target }) => set({ checkOn: target.value })}
        />
      </div>
      {problem !== null && problem.where === null && (
        <div role="alert">
          <Note kind="problem">{say(problem.sentence)}</Note>
        </div>
      )}
      <Button type="submit" look="next" className="justify-self-start" busy={save.isPending}>
        {t('decisions:ui.save')}
      </Button>
    </form>
  )
}
