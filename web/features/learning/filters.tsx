/** Which account, and what counts; each choice goes into the address. */
import { useTranslation } from 'react-i18next'
import { learningMetrics } from '../../../contract/learning.ts'
import { Select } from '../../ui/select.tsx'
import { useAccounts, writeHandle } from '../accounts/index.ts'
import type { LearningSearch } from './routes.tsx'

export const Filters = ({ search, onChange }: { search: LearningSearch; onChange: (search: LearningSearch) => void }) => {
  const { t } = useTranslation()
  const accounts = useAccounts({ withRemoved: true })
  const set = (name: keyof LearningSearch, value: string | undefined) => {
    const { [name]: _, ...rest } = search
    onChange((value === undefined ? rest : { ...rest, [name]: value }) as LearningSearch)
  }
  return (
    <div className="no-print mb-6 grid max-w-xl gap-x-4 gap-y-3 sm:grid-cols-2">
      <Select
        label={t('learning:ui.account')}
        value={search.account ?? 'all'}
        onChange={(value) => set('account', value === 'all' ? undefined : value)}
        choices={[
          { value: 'all', label: t('learning:ui.allAccounts') },
          ...(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: writeHandle(handle) })),
        ]}
      />
      <Select
        label={t('learning:ui.metric.label')}
        value={search.metric ?? 'engagement-rate'}
        onChange={(value) => set('metric', value === 'engagement-rate' ? undefined : value)}
        choices={learningMetrics.map((value) => ({ value, label: t(`learning:ui.metric.${value}`) }))}
      />
    </div>
  )
}
