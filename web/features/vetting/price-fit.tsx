/** What the price buys against what is needed, and skills against needs: no rank, only what is there and what is missing. */
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../../contract/vetting.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'

const Hours = ({ hours, need }: { hours: [number, number]; need: number | null }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const span = Math.max(hours[1], need ?? 0) * 1.08 || 1
  const place = (at: number) => `${(100 * at) / span}%`
  return (
    <div className="mt-3 max-w-xl">
      <div aria-hidden className="relative h-8 border-b border-line">
        <span
          className="absolute top-1/2 h-2.5 min-w-1 -translate-y-1/2 rounded-sm bg-data"
          style={{ insetInlineStart: place(hours[0]), inlineSize: place(hours[1] - hours[0]) }}
        />
        {need !== null && (
          <span className="absolute inset-y-0 border-s-2 border-dashed border-ink" style={{ insetInlineStart: place(need) }} />
        )}
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-small text-quiet">
        <span>
          <span aria-hidden className="me-1.5 inline-block h-2 w-3 rounded-sm bg-data" />
          {t('vetting:ui.buysHours', { low: format.number(hours[0]), high: format.number(hours[1]) })}
        </span>
        {need !== null && (
          <span>
            <span aria-hidden className="me-1.5 inline-block h-3 border-s-2 border-dashed border-ink" />
            {t('vetting:ui.needsHours', { need: format.number(need) })}
          </span>
        )}
      </p>
    </div>
  )
}

export const PriceFit = ({ candidate }: { candidate: Candidate }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { realism, fit } = candidate
  return (
    <>
      <Section title={t('vetting:ui.priceWord')}>
        <p className="max-w-prose">{say(realism.words)}</p>
        {realism.hours !== null && <Hours hours={realism.hours} need={realism.need?.hours ?? null} />}
        {realism.notes.length > 0 && (
          <ul className="mt-3 grid max-w-prose gap-1 text-quiet">
            {realism.notes.map((note) => (
              <li key={note.key}>{say(note)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('vetting:ui.fitWord')}>
        <ul className="max-w-prose divide-y divide-line border-y border-line">
          {fit.map(({ skill, has, from, words }) => (
            <li key={skill ?? 'none'} className="flex items-baseline gap-3 py-2">
              {skill !== null && (
                <span aria-hidden className={`w-4 shrink-0 text-center font-semibold ${has ? 'text-good' : 'text-quiet'}`}>
                  {has ? '✓' : '–'}
                </span>
              )}
              <span>
                {say(words)}
                {from === 'strategy' && <span className="ms-1.5 text-small text-quiet">{t('vetting:ui.fromStrategy')}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
