/** Where to post next: each suggested moment, what kind it is, why, and the way to write for it. */
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Suggestion } from '../../../contract/learning.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { wallTimeOf } from '../publishing/index.ts'

/** ★ best known, ● usual, ◌ least known: shape and word, never colour alone. */
export const kindSigns: Record<Suggestion['kind'], string> = { best: '★', usual: '●', 'least-known': '◌' }

/** The week that comes; the same slots come again in the weeks after it. */
const shown = 8

export const NextSlots = ({ suggestions }: { suggestions: Suggestion[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId, brand, can } = useBrand()
  if (suggestions.length === 0) return <p className="text-quiet">{t('learning:ui.next.empty')}</p>
  return (
    <ol className="grid">
      {suggestions.slice(0, shown).map(({ at, kind, reason }, index) => (
        <li
          key={at}
          className={`flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line py-2.5 ${index === 0 ? 'border-s-4 border-s-accent ps-3' : ''}`}
        >
          <time dateTime={at} className="w-44 shrink-0 font-medium">
            <bdi>{format.dateTime(at)}</bdi>
          </time>
          <span className="w-28 shrink-0 whitespace-nowrap">
            <span aria-hidden className="me-1.5 inline-block">
              {kindSigns[kind]}
            </span>
            {t(`learning:ui.next.kind.${kind}`)}
          </span>
          <span className="min-w-0 flex-1 basis-72 text-quiet">{say(reason)}</span>
          {can('write-posts') && (
            <Link
              to={`/b/${brandId}/posts/new`}
              search={{ at: wallTimeOf(at, brand.timeZone) } as Record<string, unknown>}
              aria-label={t('learning:ui.write', { when: format.dateTime(at) })}
              className="no-print inline-flex items-center gap-1.5 underline underline-offset-4 coarse:min-h-11"
            >
              <PenLine size={14} aria-hidden />
              {t('learning:ui.next.act')}
            </Link>
          )}
        </li>
      ))}
    </ol>
  )
}
