/** The fields of a brand, for a new one and for changing one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../../contract/team.ts'
import { useFormat } from '../../languages/format.ts'
import { languageNames, languages } from '../../languages/load.ts'
import { TextField } from '../../ui/field.tsx'
import { SearchSelect, Select } from '../../ui/select.tsx'
import { zoneChoices } from './zones.ts'

export type BrandFields = Pick<Brand, 'name' | 'timeZone' | 'language' | 'publishWindowMinutes' | 'weekStartsOn'>

export const BrandForm = ({
  value,
  onChange,
  disabled = false,
  nameProblem = null,
}: {
  value: BrandFields
  onChange: (value: BrandFields) => void
  disabled?: boolean
  nameProblem?: string | null
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  const zones = useMemo(() => zoneChoices(value.timeZone), [value.timeZone])
  return (
    <div className="grid max-w-xl gap-4">
      <TextField
        label={t('team:ui.brand.name')}
        required
        maxLength={120}
        disabled={disabled}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
        problem={nameProblem}
      />
      <SearchSelect
        label={t('team:ui.brand.zone')}
        hint={t('team:ui.brand.zoneHint')}
        disabled={disabled}
        value={value.timeZone}
        onChange={(timeZone) => onChange({ ...value, timeZone })}
        choices={zones}
      />
      <Select
        label={t('team:ui.brand.language')}
        disabled={disabled}
        value={value.language}
        onChange={(language) => onChange({ ...value, language })}
        choices={languages.map((each) => ({ value: each, label: languageNames[each] }))}
      />
      <TextField
        label={t('team:ui.brand.window')}
        hint={t('team:ui.brand.windowHint')}
        type="number"
        min={1}
        max={1440}
        step={1}
        dir="ltr"
        disabled={disabled}
        value={Number.isNaN(value.publishWindowMinutes) ? '' : value.publishWindowMinutes}
        onChange={(event) => onChange({ ...value, publishWindowMinutes: event.target.valueAsNumber })}
      />
      <Select
        label={t('team:ui.brand.weekStart')}
        disabled={disabled}
        value={String(value.weekStartsOn)}
        onChange={(day) => onChange({ ...value, weekStartsOn: Number(day) })}
        choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: format.weekday(day) }))}
      />
    </div>
  )
}
