/** The share of fakes of one account from audit to audit, each with its range. */
import { useTranslation } from 'react-i18next'
import type { Audit } from '../../../contract/audience.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { Section } from '../../ui/page.tsx'
import { useMarks } from '../marks/index.ts'

export const ShareLine = ({ audits }: { audits: Audit[] }) => {
  const { t } = useTranslation()
  const points = audits
    .flatMap(({ createdAt, result }) =>
      result.kind === 'audit' ? [{ at: createdAt, value: result.share.value, interval: result.share.interval, n: result.share.n }] : [],
    )
    .toReversed()
  const marks = useMarks({ from: points[0]?.at, to: points.at(-1)?.at, metric: 'followers' })
  if (points.length < 2) return null
  return (
    <Section title={t('audience:ui.overTime')} note={t('audience:ui.overTimeNote')}>
      <BandLine
        title={t('audience:ui.share')}
        words={t('audience:ui.overTimeNote')}
        unit={t('audience:ui.share')}
        points={points}
        kind="percent"
        annotations={marks}
      />
    </Section>
  )
}
