/** Which days the pictures of attribution are about; ninety days until today unless others are chosen. */
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/field.tsx'

export interface AskedPeriod {
  from?: string
  to?: string
}

export const PeriodChoice = ({ value, onChange }: { value: AskedPeriod; onChange: (period: AskedPeriod) => void }) => {
  const { t } = useTranslation()
  const field = (key: 'from' | 'to') => (
    <TextField
      className="w-44"
      type="date"
      label={t(`attribution:ui.${key}`)}
      value={value[key] ?? ''}
      onChange={({ target }) => onChange({ ...value, [key]: target.value === '' ? undefined : target.value })}
    />
  )
  return (
    <fieldset className="flex flex-wrap items-end gap-3">
      <legend className="sr-only">{t('attribution:ui.period')}</legend>
      {field('from')}
      {field('to')}
    </fieldset>
  )
}
