/** Remarks on a deliverable in their order, and writing one: on the whole, or at the place that was pinned. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../languages/format.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextArea } from '../../ui/field.tsx'
import type { Pin, Place } from './pinned-picture.tsx'

/** What both the team's and the client's page know of a remark. */
export interface Remark {
  id: string
  versionId: string
  versionNumber: number
  x: number | null
  y: number | null
  body: string
  by: string
  at: string
  resolvedAt: string | null
  resolvedBy?: string | null
  fromLink?: boolean
  internal?: boolean
}

/** Remarks are numbered through, so that a number means one remark on every version. */
export const pinsOf = (remarks: Remark[], versionId: string): Pin[] =>
  remarks.flatMap(({ id, x, y, versionId: on, resolvedAt }, index) =>
    x === null || y === null || on !== versionId ? [] : [{ id, number: index + 1, x, y, settled: resolvedAt !== null }],
  )

interface RemarksProps {
  remarks: Remark[]
  /** The version on the screen: remarks on others say so. */
  versionId: string | null
  place: Place | null
  onUnpin: () => void
  /** Missing where nobody may remark. */
  onAdd?: (remark: { body: string; internal: boolean }) => Promise<boolean>
  offersInternal?: boolean
  onSettle?: (id: string, settled: boolean) => void
  busy: boolean
}

export const remarkAnchor = (id: string) => `remark-${id}`

export const Remarks = ({ remarks, versionId, place, onUnpin, onAdd, offersInternal = false, onSettle, busy }: RemarksProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [body, setBody] = useState('')
  const [internal, setInternal] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (onAdd !== undefined && (await onAdd({ body, internal }))) setBody('')
  }
  return (
    <div className="grid gap-3">
      {remarks.length === 0 && <p className="text-quiet">{t('creative:ui.remark.none')}</p>}
      <ol className="grid gap-3">
        {remarks.map((remark, index) => (
          <li
            key={remark.id}
            id={remarkAnchor(remark.id)}
            tabIndex={-1}
            className={`rounded-md border border-line px-3 py-2 outline-offset-2 ${remark.resolvedAt === null ? 'bg-raised' : 'bg-sunk text-quiet'}`}
          >
            <p className="flex flex-wrap items-baseline gap-x-2 text-small text-quiet">
              <span className="inline-flex size-5 items-center justify-center rounded-full border border-line-strong" aria-hidden>
                {format.number(index + 1)}
              </span>
              <bdi className="font-medium text-ink">{remark.by}</bdi>
              {remark.fromLink === true && <span>{t('creative:ui.remark.byLink')}</span>}
              {remark.internal === true && <span className="text-warn">{t('creative:ui.remark.internalMark')}</span>}
              <span>{format.dateTime(remark.at)}</span>
              {remark.versionId !== versionId && <span>{t('creative:ui.remark.onVersion', { number: remark.versionNumber })}</span>}
            </p>
            <p dir="auto" className={`mt-1 whitespace-pre-wrap ${remark.resolvedAt === null ? '' : 'line-through decoration-line-strong'}`}>
              {remark.body}
            </p>
            {(remark.resolvedAt !== null || onSettle !== undefined) && (
              <p className="mt-1 flex flex-wrap items-center gap-2 text-small">
                {remark.resolvedAt !== null && (
                  <span>
                    {(remark.resolvedBy ?? null) === null
                      ? t('creative:ui.remark.settledPlain')
                      : t('creative:ui.remark.settled', { name: remark.resolvedBy ?? '' })}
                  </span>
                )}
                {onSettle !== undefined && (
                  <Button size="small" look="quiet" onClick={() => onSettle(remark.id, remark.resolvedAt === null)}>
                    {t(remark.resolvedAt === null ? 'creative:ui.remark.settle' : 'creative:ui.remark.reopen')}
                  </Button>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {onAdd !== undefined && (
        <form className="grid gap-2" onSubmit={(event) => void submit(event)}>
          {place !== null && (
            <output className="flex flex-wrap items-center gap-2 text-small">
              {t('creative:ui.remark.pinned', { x: format.percent(place.x, 0), y: format.percent(place.y, 0) })}
              <Button size="small" look="quiet" onClick={onUnpin}>
                {t('creative:ui.remark.unpin')}
              </Button>
            </output>
          )}
          <TextArea
            label={t('creative:ui.remark.new')}
            rows={3}
            maxLength={4000}
            required
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
          {offersInternal && <Checkbox label={t('creative:ui.remark.internal')} checked={internal} onChange={setInternal} />}
          <div>
            <Button type="submit" busy={busy} disabled={body.trim() === ''}>
              {t('creative:ui.remark.send')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
