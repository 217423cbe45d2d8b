/** What the candidate handed over, and adding a file: a table, or an export as a network wrote it. */
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Handed, handedKinds } from '../../../contract/vetting-claims.ts'
import { api, client } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import type { PartProps } from './candidate-page.tsx'
import { toBase64 } from './to-base64.ts'

const kinds = ['export', ...handedKinds] as const
const nowhere = ''

export const Tables = (part: PartProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const { candidate, act, busy } = part
  const [adding, setAdding] = useState(false)
  const remove = (tableId: string) => act(() => client.vetting.removeHanded({ ...at, candidateId: candidate.id, tableId }))
  const columns: Column<Handed>[] = [
    { key: 'what', head: t('vetting:ui.what'), rowHeader: true, cell: ({ kind }) => t(`vetting:handed.${kind}`) },
    { key: 'account', head: t('vetting:ui.account'), cell: ({ account }) => <bdi>{account}</bdi> },
    { key: 'network', head: t('vetting:ui.network'), cell: ({ network }) => network ?? t('vetting:ui.networkOpen') },
    { key: 'rows', head: t('vetting:ui.rows'), number: true, cell: ({ rows }) => format.number(rows) },
    {
      key: 'remove',
      head: <span className="sr-only">{t('vetting:ui.removeHanded')}</span>,
      number: true,
      cell: ({ id }) => (
        <Button size="small" look="quiet" disabled={busy} onClick={() => remove(id)}>
          {t('vetting:ui.removeHanded')}
        </Button>
      ),
    },
  ]
  return (
    <Section
      title={t('vetting:ui.handed')}
      note={candidate.handed.length === 0 ? t('vetting:ui.noHanded') : t('vetting:ui.handedNote')}
      acts={
        candidate.consent !== null &&
        !adding && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('vetting:ui.addTable')}
          </Button>
        )
      }
    >
      {candidate.handed.length > 0 && (
        <Table caption={t('vetting:ui.handed')} hideCaption columns={columns} rows={candidate.handed} rowKey={({ id }) => id} />
      )}
      {adding && <AddTable {...part} onDone={() => setAdding(false)} />}
    </Section>
  )
}

const AddTable = ({ candidate, act, busy, onDone }: PartProps & { onDone: () => void }) => {
  const { t, i18n } = useTranslation()
  const { at } = useBrand()
  const [kind, setKind] = useState<(typeof kinds)[number]>('export')
  const [account, setAccount] = useState('')
  const [network, setNetwork] = useState(nowhere)
  const [csv, setCsv] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const networks = useQuery(api.accounts.networks.queryOptions({ input: { workspaceId: at.workspaceId } }))
  const language = i18n.language === 'ar' ? 'ar' : 'en'
  const hand = () =>
    act(async () => {
      const input = { ...at, candidateId: candidate.id, account }
      const name = file?.name ?? `${kind}.csv`
      const changed =
        kind === 'export'
          ? await client.vetting.handExport({ ...input, name, base64: await toBase64(file ?? new Blob([csv])) })
          : await client.vetting.hand({
              ...input,
              kind,
              name,
              network: network === nowhere ? null : network,
              csv: file === null ? csv : await file.text(),
            })
      onDone()
      return changed
    })
  return (
    <form
      className="mt-4 grid max-w-2xl gap-3 rounded-box border border-line bg-sunk p-4"
      onSubmit={(event) => {
        event.preventDefault()
        hand()
      }}
    >
      <Select
        label={t('vetting:ui.tableKind')}
        hint={t(`vetting:handedHint.${kind}`)}
        value={kind}
        onChange={setKind}
        choices={kinds.map((value) => ({ value, label: t(`vetting:handed.${value}`) }))}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('vetting:ui.account')}
          dir="ltr"
          required
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
        {kind !== 'export' && (
          <Select
            label={t('vetting:ui.network')}
            value={network}
            onChange={setNetwork}
            choices={[
              { value: nowhere, label: t('vetting:ui.networkOpen') },
              ...(networks.data ?? []).map((one) => ({ value: one.network, label: one.name[language] })),
            ]}
          />
        )}
      </div>
      <TextField
        label={t('vetting:ui.file')}
        type="file"
        onChange={(event) => setFile((event.target as HTMLInputElement).files?.[0] ?? null)}
      />
      {file === null && kind !== 'export' && (
        <TextArea label={t('vetting:ui.csv')} rows={3} dir="ltr" value={csv} onChange={(event) => setCsv(event.target.value)} />
      )}
      <div className="flex gap-2">
        <Button type="submit" busy={busy} disabled={account.trim() === '' || (file === null && csv.trim() === '')}>
          {t('vetting:ui.hand')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
