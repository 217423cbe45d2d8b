/** One candidate: consent, claims with their evidence, tables, scores, price and fit, and the dossier to share. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../../contract/vetting.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ReportView } from '../../ui/report-view.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { ShareDialog } from '../shares/index.ts'
import { Claims } from './claims.tsx'
import { Scoring } from './scoring.tsx'
import { Tables } from './tables.tsx'

export interface PartProps {
  candidate: Candidate
  /** Runs an act that answers with the changed candidate. */
  act: (work: () => Promise<Candidate>) => void
  busy: boolean
}

export const CandidatePage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { candidateId = '' } = useParams({ strict: false }) as { candidateId?: string }
  const input = { ...at, candidateId }
  const known = useQuery(api.vetting.get.queryOptions({ input }))
  const [open, setOpen] = useState<'share' | 'remove' | 'dossier' | null>(null)
  const change = useMutation({
    mutationFn: (work: () => Promise<Candidate>) => work(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.vetting.key() }),
  })
  const dossier = useQuery({ ...api.vetting.dossier.queryOptions({ input }), enabled: open === 'dossier' })
  const remove = useMutation({
    mutationFn: () => client.vetting.remove(input),
    onSuccess: async () => {
      await navigate({ to: `/b/${brandId}/vetting` })
      await queryClient.invalidateQueries({ queryKey: api.vetting.list.key() })
    },
  })
  if (known.isPending) return <Skeleton lines={8} />
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  const candidate = known.data
  const { counts } = candidate
  const part: PartProps = { candidate, act: (work) => change.mutate(work), busy: change.isPending }
  return (
    <Page
      question={t('vetting:ui.candidate')}
      answer={
        <>
          <bdi>{candidate.name}</bdi> · {t('vetting:dossier.answer', { ...counts, unproven: counts.unproven + counts.unchecked })}
        </>
      }
      acts={
        <>
          <Button onClick={() => setOpen('dossier')} disabled={candidate.masked}>
            {t('vetting:ui.dossier')}
          </Button>
          {can('manage-brands') && (
            <>
              <Button onClick={() => setOpen('share')} disabled={candidate.masked || candidate.consent === null}>
                {t('vetting:ui.share')}
              </Button>
              <Button onClick={() => setOpen('remove')}>{t('vetting:ui.remove')}</Button>
            </>
          )}
        </>
      }
    >
      {candidate.masked && (
        <div className="mb-4">
          <Note kind="fact">{t('vetting:ui.hiddenNote')}</Note>
        </div>
      )}
      {change.isError && (
        <div role="alert" className="mb-4">
          <Note kind="problem">{say(problemOf(change.error).sentence)}</Note>
        </div>
      )}
      <ConsentPart {...part} />
      <Claims {...part} />
      <Tables {...part} />
      <Scoring {...part} />
      <Section title={t('vetting:ui.priceTitle')}>
        <p>{say(candidate.realism.words)}</p>
        <ul className="mt-2 list-disc ps-5">
          {candidate.fit.map((one) => (
            <li key={one.key}>{say(one)}</li>
          ))}
        </ul>
        <p className="mt-3 text-quiet">{t('vetting:dossier.keep', { day: candidate.keepUntil })}</p>
      </Section>
      <ShareDialog
        open={open === 'share'}
        onClose={() => setOpen(null)}
        kind="dossier"
        subjectId={candidateId}
        make={(options) => client.vetting.share({ ...input, options })}
      />
      <Dialog open={open === 'dossier'} onClose={() => setOpen(null)} title={t('vetting:ui.dossier')}>
        {dossier.isPending && <Skeleton lines={5} />}
        {dossier.isError && <ErrorState error={dossier.error} />}
        {dossier.data !== undefined && (
          <>
            <a
              className="underline underline-offset-4"
              href={`/api/workspaces/${at.workspaceId}/brands/${brandId}/candidates/${candidateId}/dossier.pdf`}
            >
              {t('vetting:ui.pdf')}
            </a>
            <ReportView report={dossier.data} />
          </>
        )}
      </Dialog>
      <Dialog
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={t('vetting:ui.remove')}
        description={t('vetting:ui.removeSure')}
        acts={
          <Button look="next" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('vetting:ui.remove')}
          </Button>
        }
      >
        {remove.isError && <ErrorState error={remove.error} />}
      </Dialog>
    </Page>
  )
}

const ConsentPart = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const [basis, setBasis] = useState<'consent' | 'public-figure'>('consent')
  const [note, setNote] = useState('')
  const { consent } = candidate
  return (
    <Section title={t('vetting:ui.consentTitle')}>
      {consent !== null ? (
        <p>
          {t(`vetting:dossier.${consent.basis === 'consent' ? 'consent' : 'publicFigure'}`, {
            day: consent.at.slice(0, 10),
            note: consent.note,
          })}
        </p>
      ) : (
        <div className="grid max-w-2xl gap-3">
          <Note kind="fact">{t('vetting:problem.consent')}</Note>
          {can('manage-brands') && (
            <>
              <Select
                label={t('vetting:ui.basis')}
                value={basis}
                onChange={setBasis}
                choices={[
                  { value: 'consent', label: t('vetting:ui.basisConsent') },
                  { value: 'public-figure', label: t('vetting:ui.basisPublic') },
                ]}
              />
              <TextField label={t('vetting:ui.consentNote')} value={note} onChange={(event) => setNote(event.target.value)} />
              <div>
                <Button
                  look="next"
                  disabled={note.trim().length < 3 || busy}
                  onClick={() => act(() => client.vetting.consent({ ...at, candidateId: candidate.id, consent: { basis, note } }))}
                >
                  {t('vetting:ui.recordConsent')}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
    </Section>
  )
}
