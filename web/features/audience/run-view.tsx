/** Audits under way, with how far they are and a way to stop them; the last one that failed says why. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Progress } from '../../ui/progress.tsx'
import { Note } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { useAccounts } from '../accounts/index.ts'

const lookEveryMs = 700
const isOpen = ({ state }: { state: string }) => state === 'waiting' || state === 'reading'

export const RunView = ({ onEnd }: { onEnd: () => Promise<void> }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, can } = useBrand()
  const accounts = useAccounts()
  const runs = useQuery({
    ...api.audience.runs.queryOptions({ input: at }),
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? lookEveryMs : false),
  })
  const cancel = useMutation({
    mutationFn: (runId: string) => client.audience.cancelRun({ ...at, runId }),
    onSuccess: () => runs.refetch(),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const open = runs.data?.filter(isOpen) ?? []
  const count = open.length
  const before = useRef(0)
  useEffect(() => {
    // What has ended stands among the audits now.
    if (count < before.current) void onEnd()
    before.current = count
  }, [count, onEnd])
  const newest = runs.data?.[0]
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      {open.map(({ id, accountId, state, read, of }) => (
        <Progress
          key={id}
          label={t(`audience:run.${state}`, { account: accounts.data?.find((one) => one.id === accountId)?.handle ?? '' })}
          share={of === null || of === 0 || state === 'waiting' ? null : Math.min(1, read / of)}
          detail={t('audience:run.read', { count: read, shown: format.number(read) })}
          {...(can('import') ? { onCancel: () => cancel.mutate(id) } : {})}
        />
      ))}
      {newest?.state === 'failed' && newest.reason !== null && <Note kind="problem">{say(newest.reason)}</Note>}
      {newest?.state === 'canceled' && <Note kind="fact">{t('audience:run.canceled')}</Note>}
    </div>
  )
}
