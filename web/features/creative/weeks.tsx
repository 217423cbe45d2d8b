/** The next weeks as bars: the hours that exist, and over them the range that is needed. */
import { useTranslation } from 'react-i18next'
import type { CapacityWeek } from '../../../contract/creative.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Supported } from '../../ui/supported.tsx'

const looks: Record<CapacityWeek['standing'], string> = {
  nothing: 'text-quiet',
  enough: 'text-good',
  outside: 'text-good',
  tight: 'text-warn',
  short: 'text-bad font-semibold',
}
const signs: Record<CapacityWeek['standing'], string> = { nothing: '·', enough: '●', outside: '◕', tight: '◐', short: '○' }

export const Weeks = ({ weeks }: { weeks: CapacityWeek[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const most = Math.max(1, ...weeks.flatMap(({ inHouse, outside, needed }) => [inHouse + outside, needed.interval[1]])) * 1.04
  const share = (hours: number) => `${(100 * hours) / most}%`
  return (
    <>
      <p className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-small text-quiet" aria-hidden>
        <span className="inline-flex items-center gap-2">
          <i className="inline-block h-3 w-5 bg-data" /> {t('creative:ui.capacity.legendInHouse')}
        </span>
        <span className="inline-flex items-center gap-2">
          <i className="inline-block h-3 w-5 border border-data bg-data-soft" /> {t('creative:ui.capacity.legendOutside')}
        </span>
        <span className="inline-flex items-center gap-2">
          <i className="inline-block h-0.5 w-5 bg-ink" /> {t('creative:ui.capacity.legendNeed')}
        </span>
      </p>
      <ul className="grid gap-5">
        {weeks.map((week) => (
          <li key={week.starts} className="grid gap-1.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium">{t('creative:ui.capacity.weekOf', { day: format.dayShort(week.starts) })}</h3>
              <span className={looks[week.standing]}>
                <span aria-hidden>{signs[week.standing]} </span>
                {t(`creative:ui.capacity.standing.${week.standing}`)}
              </span>
            </div>
            <div className="relative h-5 overflow-hidden rounded bg-sunk" aria-hidden>
              <div className="absolute inset-y-0 start-0 bg-data" style={{ inlineSize: share(week.inHouse) }} />
              <div
                className="absolute inset-y-0 border border-data bg-data-soft"
                style={{ insetInlineStart: share(week.inHouse), inlineSize: share(week.outside) }}
              />
              {week.needed.value > 0 && (
                <>
                  <div
                    className="absolute top-1/2 h-1 -translate-y-1/2 border-y border-paper bg-ink"
                    style={{
                      insetInlineStart: share(week.needed.interval[0]),
                      inlineSize: share(week.needed.interval[1] - week.needed.interval[0]),
                    }}
                  />
                  <div
                    className="absolute inset-y-0.5 w-1 border-x border-paper bg-ink"
                    style={{ insetInlineStart: share(week.needed.value) }}
                  />
                </>
              )}
            </div>
            <p>{say(week.words)}</p>
            {week.pieces.length > 0 && (
              <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-small text-quiet">
                <Supported of={week.needed} title={t('creative:ui.capacity.needed')} inline />
                {(['briefed', 'cadence'] as const).map((why) => {
                  const pieces = week.pieces.filter((piece) => piece.why === why)
                  if (pieces.length === 0) return null
                  const words = format.list(
                    pieces.map((piece) => t('creative:ui.countOf', { n: piece.count, what: t(`creative:ui.format.${piece.format}`) })),
                  )
                  return (
                    <span key={why}>
                      {t(why === 'briefed' ? 'creative:ui.capacity.piecesBriefed' : 'creative:ui.capacity.piecesCadence', {
                        pieces: words,
                      })}
                    </span>
                  )
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
