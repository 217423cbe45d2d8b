/** One candidate: the picture of their word above, and below it, one at a time, claims, people's scores, references, price, dossier. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../../contract/vetting.ts'
import { api, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Claims } from './claims.tsx'
import { Consent } from './consent.tsx'
import { Dossier } from './dossier.tsx'
import { Interview } from './interview.tsx'
import { PriceFit } from './price-fit.tsx'
import { References } from './references.tsx'
import { type CandidateSearch, type CandidateTab, candidateTabs, isUnderWay } from './search.ts'
import { Summary } from './summary.tsx'
import { Tables } from './tables.tsx'
import { Trial } from './trial.tsx'

export interface PartProps {
  candidate: Candidate
  /** Runs an act that answers with the changed candidate. */
  act: (work: () => Promise<Candidate>) => void
  busy: boolean
}

const Part = ({ tab, ...part }: PartProps & { tab: CandidateTab }) => {
  switch (tab) {
    case 'claims':
      return (
        <>
          <Consent {...part} />
          <Claims {...part} />
          <Tables {...part} />
        </>
      )
    case 'people':
      return (
        <>
          <Interview {...part} />
          <Trial {...part} />
        </>
      )
    case 'references':
      return <References {...part} />
    case 'price':
      return <PriceFit candidate={part.candidate} />
    case 'dossier':
      return <Dossier candidate={part.candidate} />
  }
}

/** Brings a claim into sight and to the keyboard, once its tab is drawn. */
const showClaim = (claimId: string) =>
  requestAnimationFrame(() => {
    const claim = document.querySelector<HTMLElement>(`#claim-${claimId}`)
    claim?.scrollIntoView({ block: 'center' })
    claim?.focus({ preventScroll: true })
  })

export const CandidatePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { candidateId = '' } = useParams({ strict: false }) as { candidateId?: string }
  const { tab = 'claims' } = useSearch({ strict: false }) as CandidateSearch
  const known = useQuery({
    ...api.vetting.get.queryOptions({ input: { ...at, candidateId } }),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? 700 : false),
  })
  const change = useMutation({
    mutationFn: (work: () => Promise<Candidate>) => work(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.vetting.key() }),
  })
  if (known.isPending) return <Skeleton lines={8} />
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  const candidate = known.data
  const { counts } = candidate
  const part: PartProps = { candidate, act: (work) => change.mutate(work), busy: change.isPending }
  const page = `/b/${brandId}/vetting/${candidateId}`
  const turn = (next: CandidateTab) => {
    change.reset()
    return navigate({ to: page, search: next === 'claims' ? {} : { tab: next }, replace: true })
  }
  return (
    <Page
      question={t('vetting:ui.candidate')}
      answer={
        <>
          <bdi>{candidate.name}</bdi> · {t('vetting:dossier.answer', { ...counts, unproven: counts.unproven + counts.unchecked })}
        </>
      }
      acts={
        can('manage-brands') && (
          <Button icon={<Pencil size={16} aria-hidden />} onClick={() => void navigate({ to: `${page}/edit` })}>
            {t('vetting:ui.edit')}
          </Button>
        )
      }
    >
      {candidate.masked && (
        <div className="mb-4">
          <Note kind="fact">{t('vetting:ui.hiddenNote')}</Note>
        </div>
      )}
      <Summary candidate={candidate} onShow={(claimId) => void turn('claims').then(() => showClaim(claimId))} />
      {change.isError && (
        <div role="alert" className="mb-4">
          <Note kind="problem">{say(problemOf(change.error).sentence)}</Note>
        </div>
      )}
      <Tabs
        label={t('vetting:ui.candidate')}
        value={tab}
        onChange={(next) => void turn(next)}
        tabs={candidateTabs.map((value) => ({ value, label: t(`vetting:tab.${value}`), content: <Part tab={value} {...part} /> }))}
      />
    </Page>
  )
}
