/** Choosing one of the brand's campaigns, wherever something belongs to one; what was put away is offered only where it is chosen already. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Select } from '../../ui/select.tsx'

export const CampaignPicker = ({
  value,
  onChange,
  className,
}: {
  value: string | null
  onChange: (campaignId: string | null) => void
  className?: string
}) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const campaigns = useQuery(api.links.campaigns.queryOptions({ input: at }))
  const offered = (campaigns.data ?? []).filter(({ id, archivedAt }) => archivedAt === null || id === value)
  return (
    <Select
      {...(className === undefined ? {} : { className })}
      label={t('links:ui.new.campaign')}
      value={value ?? ''}
      onChange={(campaignId) => onChange(campaignId === '' ? null : campaignId)}
      choices={[{ value: '', label: t('links:ui.none') }, ...offered.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}
