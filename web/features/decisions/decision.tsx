/** One decision of the log: what, why, what its number did since, and whether it held. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Decision, type Verdict, verdicts } from '../../../contract/decisions.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'

const Check = ({ decision, suggested }: { decision: Decision; suggested: Verdict }) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [verdict, setVerdict] = useState<Verdict>(decision.verdict ?? suggested)
  const [note, setNote] = useState(decision.verdictNote)
  const record = useMutation({
    mutationFn: () => client.decisions.check({ ...at, decisionId: decision.id, verdict, note }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.decisions.key() }),
  })
  return (
    <form
      className="mt-3 grid gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-end"
      onSubmit={(event) => {
        event.preventDefault()
        record.mutate()
      }}
    >
      <Select
        label={t('decisions:ui.verdict')}
        value={verdict}
        onChange={setVerdict}
        choices={verdicts.map((value) => ({ value, label: t(`decisions:verdict.${value}`) }))}
      />
      <TextField
        label={t('decisions:ui.note')}
        optional={t('ui.optional')}
        maxLength={2000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="submit" busy={record.isPending}>
        {t(decision.verdict === null ? 'decisions:ui.record' : 'decisions:ui.again')}
      </Button>
      {record.isError && <ErrorState error={record.error} />}
    </form>
  )
}

const Since = ({ decision }: { decision: Decision }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const read = useQuery(api.decisions.read.queryOptions({ input: { ...at, decisionId: decision.id } }))
  if (read.isPending) return <Skeleton lines={2} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { answer, difference, suggested } = read.data.evidence
  return (
    <>
      <p className="max-w-prose">{say(answer)}</p>
      {difference !== null && (
        <p className="mt-1">
          <Supported of={difference} title={t('decisions:ui.difference')} noDifference={0} />
        </p>
      )}
      {can('write-posts') && <Check key={decision.checkedAt} decision={decision} suggested={suggested ?? 'cannot-tell'} />}
    </>
  )
}

export const DecisionRow = ({ decision }: { decision: Decision }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(decision.due)
  const { words, because, expectation, decidedOn, decidedBy, checkOn, verdict, verdictNote, checkedBy, checkedAt } = decision
  return (
    <li className={`py-4 ${decision.due ? 'border-s-4 border-s-accent ps-3' : ''}`}>
      <p className="font-medium" dir="auto">
        {words}
      </p>
      <p className="text-small text-quiet">
        {t('decisions:ui.line', { day: decidedOn, by: decidedBy, checkOn })}
        {decision.due && <b className="ms-1 font-semibold">{t('decisions:ui.due')}</b>}
      </p>
      {because !== '' && (
        <p dir="auto" className="max-w-prose">
          {because}
        </p>
      )}
      {expectation !== null && (
        <p className="text-quiet">
          {t(`decisions:ui.expected.${expectation.direction}`, { metric: t(`forecast:ui.metric.${expectation.metric}`) })}
        </p>
      )}
      {verdict !== null && checkedAt !== null && (
        <p>
          {t('decisions:ui.checked', { verdict: t(`decisions:verdict.${verdict}`), by: checkedBy ?? '', day: format.date(checkedAt) })}{' '}
          <bdi>{verdictNote}</bdi>
        </p>
      )}
      <div className="mt-2">
        {open ? (
          <Since decision={decision} />
        ) : (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('decisions:ui.show')}
          </Button>
        )}
      </div>
    </li>
  )
}
