/** The week as a map that shows uncertainty as well as the mean: the less sure an hour, the greyer, and no brightness from chance. */
import { useTranslation } from 'react-i18next'
import type { Learning, SlotEstimate } from '../../../contract/learning.ts'
import { type HeatCell, HeatMap } from '../../charts/heat-map.tsx'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { writeValue } from '../../ui/estimate.tsx'
import { mapColour } from './map-colour.ts'
import { kindSigns } from './next-slots.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)

export const WeekMap = ({ learning }: { learning: Learning }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { brand } = useBrand()
  const days = Array.from({ length: 7 }, (_, i) => ((brand.weekStartsOn - 1 + i) % 7) + 1)
  const suggested = new Map(learning.suggestions.map(({ weekday, hour, kind }) => [`${weekday}:${hour}`, kind]))
  const share = learning.metric === 'engagement-rate' && learning.unit !== 'post'
  const value = (number: number) => writeValue(format, share ? 'percent' : 'number', number)
  const when = (slot: SlotEstimate) => `${format.weekday(slot.weekday)} ${format.hour(slot.hour)}`
  const colour = mapColour(learning)
  const cells = learning.slots.map((slot): HeatCell => {
    const kind = suggested.get(`${slot.weekday}:${slot.hour}`)
    return {
      row: slot.hour,
      column: days.indexOf(slot.weekday),
      ...colour(slot),
      words: t('learning:ui.map.cell', {
        when: when(slot),
        value: value(slot.mean),
        low: value(slot.interval[0]),
        high: value(slot.interval[1]),
        gain: format.change(slot.gain),
        gainLow: format.change(slot.gainInterval[0]),
        gainHigh: format.change(slot.gainInterval[1]),
        n: slot.n,
        strength: t(`ui.strength.${slot.strength}`),
      }),
      ...(kind === undefined ? {} : { mark: kindSigns[kind] }),
    }
  })
  return (
    <HeatMap
      title={t('learning:ui.map.title', { zone: learning.timeZone.replaceAll('_', ' ') })}
      words={t('learning:ui.map.words', {
        clear: learning.slots.filter(({ strength }) => strength === 'clear').length,
        tried: learning.slots.filter(({ n }) => n > 0).length,
      })}
      rows={hours.map((hour) => format.hour(hour))}
      columns={days.map((day) => format.weekday(day, 'short'))}
      cells={cells}
      ends={{ low: t('learning:ui.map.low'), high: t('learning:ui.map.high') }}
      note={t('learning:ui.map.note')}
    />
  )
}
