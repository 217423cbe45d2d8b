/** The interview: scores that are in, how much the interviewers agree, and handing in one's own. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Supported } from '../../ui/supported.tsx'
import type { PartProps } from './candidate-page.tsx'
import { ScoreTable } from './score-table.tsx'
import { SheetForm } from './sheet-form.tsx'

export const Interview = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [scoring, setScoring] = useState(false)
  const { agreement } = candidate
  const sheets = candidate.sheets.filter(({ form }) => form === 'interview')
  const isIn = sheets.some(({ mine }) => mine)
  return (
    <Section
      title={t('vetting:form.interview')}
      note={say(agreement.words)}
      acts={!isIn && !scoring && <Button onClick={() => setScoring(true)}>{t('vetting:ui.scoreInterview')}</Button>}
    >
      {agreement.kind === 'agreement' && (
        <p className="mb-3">
          <Supported of={{ ...agreement.estimate, evidence: agreement.evidence }} scale={[-1, 1]} title={t('vetting:ui.agreement')} />
        </p>
      )}
      {candidate.sheetsWaiting > 0 && <p className="mb-3 text-quiet">{t('vetting:ui.waiting', { n: candidate.sheetsWaiting })}</p>}
      {sheets.length > 0 && <ScoreTable form="interview" sheets={sheets} />}
      {scoring && !isIn && (
        <div className="mt-4">
          <SheetForm
            form="interview"
            busy={busy}
            onHandIn={({ scores }) => act(() => client.vetting.score({ ...at, candidateId: candidate.id, form: 'interview', scores }))}
          />
        </div>
      )}
    </Section>
  )
}
