/** The evidence of a forecast as the drawer shows it: the method, its parts, the period, and every day it was read from. */
import { useTranslation } from 'react-i18next'
import type { Predicted } from '../../../contract/forecast.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import type { Evidence } from '../../ui/evidence-drawer.tsx'

export const useEvidence = ({ evidence, history, step }: Predicted): Evidence => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  const known = history.flatMap(({ day, value }) => (value === null ? [] : [[day, value] as [string, number]])).toReversed()
  return {
    title: t('forecast:ui.evidence'),
    method: say(evidence.method),
    period: t(`forecast:ui.period.${step}`, {
      from: format.date(evidence.period.from),
      to: format.date(evidence.period.to),
      n: format.number(evidence.n),
      missing: format.number(evidence.missing),
    }),
    assumptions: [
      ...evidence.parts.map(({ name, weight }) => ({
        words: t('forecast:ui.weight', { part: t(`forecast:part.${name}`), share: format.percent(weight, 0) }),
        holds: true,
      })),
      { words: t('forecast:ui.pasts'), holds: null },
    ],
    rows: {
      columns: [t('forecast:ui.table.day'), t('forecast:ui.table.mean')],
      cells: known.map(([day, value]) => [format.date(day), value]),
    },
    readMore: `/b/${brandId}/methods/forecast`,
  }
}
