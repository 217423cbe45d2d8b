/** A number with the evidence that the server sent along: shows the estimate, and opens method, period, n, assumptions and rows. */
import { useTranslation } from 'react-i18next'
import type { Evidence as Sent, Supported as SupportedData, Words } from '../../contract/evidence.ts'
import { useFormat } from '../languages/format.ts'
import { useSay } from '../languages/say.ts'
import { useBrand } from '../session/session.ts'
import { Estimate, type EstimateProps } from './estimate.tsx'
import type { Evidence } from './evidence-drawer.tsx'

/** Says Athar's own sentences, and leaves what people wrote as it is. */
export const useWords = (): ((words: Words) => string) => {
  const say = useSay()
  return (words) => ('text' in words ? words.text : say(words))
}

/** Turns evidence as the server sends it into what the drawer shows. `title` names the number. */
export const useShownEvidence = (): ((sent: Sent, title: string) => Evidence) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  return ({ method, period, n, assumptions, rows, page }, title) => ({
    title,
    method: say(method),
    period:
      period === null
        ? t('ui.evidence.n', { count: n })
        : t('ui.evidence.periodN', { from: format.date(period.from), to: format.date(period.to), count: n }),
    assumptions: assumptions.map(({ words, holds }) => ({ words: say(words), holds })),
    ...(rows === null
      ? {}
      : {
          rows: {
            columns: rows.columns.map(say),
            cells: rows.cells.map((row) =>
              row.map((cell) =>
                cell === null ? '' : typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) ? format.date(cell) : cell,
              ),
            ),
          },
        }),
    ...(page === null ? {} : { readMore: `/b/${brandId}/methods/${page}` }),
  })
}

export const Supported = ({ of, title, ...rest }: Omit<EstimateProps, 'of' | 'evidence'> & { of: SupportedData; title: string }) => {
  const show = useShownEvidence()
  return <Estimate of={of} evidence={show(of.evidence, title)} {...rest} />
}
