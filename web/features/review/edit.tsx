/** Correcting a review: other words for a line, a line left out, a line of one's own, and a note on the week. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Review, type ReviewItem, type ReviewSection, reviewSections } from '../../../contract/review.ts'
import { api, client, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'
import { notify } from '../../ui/toast.tsx'

type Wish = Pick<ReviewItem, 'own' | 'hidden'>

export const EditReview = ({ review, onDone }: { review: Review; onDone: () => void }) => {
  const { t } = useTranslation()
  const words = useWords()
  const { at } = useBrand()
  const [headline, setHeadline] = useState('')
  const [note, setNote] = useState(review.note)
  const [wishes, setWishes] = useState<Record<string, Wish>>({})
  const [added, setAdded] = useState<Partial<Record<ReviewSection, string>>>({})
  const wish = (item: ReviewItem): Wish => wishes[item.id] ?? { own: item.own, hidden: item.hidden }
  const change = (item: ReviewItem, part: Partial<Wish>) => setWishes((before) => ({ ...before, [item.id]: { ...wish(item), ...part } }))
  const save = useMutation({
    mutationFn: () =>
      client.review.edit({
        ...at,
        reviewId: review.id,
        version: review.version,
        headline: headline === '' ? null : headline,
        note,
        items: Object.entries(wishes).map(([id, { own, hidden }]) => ({ id, own, hidden })),
        added: reviewSections.flatMap((section) => {
          const text = added[section]?.trim() ?? ''
          return text === '' ? [] : [{ section, text }]
        }),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.review.key() })
      notify(t('review:ui.saved'))
      onDone()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="mb-8 grid max-w-2xl gap-4">
        <TextField
          label={t('review:ui.headline')}
          hint={t('review:ui.headlineHint')}
          placeholder={words(review.headline)}
          maxLength={2000}
          value={headline}
          onChange={({ target }) => setHeadline(target.value)}
        />
        <TextArea label={t('review:ui.note')} maxLength={8000} value={note} onChange={({ target }) => setNote(target.value)} />
      </div>
      {reviewSections.map((section) => (
        <Section key={section} title={t(`review:section.${section}`)}>
          <ul className="mb-3 grid max-w-2xl gap-4">
            {review.items
              .filter((item) => item.section === section)
              .map((item) => (
                <li key={item.id}>
                  <TextField
                    label={words(item.words)}
                    hint={t('review:ui.ownHint')}
                    maxLength={2000}
                    disabled={wish(item).hidden}
                    value={wish(item).own ?? ''}
                    onChange={({ target }) => change(item, { own: target.value })}
                  />
                  <Checkbox label={t('review:ui.hide')} checked={wish(item).hidden} onChange={(hidden) => change(item, { hidden })} />
                </li>
              ))}
          </ul>
          <div className="max-w-2xl">
            <TextField
              label={t('review:ui.add', { section: t(`review:section.${section}`) })}
              optional={t('ui.optional')}
              maxLength={2000}
              value={added[section] ?? ''}
              onChange={({ target }) => setAdded((before) => ({ ...before, [section]: target.value }))}
            />
          </div>
        </Section>
      ))}
      {save.isError && <ErrorState error={save.error} />}
      <div className="mt-4 flex gap-2">
        <Button type="submit" look="next" busy={save.isPending}>
          {t('review:ui.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('review:ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
