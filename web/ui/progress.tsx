/** Long work: what it does, how far it is, and a way to stop it. */
import { Progress as BaseProgress } from '@base-ui/react/progress'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../languages/format.ts'
import { Button } from './button.tsx'

/** `share` from 0 to 1; null while nobody can say how much there is. */
export const Progress = ({
  label,
  share,
  detail,
  onCancel,
}: {
  label: string
  share: number | null
  detail?: string
  onCancel?: () => void
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="flex items-end gap-3">
      <BaseProgress.Root value={share === null ? null : share * 100} className="flex-1">
        <div className="mb-1 flex justify-between gap-3 text-small">
          <BaseProgress.Label>{label}</BaseProgress.Label>
          <span className="text-quiet">{detail ?? (share === null ? '' : format.percent(share, 0))}</span>
        </div>
        <BaseProgress.Track className="h-2 w-full overflow-hidden rounded-full bg-line">
          <BaseProgress.Indicator className={`h-full bg-data transition-[width] ${share === null ? 'w-1/3 animate-pulse' : ''}`} />
        </BaseProgress.Track>
      </BaseProgress.Root>
      {onCancel !== undefined && (
        <Button size="small" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  )
}
