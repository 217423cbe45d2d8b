/** Changing what is known of a candidate; claims, scores and consent stay as they are. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CandidateInput } from '../../../contract/vetting.ts'
import { api, client, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { CandidateForm } from './candidate-form.tsx'

export const EditCandidatePage = () => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const { candidateId = '' } = useParams({ strict: false }) as { candidateId?: string }
  const input = { ...at, candidateId }
  const known = useQuery(api.vetting.get.queryOptions({ input }))
  const back = () => navigate({ to: `/b/${brandId}/vetting/${candidateId}` })
  const save = useMutation({
    mutationFn: (candidate: CandidateInput) => client.vetting.update({ ...input, candidate }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.vetting.key() })
      await back()
    },
  })
  if (known.isPending) return <Skeleton lines={8} />
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />
  return (
    <Page question={t('vetting:ui.edit')} answer={<bdi>{known.data.name}</bdi>}>
      <CandidateForm known={known.data} busy={save.isPending} error={save.error} onSave={save.mutate} onCancel={() => void back()} />
    </Page>
  )
}
