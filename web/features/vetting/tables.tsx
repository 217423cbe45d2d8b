/** Tables that the candidate handed over, and adding one. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handedKinds } from '../../../contract/vetting.ts'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import type { PartProps } from './candidate-page.tsx'

export const Tables = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [kind, setKind] = useState<(typeof handedKinds)[number]>('history')
  const [account, setAccount] = useState('')
  const [csv, setCsv] = useState('')
  return (
    <Section title={t('vetting:ui.handed')}>
      <ul className="mb-3 list-disc ps-5">
        {candidate.handed.map((table) => (
          <li key={table.id}>
            {t(`vetting:handed.${table.kind}`)} · <bdi>{table.account}</bdi> · {table.rows}
          </li>
        ))}
      </ul>
      {candidate.consent !== null && (
        <div className="grid max-w-2xl gap-3">
          <Select
            label={t('vetting:ui.tableKind')}
            value={kind}
            onChange={setKind}
            choices={handedKinds.map((value) => ({ value, label: t(`vetting:handed.${value}`) }))}
          />
          <TextField label={t('vetting:ui.account')} dir="ltr" value={account} onChange={(event) => setAccount(event.target.value)} />
          <TextArea label={t('vetting:ui.csv')} rows={3} dir="ltr" value={csv} onChange={(event) => setCsv(event.target.value)} />
          <div>
            <Button
              busy={busy}
              disabled={account.trim() === '' || csv.trim() === ''}
              onClick={() =>
                act(async () => {
                  const changed = await client.vetting.hand({ ...at, candidateId: candidate.id, kind, account, name: `${kind}.csv`, csv })
                  setCsv('')
                  return changed
                })
              }
            >
              {t('vetting:ui.hand')}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}
