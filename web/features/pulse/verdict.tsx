/** A verdict as a word with a colour that repeats it, and whether it still may change. */
import { useTranslation } from 'react-i18next'
import type { Shift } from '../../../contract/pulse.ts'

const looks: Record<Shift['verdict'], string> = {
  us: 'border-accent',
  platform: 'border-line-strong',
  'us-and-platform': 'border-accent',
  season: 'border-line-strong',
  definition: 'border-bad',
  fault: 'border-bad',
  unclear: 'border-line border-dashed',
}

export const VerdictWord = ({ shift: { verdict, firm } }: { shift: Pick<Shift, 'verdict' | 'firm'> }) => {
  const { t } = useTranslation()
  return (
    <span
      className={`inline-flex items-center rounded-md border-s-4 border bg-raised px-2 py-0.5 text-small font-medium ${looks[verdict]}`}
    >
      {t(`pulse:verdict.${verdict}`)}
      {!firm && verdict !== 'unclear' && <span className="ms-1.5 font-normal text-quiet">{t('pulse:ui.young')}</span>}
    </span>
  )
}
