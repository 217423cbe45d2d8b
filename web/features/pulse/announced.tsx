/** What the network of a connection announced in its answers, and fields that came after the first week. */
import { useTranslation } from 'react-i18next'
import type { Connector } from '../../../contract/health.ts'
import { useFormat } from '../../languages/format.ts'

const isDay = (words: string) => /^\d{4}-\d{2}-\d{2}$/.test(words)

export const Announced = ({ connector: { notices, newFields } }: { connector: Connector }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (notices.length + newFields.length === 0) return <p className="mt-4 text-small text-quiet">{t('pulse:ui.health.noneAnnounced')}</p>
  return (
    <details className="mt-4" open={notices.some(({ kind }) => kind !== 'version')}>
      <summary className="cursor-pointer text-quiet hover:text-ink">{t('pulse:ui.health.announced')}</summary>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {notices.map(({ kind, endpoint, what, firstAt, lastAt }) => (
          <li key={`${kind}/${endpoint}/${what}`} className="py-2">
            <p className="[overflow-wrap:anywhere]">
              {t(`pulse:health.notice.${kind}`, { what: isDay(what) ? format.calendarDay(what) : what })}
            </p>
            <p className="text-small text-quiet [overflow-wrap:anywhere]">
              <bdi>{endpoint}</bdi> · {t('pulse:ui.health.seen', { from: format.date(firstAt), to: format.date(lastAt) })}
            </p>
          </li>
        ))}
        {newFields.map(({ endpoint, field, firstAt }) => (
          <li key={`${endpoint}/${field}`} className="py-2">
            <p className="[overflow-wrap:anywhere]">{t('pulse:ui.health.newField', { field })}</p>
            <p className="text-small text-quiet [overflow-wrap:anywhere]">
              <bdi>{endpoint}</bdi> · {format.date(firstAt)}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
