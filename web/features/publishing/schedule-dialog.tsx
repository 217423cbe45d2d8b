/** Choosing a time in the brand's zone – typed, or one that learning suggests – and asking openly when clocks change. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../contract/publishing.ts'
import { api, client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { refreshPublishing } from './refresh.ts'
import { isWallTime, nextFullHour, wallTimeOf } from './wall-time.ts'

interface ScheduleDialogProps {
  /** The publications of one post that get this time; each is approved first where it is not yet. */
  publications: Publication[]
  /** A wall time to begin with. */
  initial?: string
  /** Stores what is unsaved and answers the publications as they are then. */
  prepare?: () => Promise<Publication[]>
  onDone?: () => void
  onClose: () => void
}

const open = new Set(['draft', 'approved', 'scheduled', 'missed', 'failed', 'canceled'])

export const ScheduleDialog = ({ publications, initial, prepare, onDone, onClose }: ScheduleDialogProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brand, can } = useBrand()
  const now = useNow()
  const [localTime, setLocalTime] = useState(initial ?? nextFullHour(now, brand.timeZone))
  const [choose, setChoose] = useState<'earlier' | 'later'>('earlier')
  const suggestions = useQuery(api.learning.read.queryOptions({ input: { ...at, weeks: 2 }, staleTime: 60_000 }))
  const resolved = useQuery({
    ...api.publishing.resolveTime.queryOptions({ input: { ...at, localTime, choose } }),
    enabled: isWallTime(localTime),
  })
  const needsApproval = publications.some(({ contentHash, approvedHash }) => contentHash !== approvedHash) || prepare !== undefined

  const schedule = useMutation({
    mutationFn: async () => {
      const current = (prepare === undefined ? publications : await prepare()).filter(({ state }) => open.has(state))
      for (const publication of current) {
        const one = { ...at, publicationId: publication.id }
        if (publication.approvedHash !== publication.contentHash)
          await client.publishing.approve({ ...one, contentHash: publication.contentHash })
        await client.publishing.schedule({ ...one, localTime, ...(resolved.data?.kind === 'overlap' ? { choose } : {}) })
      }
      await refreshPublishing()
      notify(t('publishing:ui.scheduledFor', { when: format.dateTime(resolved.data?.scheduledAt ?? new Date()) }))
      onDone?.()
      onClose()
    },
    // Some of several may have been scheduled before one was refused: show what is.
    onError: () => refreshPublishing(),
  })
  const problem = schedule.error ?? resolved.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    schedule.mutate()
  }
  const free = suggestions.data?.suggestions.filter((each) => new Date(each.at) > now).slice(0, 6) ?? []
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('publishing:ui.schedule.title')}
      description={t('publishing:ui.schedule.zone', { zone: brand.timeZone.replaceAll('_', ' ') })}
    >
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={t('publishing:ui.schedule.when')}
          type="datetime-local"
          dir="ltr"
          required
          step={60}
          value={localTime}
          onChange={(event) => setLocalTime(event.target.value)}
          problem={problem === null ? null : say(problemOf(problem).sentence)}
        />
        {resolved.data?.note && (
          <div role="alert">
            <Note kind="warning">{say(resolved.data.note)}</Note>
          </div>
        )}
        {resolved.data?.kind === 'overlap' && (
          <Select
            label={t('publishing:ui.schedule.which')}
            value={choose}
            onChange={setChoose}
            choices={[
              { value: 'earlier', label: t('publishing:ui.schedule.earlier') },
              { value: 'later', label: t('publishing:ui.schedule.later') },
            ]}
          />
        )}
        {free.length > 0 && (
          <fieldset>
            <legend className="mb-1 text-small text-quiet">{t('publishing:ui.schedule.suggested')}</legend>
            <div className="flex flex-wrap gap-2">
              {free.map((each) => (
                <Button
                  key={each.at}
                  size="small"
                  title={say(each.reason)}
                  aria-pressed={wallTimeOf(each.at, brand.timeZone) === localTime}
                  className="aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
                  onClick={() => setLocalTime(wallTimeOf(each.at, brand.timeZone))}
                >
                  {format.dateTime(each.at)} · {t(`calendar:ui.slot.${each.kind}`)}
                </Button>
              ))}
            </div>
          </fieldset>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="next"
            type="submit"
            busy={schedule.isPending}
            disabled={!isWallTime(localTime) || (needsApproval && !can('approve'))}
          >
            {t(needsApproval ? 'publishing:ui.schedule.approveAndGo' : 'publishing:ui.schedule.go')}
          </Button>
        </div>
        {needsApproval && !can('approve') && <Note kind="fact">{t('publishing:ui.schedule.waitsForApproval')}</Note>}
      </form>
    </Dialog>
  )
}
