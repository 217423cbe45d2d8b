/** What was claimed beside what was measured: the interval as a bar, the claim as a dashed line, on one scale from zero. */
import { useTranslation } from 'react-i18next'
import type { Claim } from '../../../contract/vetting-claims.ts'
import { useFormat } from '../../languages/format.ts'

export const ClaimPicture = ({ claim }: { claim: Claim }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { figure, result } = claim
  if (figure === null || result === null || result.estimate === null) return null
  const { value, interval } = result.estimate
  const from = Math.min(0, figure, interval[0])
  const span = (Math.max(0, figure, interval[1]) - from) * 1.08 || 1
  const place = (at: number) => `${(100 * (at - from)) / span}%`
  const write = (at: number) => (result.unit === 'percent' ? format.percent(at / 100) : format.number(at, { maximumSignificantDigits: 4 }))
  return (
    <div className="mt-2 max-w-xl">
      <div aria-hidden className="relative h-7 border-b border-line">
        <span
          className="absolute top-1/2 h-2 min-w-1 -translate-y-1/2 rounded-sm bg-data"
          style={{ insetInlineStart: place(interval[0]), inlineSize: `${(100 * (interval[1] - interval[0])) / span}%` }}
        />
        <span className="absolute inset-y-0 border-s-2 border-dashed border-ink" style={{ insetInlineStart: place(figure) }} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-small text-quiet">
        <span>
          <span aria-hidden className="me-1.5 inline-block h-2 w-3 rounded-sm bg-data" />
          {t('vetting:ui.measuredAs', { value: write(value), low: write(interval[0]), high: write(interval[1]) })}
        </span>
        <span>
          <span aria-hidden className="me-1.5 inline-block h-3 border-s-2 border-dashed border-ink" />
          {t('vetting:ui.claimedAs', { value: write(figure) })}
        </span>
      </p>
    </div>
  )
}
