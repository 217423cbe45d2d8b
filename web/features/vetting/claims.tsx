/** What a candidate claims, what became of each claim, and the evidence, most telling first. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Claim } from '../../../contract/vetting-claims.ts'
import { client } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import type { PartProps } from './candidate-page.tsx'
import { ClaimForm } from './claim-form.tsx'
import { CheckState } from './check-state.tsx'
import { ClaimPicture } from './claim-picture.tsx'
import { isUnderWay } from './search.ts'
import { laneOf, VerdictSign } from './summary.tsx'

const OneClaim = ({ claim, onRemove, busy }: { claim: Claim; onRemove: () => void; busy: boolean }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { id, text, type, account, from, to, result } = claim
  const lane = laneOf(claim)
  const share = result?.unit === 'percent'
  return (
    <li id={`claim-${id}`} tabIndex={-1} className="grid scroll-mt-6 grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-4">
      <VerdictSign lane={lane} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 text-small text-quiet">
          <b className="text-ink">{t(`vetting:lane.${lane}`)}</b>
          {result !== null && result.verdict !== 'unproven' && <span>({t(`vetting:strength.${result.strength}`)})</span>}
          <span>· {t(`vetting:type.${type}`)}</span>
          {account !== null && (
            <bdi dir="ltr" className="break-all">
              {account}
            </bdi>
          )}
          {from !== null && to !== null && (
            <span>
              {format.calendarDay(from)} – {format.calendarDay(to)}
            </span>
          )}
        </p>
        <blockquote dir="auto" className="mt-0.5 break-words">
          {text}
        </blockquote>
        {result !== null && (
          <>
            <p className="mt-1 break-words text-quiet">{say(result.reason)}</p>
            <ClaimPicture claim={claim} />
            {result.notes.length > 0 && <p className="mt-1 text-small text-quiet">{result.notes.map(say).join(' ')}</p>}
          </>
        )}
        <p className="mt-2 flex flex-wrap items-center justify-between gap-2">
          {result !== null && result.estimate !== null && result.evidence !== null ? (
            <Supported
              of={{
                ...result.estimate,
                ...(share
                  ? {
                      value: result.estimate.value / 100,
                      interval: [result.estimate.interval[0] / 100, result.estimate.interval[1] / 100] as [number, number],
                    }
                  : {}),
                evidence: result.evidence,
              }}
              kind={share ? 'percent' : 'number'}
              title={text}
            />
          ) : (
            <span />
          )}
          <Button size="small" look="quiet" disabled={busy} onClick={onRemove}>
            {t('vetting:ui.removeClaim')}
          </Button>
        </p>
      </div>
    </li>
  )
}

export const Claims = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [adding, setAdding] = useState(false)
  const input = { ...at, candidateId: candidate.id }
  const none = candidate.claims.length === 0
  return (
    <Section
      title={t('vetting:ui.claims')}
      acts={
        <div className="flex flex-wrap gap-2">
          {!none && !adding && (
            <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('vetting:ui.writeClaim')}
            </Button>
          )}
          <Button
            look="next"
            busy={busy || isUnderWay(candidate)}
            disabled={candidate.consent === null || none}
            onClick={() => act(() => client.vetting.check(input))}
          >
            {t('vetting:ui.check')}
          </Button>
        </div>
      }
    >
      <CheckState candidate={candidate} act={act} busy={busy} />
      {none && (
        <div className="mb-4">
          <EmptyState title={t('vetting:ui.noClaims')}>
            <p>{t('vetting:ui.noClaimsBody')}</p>
          </EmptyState>
        </div>
      )}
      {(none || adding) && <ClaimForm candidate={candidate} act={act} busy={busy} />}
      {!none && (
        <ul className="divide-y divide-line border-y border-line">
          {candidate.claims.map((claim) => (
            <OneClaim
              key={claim.id}
              claim={claim}
              busy={busy}
              onRemove={() => act(() => client.vetting.removeClaim({ ...input, claimId: claim.id }))}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}
