/** Writing a candidate down. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CandidateInput } from '../../../contract/vetting.ts'
import { api, client, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { CandidateForm } from './candidate-form.tsx'

export const NewCandidatePage = () => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: (candidate: CandidateInput) => client.vetting.create({ ...at, candidate }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.vetting.key() })
      await navigate({ to: `/b/${brandId}/vetting/${id}` })
    },
  })
  return (
    <Page question={t('vetting:ui.add')}>
      <CandidateForm known={null} busy={save.isPending} error={save.error} onSave={save.mutate} />
    </Page>
  )
}
