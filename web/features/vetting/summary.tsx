/** The picture of a candidate's word: one mark a claim, sorted into proven, contradicted and unknown; each leads to its claim. */
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../../contract/vetting.ts'
import type { Claim } from '../../../contract/vetting-claims.ts'
import { useFormat } from '../../languages/format.ts'

export type Lane = 'proven' | 'contradicted' | 'unproven' | 'unchecked'
export const lanes: Lane[] = ['proven', 'contradicted', 'unproven', 'unchecked']
export const signs: Record<Lane, string> = { proven: '✓', contradicted: '✕', unproven: '?', unchecked: '·' }
/** Shape and sign first, colour second. */
const looks: Record<Lane, string> = {
  proven: 'border-good bg-good-soft text-good rounded-full',
  contradicted: 'border-bad bg-bad-soft text-bad',
  unproven: 'border-line-strong border-dashed bg-paper text-ink rounded',
  unchecked: 'border-line bg-sunk text-quiet rounded',
}

export const laneOf = ({ result }: Pick<Claim, 'result'>): Lane => result?.verdict ?? 'unchecked'

export const VerdictSign = ({ lane }: { lane: Lane }) => (
  <span aria-hidden className={`inline-flex size-6 shrink-0 items-center justify-center border text-small font-semibold ${looks[lane]}`}>
    {signs[lane]}
  </span>
)

export const Summary = ({ candidate, onShow }: { candidate: Candidate; onShow: (claimId: string) => void }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = lanes
    .map((lane) => ({ lane, claims: candidate.claims.filter((claim) => laneOf(claim) === lane) }))
    .filter(({ lane, claims }) => lane !== 'unchecked' || claims.length > 0)
  return (
    <dl className="mb-6 grid gap-px overflow-hidden rounded-box border border-line bg-line sm:auto-cols-fr sm:grid-flow-col">
      {shown.map(({ lane, claims }) => (
        <div key={lane} className="bg-paper px-4 py-3">
          <dt className="flex items-baseline gap-2 text-small text-quiet">
            <span aria-hidden>{signs[lane]}</span> {t(`vetting:lane.${lane}`)}
          </dt>
          <dd className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="text-title font-semibold tabular-nums">{format.number(claims.length)}</span>
            <span className="flex flex-wrap gap-1">
              {claims.map(({ id, text, type }) => (
                <button
                  key={id}
                  type="button"
                  title={text}
                  aria-label={t('vetting:ui.showClaim', { type: t(`vetting:type.${type}`), verdict: t(`vetting:lane.${lane}`) })}
                  onClick={() => onShow(id)}
                  className="flex size-7 items-center justify-center rounded hover:bg-sunk coarse:size-10"
                >
                  <VerdictSign lane={lane} />
                </button>
              ))}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
