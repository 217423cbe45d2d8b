/** Moving a publication by dragging: at once where the new time is plain, with undo; asked where clocks change; put back where it is refused. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../contract/publishing.ts'
import { client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { refreshPublishing, wallTimeOf } from '../publishing/index.ts'

export interface Move {
  publication: Publication
  /** The wall time it was dropped on. */
  to: string
  /** Puts the picture back. */
  revert: () => void
}

/** `asking` is the move that needs a word from the person (a time that does not exist, or exists twice). */
export const useMoving = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brand } = useBrand()
  const [asking, setAsking] = useState<Move | null>(null)
  const schedule = async (publication: Publication, localTime: string) => {
    const { time } = await client.publishing.schedule({ ...at, publicationId: publication.id, localTime })
    await refreshPublishing()
    return time
  }
  const move = useMutation({
    mutationFn: async ({ publication, to, revert }: Move) => {
      const meant = await client.publishing.resolveTime({ ...at, localTime: to })
      if (meant.kind !== 'exact') return setAsking({ publication, to, revert })
      const before = publication.scheduledAt
      const time = await schedule(publication, to)
      const undo = () => {
        if (before !== null)
          schedule(publication, wallTimeOf(before, brand.timeZone)).catch((error: unknown) => notifyProblem(say(problemOf(error).sentence)))
      }
      notify(t('publishing:ui.scheduledFor', { when: format.dateTime(time.scheduledAt) }), { label: t('ui.undo'), run: undo })
    },
    onError: (error, { revert }) => {
      revert()
      notifyProblem(say(problemOf(error).sentence))
    },
  })
  return { move: move.mutate, asking, stopAsking: () => setAsking(null) }
}
