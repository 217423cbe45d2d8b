/** One week: what changed, what was learned, what is due, what to try next; corrected, decided in, and handed out. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download, Mail, Pencil, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'
import { DecisionForm } from '../decisions/index.ts'
import { ShareDialog } from '../shares/index.ts'
import { StrategyParts } from '../strategy/index.ts'
import { ReviewDocument } from './document.tsx'
import { EditReview } from './edit.tsx'
import { MailDialog } from './mail-dialog.tsx'

export const ReviewPage = () => {
  const { t } = useTranslation()
  const words = useWords()
  const { at, brandId, can } = useBrand()
  const { reviewId = '' } = useParams({ strict: false }) as { reviewId?: string }
  const [mode, setMode] = useState<'read' | 'edit' | 'share' | 'mail' | 'decide'>('read')
  const read = useQuery(api.review.read.queryOptions({ input: { ...at, reviewId } }))
  const review = read.data
  const stop = () => setMode('read')
  const pdf = `/api/workspaces/${at.workspaceId}/brands/${brandId}/reviews/${reviewId}/review.pdf`
  return (
    <Page
      question={review === undefined ? t('review:ui.question') : t('review:ui.questionOne', { from: review.from, to: review.to })}
      answer={review && <span dir="auto">{words(review.headline)}</span>}
      acts={
        review !== undefined &&
        mode !== 'edit' && (
          <>
            {can('write-posts') && (
              <>
                <Button look="next" icon={<Pencil size={16} aria-hidden />} onClick={() => setMode('edit')}>
                  {t('review:ui.edit')}
                </Button>
                <Button icon={<Share2 size={16} aria-hidden />} onClick={() => setMode('share')}>
                  {t('review:ui.share')}
                </Button>
                <Button icon={<Mail size={16} aria-hidden />} onClick={() => setMode('mail')}>
                  {t('review:ui.mail')}
                </Button>
              </>
            )}
            <a
              href={pdf}
              className="inline-flex min-h-9 coarse:min-h-11 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 hover:bg-sunk"
            >
              <Download size={16} aria-hidden />
              {t('review:ui.pdf')}
            </a>
          </>
        )
      }
    >
      <StrategyParts />
      {read.isPending && <Skeleton lines={8} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {review !== undefined && mode === 'edit' && <EditReview key={review.version} review={review} onDone={stop} />}
      {review !== undefined && mode !== 'edit' && (
        <>
          <ReviewDocument review={review} />
          {can('write-posts') && (
            <Section title={t('review:ui.decide')}>
              {mode === 'decide' ? (
                <DecisionForm reviewId={review.id} onDone={stop} />
              ) : (
                <Button onClick={() => setMode('decide')}>{t('decisions:ui.new')}</Button>
              )}
            </Section>
          )}
          <ShareDialog
            open={mode === 'share'}
            onClose={stop}
            kind="review"
            subjectId={review.id}
            make={(options) => client.review.share({ ...at, reviewId, options })}
          />
          <MailDialog open={mode === 'mail'} onClose={stop} reviewId={review.id} />
        </>
      )}
    </Page>
  )
}
