/** The fields of a deliverable, as a brief and its own dialog show them. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formats } from '../../../contract/content.ts'
import { deliverableKinds, type DeliverableInput } from '../../../contract/creative.ts'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'

export const emptyDeliverable: DeliverableInput = {
  title: '',
  kind: 'picture',
  format: 'photo',
  accountId: null,
  personId: null,
  dueOn: null,
  expectedHours: null,
}

export const DeliverableFields = ({ of, onChange }: { of: DeliverableInput; onChange: (next: DeliverableInput) => void }) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const accounts = useQuery(api.accounts.list.queryOptions({ input: at }))
  const people = useQuery(api.creative.people.list.queryOptions({ input: at }))
  const none = 'none'
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        className="sm:col-span-2"
        label={t('creative:ui.form.title')}
        required
        maxLength={160}
        value={of.title}
        onChange={({ target }) => onChange({ ...of, title: target.value })}
      />
      <Select
        label={t('creative:ui.form.kind')}
        value={of.kind}
        onChange={(kind) => onChange({ ...of, kind })}
        choices={deliverableKinds.map((value) => ({ value, label: t(`creative:ui.form.kinds.${value}`) }))}
      />
      <Select
        label={t('creative:ui.form.format')}
        value={of.format}
        onChange={(format) => onChange({ ...of, format })}
        choices={formats.map((value) => ({ value, label: t(`creative:ui.format.${value}`) }))}
      />
      <Select
        label={t('creative:ui.form.account')}
        value={of.accountId ?? none}
        onChange={(id) => onChange({ ...of, accountId: id === none ? null : id })}
        choices={[
          { value: none, label: t('creative:ui.form.noAccount') },
          ...(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: `@${handle}` })),
        ]}
      />
      <Select
        label={t('creative:ui.form.person')}
        value={of.personId ?? none}
        onChange={(id) => onChange({ ...of, personId: id === none ? null : id })}
        choices={[
          { value: none, label: t('creative:ui.form.noPerson') },
          ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        label={t('creative:ui.form.due')}
        optional={t('ui.optional')}
        type="date"
        dir="ltr"
        value={of.dueOn ?? ''}
        onChange={({ target }) => onChange({ ...of, dueOn: target.value === '' ? null : target.value })}
      />
      <TextField
        label={t('creative:ui.form.hours')}
        optional={t('ui.optional')}
        type="number"
        dir="ltr"
        min={0}
        max={1000}
        step={0.25}
        value={of.expectedHours ?? ''}
        onChange={({ target }) => onChange({ ...of, expectedHours: target.value === '' ? null : Number(target.value) })}
      />
    </div>
  )
}
