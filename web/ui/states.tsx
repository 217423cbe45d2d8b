/** What a page shows when it has nothing yet, is loading, failed, or knows too little. */
import { CircleHelp, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TooLittleData } from '../../contract/metrics.ts'
import { problemOf } from '../api.ts'
import { useFormat } from '../languages/format.ts'
import { useSay } from '../languages/say.ts'
import { Button } from './button.tsx'

/** Grey bars in the shape of what is coming; `lines` of text, or one box of `height` px. */
export const Skeleton = ({ lines = 3, height }: { lines?: number; height?: number }) => {
  const { t } = useTranslation()
  return (
    <output aria-label={t('ui.loading')} className="block animate-pulse">
      {height !== undefined ? (
        <div className="w-full rounded-box bg-sunk" style={{ blockSize: height }} />
      ) : (
        Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
          <div key={line} className="mb-2.5 h-4 rounded bg-sunk" style={{ inlineSize: `${[92, 78, 85, 60][line % 4]}%` }} />
        ))
      )}
    </output>
  )
}

/** Nothing here yet: what this page will show, one real example, and the way to the first one. */
export const EmptyState = ({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }) => (
  <div className="mb-6 flex flex-col items-start gap-2 rounded-box border border-dashed border-line-strong px-5 py-6">
    <p className="font-medium">{title}</p>
    {children !== undefined && <div className="max-w-prose text-quiet">{children}</div>}
    {act !== undefined && <div className="mt-2 flex flex-wrap gap-2">{act}</div>}
  </div>
)

/** Something failed: in words, with the way out. */
export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const problem = problemOf(error)
  return (
    <div role="alert" className="flex items-start gap-3 rounded-box border border-bad bg-bad-soft px-4 py-3">
      <TriangleAlert size={20} aria-hidden className="mt-0.5 shrink-0 text-bad" />
      <div className="flex flex-col items-start gap-2">
        <p>{say(problem.sentence)}</p>
        {onRetry !== undefined && problem.retry && (
          <Button size="small" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Too little data is an answer: what there is, what would be enough, and what helps. */
export const ThinDataState = ({
  data,
  unit,
  children,
}: {
  data: Pick<TooLittleData, 'have' | 'need'>
  unit: string
  children?: ReactNode
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  const share = data.need > 0 ? Math.min(1, data.have / data.need) : 0
  return (
    <div className="flex items-start gap-3 rounded-box border border-line bg-sunk px-4 py-3">
      <CircleHelp size={20} aria-hidden className="mt-0.5 shrink-0 text-quiet" />
      <div className="w-full max-w-prose">
        <p>{t('ui.thin.answer', { have: format.number(data.have), need: format.number(data.need), unit })}</p>
        <div className="mt-2 h-1.5 w-full overflow-hidden rounded-full bg-line" aria-hidden>
          <div className="h-full bg-open" style={{ inlineSize: `${share * 100}%` }} />
        </div>
        {children !== undefined && <div className="mt-2 text-quiet">{children}</div>}
      </div>
    </div>
  )
}

/** A fact to notice beside its cause; never colour alone: it begins with its word. */
export const Note = ({ kind, children }: { kind: 'problem' | 'warning' | 'good' | 'fact'; children: ReactNode }) => {
  const { t } = useTranslation()
  const looks = {
    problem: 'border-bad bg-bad-soft',
    warning: 'border-warn bg-warn-soft',
    good: 'border-good bg-good-soft',
    fact: 'border-line bg-sunk',
  }
  return (
    <div className={`rounded-md border-s-4 px-3 py-2 text-body ${looks[kind]}`}>
      {kind !== 'fact' && <b className="me-1 font-semibold">{t(`ui.note.${kind}`)}</b>}
      {children}
    </div>
  )
}
