/** References: people who worked with the candidate, asked the same set questions; their words stand by name. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { PartProps } from './candidate-page.tsx'
import { ScoreTable } from './score-table.tsx'
import { SheetForm } from './sheet-form.tsx'

const answers = ['cannotTell', 'yes', 'no'] as const

export const References = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [adding, setAdding] = useState(false)
  const [source, setSource] = useState('')
  const [confirms, setConfirms] = useState<(typeof answers)[number]>('cannotTell')
  const sheets = candidate.sheets.filter(({ form }) => form === 'reference')
  return (
    <Section
      title={t('vetting:ui.references')}
      note={t('vetting:ui.referencesNote')}
      acts={!adding && <Button onClick={() => setAdding(true)}>{t('vetting:ui.addReference')}</Button>}
    >
      {sheets.length === 0 && !adding && <EmptyState title={t('vetting:ui.noReferences')} />}
      {sheets.length > 0 && (
        <>
          <ul className="mb-4 grid gap-1">
            {sheets.map(({ id, source: name, confirms: word, by }) => (
              <li key={id}>
                <bdi className="font-medium">{name}</bdi> · {t(`vetting:ui.word.${word === null ? 'cannotTell' : word ? 'yes' : 'no'}`)}{' '}
                <span className="text-small text-quiet">({t('vetting:ui.askedBy', { by })})</span>
              </li>
            ))}
          </ul>
          <ScoreTable form="reference" sheets={sheets} />
        </>
      )}
      {adding && (
        <div className="mt-4 grid gap-4">
          <div className="grid max-w-2xl gap-3 sm:grid-cols-2">
            <TextField label={t('vetting:ui.source')} maxLength={200} value={source} onChange={(event) => setSource(event.target.value)} />
            <Select
              label={t('vetting:ui.confirms')}
              value={confirms}
              onChange={setConfirms}
              choices={answers.map((value) => ({ value, label: t(`vetting:ui.${value}`) }))}
            />
          </div>
          <SheetForm
            form="reference"
            busy={busy}
            disabled={source.trim() === ''}
            onHandIn={({ scores }) =>
              act(async () => {
                const changed = await client.vetting.score({
                  ...at,
                  candidateId: candidate.id,
                  form: 'reference',
                  source,
                  confirms: confirms === 'cannotTell' ? null : confirms === 'yes',
                  scores,
                })
                setSource('')
                setAdding(false)
                return changed
              })
            }
          />
        </div>
      )}
    </Section>
  )
}
