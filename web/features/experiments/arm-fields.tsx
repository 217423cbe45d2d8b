/** The arms of an experiment: a name and the one thing that is varied. */
import { useTranslation } from 'react-i18next'
import { formats } from '../../../contract/content.ts'
import type { ExperimentArm, Varied } from '../../../contract/experiments.ts'
import { useFormat } from '../../languages/format.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'

const mostArms = 5

export const ArmFields = ({
  varied,
  arms,
  onChange,
}: {
  varied: Varied
  arms: ExperimentArm[]
  onChange: (arms: ExperimentArm[]) => void
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  const set = (at: number, change: Partial<ExperimentArm>) => onChange(arms.map((arm, i) => (i === at ? { ...arm, ...change } : arm)))
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">{t('experiments:ui.arms')}</legend>
      {arms.map((arm, i) => (
        // Arms have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <div key={i} className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t('experiments:ui.armName', { n: format.number(i + 1) })}
            required
            maxLength={60}
            value={arm.name}
            onChange={(event) => set(i, { name: event.target.value })}
          />
          {varied === 'time' && (
            <Select
              label={t('experiments:ui.armHour', { n: format.number(i + 1) })}
              value={arm.hour === null ? null : String(arm.hour)}
              onChange={(hour) => set(i, { hour: Number(hour) })}
              choices={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: format.hour(hour) }))}
            />
          )}
          {varied === 'format' && (
            <Select
              label={t('experiments:ui.armFormat', { n: format.number(i + 1) })}
              value={arm.format}
              onChange={(value) => set(i, { format: value })}
              choices={formats.map((value) => ({ value, label: t(`learning:format.${value}`) }))}
            />
          )}
          {varied === 'wording' && (
            <TextArea
              label={t('experiments:ui.armText', { n: format.number(i + 1) })}
              rows={2}
              value={arm.text ?? ''}
              onChange={(event) => set(i, { text: event.target.value })}
            />
          )}
        </div>
      ))}
      <div className="flex gap-2">
        {arms.length < mostArms && (
          <Button
            size="small"
            onClick={() => onChange([...arms, { name: String.fromCodePoint(65 + arms.length), hour: null, format: null, text: '' }])}
          >
            {t('experiments:ui.addArm')}
          </Button>
        )}
        {arms.length > 2 && (
          <Button size="small" onClick={() => onChange(arms.slice(0, -1))}>
            {t('experiments:ui.dropArm')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
