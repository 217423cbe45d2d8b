/** The trial task: scores by its rubric, and handing in one's own. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import type { PartProps } from './candidate-page.tsx'
import { ScoreTable } from './score-table.tsx'
import { SheetForm } from './sheet-form.tsx'

export const Trial = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [scoring, setScoring] = useState(false)
  const sheets = candidate.sheets.filter(({ form }) => form === 'trial')
  const isIn = sheets.some(({ mine }) => mine)
  return (
    <Section
      title={t('vetting:form.trial')}
      acts={!isIn && !scoring && <Button onClick={() => setScoring(true)}>{t('vetting:ui.scoreTrial')}</Button>}
    >
      {sheets.length > 0 && <ScoreTable form="trial" sheets={sheets} />}
      {scoring && !isIn && (
        <SheetForm
          form="trial"
          busy={busy}
          onHandIn={({ scores }) => act(() => client.vetting.score({ ...at, candidateId: candidate.id, form: 'trial', scores }))}
        />
      )}
    </Section>
  )
}
