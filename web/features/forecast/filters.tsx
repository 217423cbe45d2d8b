/** Which account and number, how far ahead, and which goal; each choice goes into the address. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { horizons } from '../../../contract/forecast.ts'
import { followedMetrics } from '../../../contract/metrics.ts'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { writeHandle } from '../accounts/index.ts'
import type { ForecastSearch } from './routes.tsx'

interface FiltersProps {
  accounts: { id: string; handle: string }[]
  account: string
  search: ForecastSearch
  onChange: (search: ForecastSearch) => void
}

/** Digits of either script; null for what is no amount. */
const readAmount = (text: string): number | null => {
  const plain = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660)).replace(/[\s,٬]/g, '')
  const value = Number(plain)
  return plain !== '' && Number.isFinite(value) && value > 0 && value <= 1e12 ? value : null
}

export const Filters = ({ accounts, account, search, onChange }: FiltersProps) => {
  const { t } = useTranslation()
  const [goal, setGoal] = useState(search.goal === undefined ? '' : String(search.goal))
  const set = (next: Partial<Record<keyof ForecastSearch, unknown>>) => onChange({ ...search, ...next } as ForecastSearch)
  const problem = goal.trim() !== '' && readAmount(goal) === null ? t('forecast:ui.goalProblem') : null
  return (
    <div className="no-print mb-6 grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      <Select
        label={t('forecast:ui.account')}
        value={account}
        onChange={(value) => set({ account: value })}
        choices={accounts.map(({ id, handle }) => ({ value: id, label: writeHandle(handle) }))}
      />
      <Select
        label={t('forecast:ui.metric.label')}
        value={search.metric ?? 'followers'}
        onChange={(value) => set({ metric: value })}
        choices={followedMetrics.map((value) => ({ value, label: t(`forecast:ui.metric.${value}`) }))}
      />
      <Select
        label={t('forecast:ui.days.label')}
        value={String(search.days ?? 60)}
        onChange={(value) => set({ days: Number(value) })}
        choices={horizons.map((value) => ({ value: String(value), label: t(`forecast:ui.days.${value}`) }))}
      />
      <TextField
        label={t('forecast:ui.goal')}
        optional={t('ui.optional')}
        hint={t('forecast:ui.goalHint')}
        inputMode="numeric"
        value={goal}
        problem={problem}
        onChange={({ target }) => {
          setGoal(target.value)
          if (target.value.trim() === '') set({ goal: undefined })
          else if (readAmount(target.value) !== null) set({ goal: readAmount(target.value) })
        }}
      />
    </div>
  )
}
