/** The evidence of learning as the drawer shows it: method, period, assumptions, and the slots or formats it was read from. */
import { useTranslation } from 'react-i18next'
import type { Learning } from '../../../contract/learning.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import type { Evidence } from '../../ui/evidence-drawer.tsx'

export const useEvidence = (learning: Learning): Evidence => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  const { evidence, slots } = learning
  const tried = slots.filter(({ n }) => n > 0).toSorted((a, b) => b.gain - a.gain)
  return {
    title: t('learning:ui.evidence'),
    method: say(evidence.method),
    ...(evidence.period === null
      ? {}
      : {
          period: t('learning:ui.period', { from: format.date(evidence.period.from), to: format.date(evidence.period.to), n: evidence.n }),
        }),
    assumptions: [
      ...evidence.assumptions.map(({ words, holds }) => ({ words: say(words), holds })),
      ...evidence.leftOut.map(({ reason }) => ({ words: `${t('learning:ui.leftOut')}: ${say(reason)}`, holds: null })),
    ],
    rows: {
      columns: [t('learning:ui.slot'), 'n', t('learning:ui.gain'), t('ui.chart.from'), t('ui.chart.until')],
      cells: tried.map(({ weekday, hour, n, gain, gainInterval }) => [
        `${format.weekday(weekday, 'short')} ${format.hour(hour)}`,
        n,
        format.change(gain),
        format.change(gainInterval[0]),
        format.change(gainInterval[1]),
      ]),
    },
    readMore: `/b/${brandId}/methods/learning`,
  }
}
