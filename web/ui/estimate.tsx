/** The one way to show an estimate: the value, a whisker for its interval, a small n, a word for its strength; a click opens the evidence. */
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Estimate as EstimateData } from '../../contract/metrics.ts'
import { type Format, useFormat } from '../languages/format.ts'
import type { Evidence } from './evidence-drawer.tsx'
import { type Strength, strengthOf } from './strength.ts'

const EvidenceDrawer = lazy(async () => ({ default: (await import('./evidence-drawer.tsx')).EvidenceDrawer }))

/** `percent`: 0.034 is 3.4%. `change`: 0.18 is +18%. */
export type EstimateKind = 'number' | 'percent' | 'change' | { currency: string }

export const writeValue = (format: Format, kind: EstimateKind, value: number): string =>
  typeof kind === 'object'
    ? format.number(value, { style: 'currency', currency: kind.currency, maximumSignificantDigits: 3 })
    : kind === 'percent'
      ? format.percent(value)
      : kind === 'change'
        ? format.change(value)
        : format.number(value, { maximumSignificantDigits: 3 })

export interface EstimateProps {
  of: EstimateData
  kind?: EstimateKind
  /** The value that means "no difference"; gives the word for strength and the line in the whisker. */
  noDifference?: number
  /** Ends of the whisker's scale, so that several in a list can be compared; else the interval itself. */
  scale?: readonly [number, number]
  /** What the evidence drawer shows; without it the estimate cannot be opened. */
  evidence?: Evidence
  /** Leaves the whisker away, inside a sentence. */
  inline?: boolean
}

export const Estimate = ({ of, kind = 'number', noDifference, scale, evidence, inline = false }: EstimateProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const strength = noDifference === undefined ? null : strengthOf(of.interval, noDifference)
  const write = (value: number) => writeValue(format, kind, value)
  const words = t('ui.estimate.words', {
    value: write(of.value),
    low: write(of.interval[0]),
    high: write(of.interval[1]),
    level: format.percent(of.level, 0),
    n: format.number(of.n),
  })
  const body = (
    <>
      <span className="font-medium">
        <bdi>{write(of.value)}</bdi>
      </span>
      {inline ? (
        <span className="text-small text-quiet">
          (<bdi>{write(of.interval[0])}</bdi> {t('ui.estimate.to')} <bdi>{write(of.interval[1])}</bdi>)
        </span>
      ) : (
        <Whisker interval={of.interval} value={of.value} scale={scale} noDifference={noDifference} />
      )}
      <span className="text-small whitespace-nowrap text-quiet">{t('ui.estimate.n', { n: format.number(of.n) })}</span>
      {strength !== null && <StrengthWord strength={strength} />}
    </>
  )
  const look = 'inline-flex flex-wrap items-center gap-x-2 gap-y-0 align-baseline'
  if (evidence === undefined)
    return (
      <span className={look} title={words}>
        <span className="sr-only">{words}</span>
        <span aria-hidden className="contents">
          {body}
        </span>
      </span>
    )
  return (
    <>
      <button
        type="button"
        className={`${look} rounded text-start underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-ink`}
        aria-label={`${words}${strength === null ? '' : ` ${t(`ui.strength.${strength}`)}.`} ${t('ui.evidence.open')}`}
        onClick={() => setOpen(true)}
      >
        {body}
      </button>
      {open && (
        <Suspense fallback={null}>
          <EvidenceDrawer evidence={evidence} estimate={words} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** clear ●, leaning ◐, open ○: shape and word, never colour alone. */
export const StrengthWord = ({ strength }: { strength: Strength }) => {
  const { t } = useTranslation()
  const sign = { clear: '●', leaning: '◐', open: '○' }[strength]
  return (
    <span className={`text-small whitespace-nowrap ${strength === 'open' ? 'text-quiet' : 'text-ink'}`}>
      <span aria-hidden className="points me-1 inline-block">
        {sign}
      </span>
      {t(`ui.strength.${strength}`)}
    </span>
  )
}

const width = 64
/** The interval as a line with a dot for the value, on `scale`; mirrored right to left. */
const Whisker = ({
  interval,
  value,
  scale,
  noDifference,
}: {
  interval: readonly [number, number]
  value: number
  scale: readonly [number, number] | undefined
  noDifference: number | undefined
}) => {
  const ends = scale ?? [Math.min(interval[0], noDifference ?? interval[0]), Math.max(interval[1], noDifference ?? interval[1])]
  const span = ends[1] - ends[0] || 1
  const x = (at: number) => 4 + Math.min(1, Math.max(0, (at - ends[0]) / span)) * (width - 8)
  return (
    <svg width={width} height={14} viewBox={`0 0 ${width} 14`} aria-hidden="true" className="points inline-block shrink-0 text-data">
      {noDifference !== undefined && (
        <line x1={x(noDifference)} x2={x(noDifference)} y1={1} y2={13} stroke="var(--line-strong)" strokeDasharray="2 2" />
      )}
      <line x1={x(interval[0])} x2={x(interval[1])} y1={7} y2={7} stroke="currentColor" strokeWidth={2} />
      {interval.map((end, index) => (
        <line key={index === 0 ? 'low' : 'high'} x1={x(end)} x2={x(end)} y1={4} y2={10} stroke="currentColor" strokeWidth={1.5} />
      ))}
      <circle cx={x(value)} cy={7} r={3.5} fill="currentColor" />
    </svg>
  )
}
