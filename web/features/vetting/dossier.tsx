/** The dossier as others will read it, with the ways to hand it out and the way to delete everything. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../../contract/vetting.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { ReportView } from '../../ui/report-view.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { ShareDialog } from '../shares/index.ts'

export const Dossier = ({ candidate }: { candidate: Candidate }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'share' | 'remove' | null>(null)
  const input = { ...at, candidateId: candidate.id }
  const dossier = useQuery({ ...api.vetting.dossier.queryOptions({ input }), enabled: !candidate.masked })
  const remove = useMutation({
    mutationFn: () => client.vetting.remove(input),
    onSuccess: async () => {
      await navigate({ to: `/b/${brandId}/vetting` })
      await queryClient.invalidateQueries({ queryKey: api.vetting.list.key() })
    },
  })
  const pdf = `/api/workspaces/${at.workspaceId}/brands/${brandId}/candidates/${candidate.id}/dossier.pdf`
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        {can('manage-brands') && (
          <Button look="next" onClick={() => setOpen('share')} disabled={candidate.masked || candidate.consent === null}>
            {t('vetting:ui.share')}
          </Button>
        )}
        {!candidate.masked && (
          <a className="px-2 underline underline-offset-4" href={pdf}>
            {t('vetting:ui.pdf')}
          </a>
        )}
      </div>
      {candidate.masked && <Note kind="fact">{t('vetting:problem.hidden')}</Note>}
      {!candidate.masked && dossier.isPending && <Skeleton lines={6} />}
      {dossier.isError && <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />}
      {dossier.data !== undefined && (
        <div className="rounded-box border border-line bg-raised px-4 py-4 sm:px-6">
          <ReportView report={dossier.data} />
        </div>
      )}
      {can('manage-brands') && (
        <div className="mt-8">
          <Section title={t('vetting:ui.endTitle')} note={t('vetting:dossier.keep', { day: format.calendarDay(candidate.keepUntil) })}>
            <Button look="danger" onClick={() => setOpen('remove')}>
              {t('vetting:ui.remove')}
            </Button>
          </Section>
        </div>
      )}
      <ShareDialog
        open={open === 'share'}
        onClose={() => setOpen(null)}
        kind="dossier"
        subjectId={candidate.id}
        make={(options) => client.vetting.share({ ...input, options })}
      />
      <Dialog
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={t('vetting:ui.remove')}
        description={t('vetting:ui.removeSure')}
        acts={
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('vetting:ui.remove')}
          </Button>
        }
      >
        {remove.isError && <ErrorState error={remove.error} />}
      </Dialog>
    </>
  )
}
