/** The trial task: what was handed in, its scores by the rubric, and handing in one's own. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Work } from '../../../contract/vetting-work.ts'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { PartProps } from './candidate-page.tsx'
import { ScoreTable } from './score-table.tsx'
import { SheetForm } from './sheet-form.tsx'
import { WorkForm } from './work-form.tsx'

const OneWork = ({ work, candidate, act, busy }: PartProps & { work: Work }) => {
  const { t } = useTranslation()
  const { at, brandId } = useBrand()
  const [scoring, setScoring] = useState(false)
  const input = { ...at, candidateId: candidate.id }
  const sheets = candidate.sheets.filter(({ workId }) => workId === work.id).map((sheet) => ({ ...sheet, source: '' }))
  const isIn = sheets.some(({ mine }) => mine)
  const file = `/api/workspaces/${at.workspaceId}/brands/${brandId}/candidates/${candidate.id}/works/${work.id}/file`
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 dir="auto" className="min-w-0 font-medium break-words">
          {work.title}
        </h3>
        <div className="flex flex-wrap gap-2">
          {!isIn && !scoring && <Button onClick={() => setScoring(true)}>{t('vetting:ui.scoreWork')}</Button>}
          <Button
            size="small"
            look="quiet"
            disabled={busy}
            onClick={() => act(() => client.vetting.removeWork({ ...input, workId: work.id }))}
          >
            {t('vetting:ui.removeWork')}
          </Button>
        </div>
      </div>
      {work.text !== '' && (
        <details className="mt-1">
          <summary className="cursor-pointer text-quiet">{t('vetting:ui.readWork')}</summary>
          <p dir="auto" className="mt-2 max-w-prose rounded-md bg-sunk px-3 py-2 break-words whitespace-pre-wrap">
            {work.text}
          </p>
        </details>
      )}
      {work.file !== null && (
        <p className="mt-1">
          <a className="underline underline-offset-4" href={file} download>
            {t('vetting:ui.openFile', { name: work.file.name })}
          </a>
        </p>
      )}
      {sheets.length > 0 && (
        <div className="mt-3">
          <ScoreTable form="trial" sheets={sheets} />
        </div>
      )}
      {scoring && !isIn && (
        <div className="mt-3">
          <SheetForm
            form="trial"
            busy={busy}
            onHandIn={({ scores }) => act(() => client.vetting.score({ ...input, form: 'trial', workId: work.id, scores }))}
          />
        </div>
      )}
    </li>
  )
}

export const Trial = (part: PartProps) => {
  const { t } = useTranslation()
  const { candidate } = part
  const [adding, setAdding] = useState(false)
  // Scores that were handed in before works were kept.
  const loose = candidate.sheets.filter(({ form, workId }) => form === 'trial' && workId === null)
  return (
    <Section
      title={t('vetting:ui.works')}
      note={t('vetting:ui.workHint')}
      acts={
        candidate.consent !== null &&
        !adding && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('vetting:ui.addWork')}
          </Button>
        )
      }
    >
      {adding && <WorkForm {...part} onDone={() => setAdding(false)} />}
      {candidate.works.length === 0 && !adding && <EmptyState title={t('vetting:ui.noWorks')} />}
      {candidate.works.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {candidate.works.map((work) => (
            <OneWork key={work.id} work={work} {...part} />
          ))}
        </ul>
      )}
      {loose.length > 0 && (
        <div className="mt-4">
          <h3 className="mb-2 font-medium">{t('vetting:ui.unnamedWork')}</h3>
          <ScoreTable form="trial" sheets={loose} />
        </div>
      )}
    </Section>
  )
}
