/** Why this person may be looked at: what was recorded, or recording it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import type { PartProps } from './candidate-page.tsx'

export const Consent = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const [basis, setBasis] = useState<'consent' | 'public-figure'>('consent')
  const [note, setNote] = useState('')
  const { consent } = candidate
  if (consent !== null)
    return (
      <p className="mb-4 text-small text-quiet">
        {t(`vetting:dossier.${consent.basis === 'consent' ? 'consent' : 'publicFigure'}`, {
          day: format.date(consent.at),
          note: consent.note,
        })}{' '}
        {t('vetting:dossier.keep', { day: format.calendarDay(candidate.keepUntil) })}
      </p>
    )
  return (
    <Section title={t('vetting:ui.consentTitle')}>
      <div className="grid max-w-2xl gap-3">
        <Note kind="fact">{t('vetting:problem.consent')}</Note>
        {can('manage-brands') && (
          <>
            <Select
              label={t('vetting:ui.basis')}
              value={basis}
              onChange={setBasis}
              choices={[
                { value: 'consent', label: t('vetting:ui.basisConsent') },
                { value: 'public-figure', label: t('vetting:ui.basisPublic') },
              ]}
            />
            <TextField label={t('vetting:ui.consentNote')} value={note} onChange={(event) => setNote(event.target.value)} />
            <div>
              <Button
                look="next"
                disabled={note.trim().length < 3 || busy}
                onClick={() => act(() => client.vetting.consent({ ...at, candidateId: candidate.id, consent: { basis, note } }))}
              >
                {t('vetting:ui.recordConsent')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  )
}
