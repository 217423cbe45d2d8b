/** The review as it is read: each line with its number, the evidence behind it, and the way to its room. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Review, type ReviewItem, reviewSections } from '../../../contract/review.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { Supported, useWords } from '../../ui/supported.tsx'
import { addressOf } from '../today/index.ts'

/** Numbers that need a word on what they are; in the others’ sentences it stands already. */
const named = ['rates', 'followers', 'goal']

const Line = ({ item }: { item: ReviewItem }) => {
  const { t } = useTranslation()
  const words = useWords()
  const { brandId } = useBrand()
  const [kind = ''] = item.id.split('/')
  const said = item.own ?? words(item.words)
  return (
    <li className="border-b border-line py-2.5">
      <p className="max-w-prose" dir="auto">
        {said}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
        {item.estimate !== null && (
          <Supported
            of={item.estimate}
            title={said}
            kind={item.unit === 'change' || item.unit === 'percent' ? item.unit : 'number'}
            {...(item.section === 'changed' ? { noDifference: 0 } : {})}
          />
        )}
        {item.estimate !== null && named.includes(kind) && <span className="text-quiet">{t(`review:ui.of.${kind}`)}</span>}
        {item.place !== null && (
          <Link
            className="no-print inline-flex min-h-7 items-center underline underline-offset-4 coarse:min-h-11"
            to={addressOf(brandId, item.place)}
            aria-label={`${t('review:ui.open')}: ${said}`}
          >
            {t('review:ui.open')}
          </Link>
        )}
      </p>
    </li>
  )
}

export const ReviewDocument = ({ review }: { review: Review }) => {
  const { t } = useTranslation()
  const shown = review.items.filter(({ hidden }) => !hidden)
  return (
    <>
      {review.note !== '' && (
        <p dir="auto" className="mb-6 max-w-prose whitespace-pre-line">
          {review.note}
        </p>
      )}
      {reviewSections.map((section) => {
        const items = shown.filter((item) => item.section === section)
        return (
          <Section key={section} title={t(`review:section.${section}`)}>
            {items.length === 0 ? (
              <p className="text-quiet">{t('review:ui.nothing')}</p>
            ) : (
              <ul>
                {items.map((item) => (
                  <Line key={item.id} item={item} />
                ))}
              </ul>
            )}
          </Section>
        )
      })}
      {review.decisions.length > 0 && (
        <Section title={t('review:ui.decided')}>
          <ul>
            {review.decisions.map(({ id, words: what, decidedOn, decidedBy, checkOn }) => (
              <li key={id} className="border-b border-line py-2.5">
                <p dir="auto" className="font-medium">
                  {what}
                </p>
                <p className="text-small text-quiet">{t('decisions:ui.line', { day: decidedOn, by: decidedBy, checkOn })}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
