/** One holdout: the plain answer, every method beside the fixed one, the days, and when it is on. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoldoutResult } from '../../../contract/attribution.ts'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'

type Method = HoldoutResult['methods'][0]

const Methods = ({ methods }: { methods: Method[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useSay()
  const number = (value: number) => format.number(Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2)))
  return (
    <Table
      caption={t('attribution:ui.effect.methods')}
      rows={methods}
      rowKey={({ method }) => method}
      columns={[
        {
          key: 'method',
          rowHeader: true,
          head: t('attribution:ui.effect.method'),
          cell: ({ method }) => t(`attribution:holdout.kind.${method}`),
        },
        {
          key: 'perDay',
          number: true,
          head: t('attribution:ui.effect.perDay'),
          cell: ({ effect, reason }) =>
            effect === null ? (
              <span className="text-quiet">{reason === null ? '–' : say(reason)}</span>
            ) : (
              `${number(effect.average)} (${number(effect.interval[0])} – ${number(effect.interval[1])})`
            ),
        },
        {
          key: 'lost',
          number: true,
          head: t('attribution:ui.effect.lost'),
          cell: ({ effect }) => (effect === null || effect.relative === null ? '–' : format.percent(effect.relative)),
        },
        {
          key: 'p',
          number: true,
          head: t('attribution:ui.effect.p'),
          cell: ({ effect }) => (effect === null || effect.p === null ? '–' : format.number(Number(effect.p.toPrecision(2)))),
        },
      ]}
    />
  )
}

export const HoldoutResultView = ({ holdoutId }: { holdoutId: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const [why, setWhy] = useState('')
  const read = useQuery(api.attribution.holdoutResult.queryOptions({ input: { ...at, holdoutId } }))
  const stop = useMutation(
    api.attribution.stopHoldout.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.attribution.key() }) }),
  )
  if (read.isPending) return <Skeleton height={160} />
  if (read.isError) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  const { holdout, result } = read.data
  const dayOf = (offset: number) => new Date(Date.parse(holdout.startsOn) + offset * 86_400_000).toISOString().slice(0, 10)
  const kind = result.verdict === 'effect' ? 'good' : result.verdict === 'harm' ? 'warning' : 'fact'
  return (
    <div className="mt-3 grid gap-4">
      <Note kind={kind}>
        {say(result.words)} {result.lost !== null && <Supported of={result.lost} kind="percent" title={t('attribution:ui.effect.lost')} />}
      </Note>
      {holdout.design.units.length > 0 && (
        <p>
          {t('attribution:ui.effect.share')}: <bdi>{holdout.design.units.join(', ')}</bdi> ({format.percent(holdout.design.share)})
        </p>
      )}
      {result.methods.length > 0 && <Methods methods={result.methods} />}
      {result.series.length > 0 && (
        <BandLine
          title={t('attribution:ui.effect.series')}
          words={say(result.words)}
          unit={t('attribution:ui.effect.series')}
          points={result.series.map(({ day, observed }) => ({ at: day, value: observed }))}
          annotations={[{ at: holdout.startsOn, words: holdout.title }]}
        />
      )}
      {holdout.design.blocks.length > 0 && (
        <details>
          <summary className="cursor-pointer font-medium">{t('attribution:ui.effect.schedule')}</summary>
          <ul className="mt-2 columns-2 gap-6">
            {holdout.design.blocks.map((block) => (
              <li key={block.fromDay}>
                {format.calendarDay(dayOf(block.fromDay))} – {format.calendarDay(dayOf(block.toDay))}:{' '}
                <b>{t(`attribution:ui.effect.${block.on ? 'on' : 'off'}`)}</b>
              </li>
            ))}
          </ul>
        </details>
      )}
      {result.verdict === 'not-yet' && can('publish') && (
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate({ ...at, holdoutId, reason: why })
          }}
        >
          <TextField label={t('attribution:ui.effect.why')} required value={why} onChange={({ target }) => setWhy(target.value)} />
          <Button type="submit" size="small" look="danger" busy={stop.isPending}>
            {t('attribution:ui.effect.stop')}
          </Button>
        </form>
      )}
      {stop.isError && <ErrorState error={stop.error} />}
    </div>
  )
}
