/** The two numbers of the answer, each with its interval: what a typical post gets now, and what the best hours would add. */
import { useTranslation } from 'react-i18next'
import type { Learning } from '../../../contract/learning.ts'
import { useFormat } from '../../languages/format.ts'
import { Estimate } from '../../ui/estimate.tsx'
import { useEvidence } from './evidence.ts'

/** Rates per person or view are read as percentages; counts and rates per post as numbers. */
const isShare = ({ metric, unit }: Learning) => metric === 'engagement-rate' && unit !== 'post'

export const InShort = ({ learning }: { learning: Learning }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const evidence = useEvidence(learning)
  const { average, prediction, recommendation } = learning
  return (
    <dl className="mb-8 grid gap-x-10 gap-y-3 sm:grid-cols-2">
      {average !== null && (
        <div>
          <dt className="text-small text-quiet">
            {t('learning:ui.average')} (
            {learning.metric === 'engagement-rate' ? t(`learning:ui.unit.${learning.unit}`) : t(`learning:ui.metric.${learning.metric}`)})
          </dt>
          <dd>
            <Estimate of={average} kind={isShare(learning) ? 'percent' : 'number'} evidence={evidence} />
          </dd>
        </div>
      )}
      {recommendation.kind === 'slots' && (
        <div>
          <dt className="text-small text-quiet">{t('learning:ui.best')}</dt>
          <dd>
            <Estimate of={recommendation.gain} kind="change" noDifference={0} evidence={evidence} />
          </dd>
        </div>
      )}
      {prediction !== null && (
        <div className="sm:col-span-2">
          <dt className="sr-only">{t('learning:ui.predictionTitle')}</dt>
          <dd className="text-small text-quiet">
            {t('learning:ui.prediction', {
              low: format.number(prediction.factors[0]),
              high: format.number(prediction.factors[1]),
              level: format.percent(prediction.level, 0),
              n: prediction.n,
            })}
          </dd>
        </div>
      )}
    </dl>
  )
}
