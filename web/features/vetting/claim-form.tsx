/** Writing a claim down: its type decides what must be known to check it. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClaimType, claimTypes, guaranteed } from '../../../contract/vetting-claims.ts'
import { client } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { PartProps } from './candidate-page.tsx'

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
const empty = { text: '', account: '', from: '', to: '', figure: '', url: '', expected: '' }

export const ClaimForm = ({ candidate, act, busy }: PartProps) => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [type, setType] = useState<ClaimType>('growth')
  const [unit, setUnit] = useState<'percent' | 'number'>('number')
  const [guarantee, setGuarantee] = useState<(typeof guaranteed)[number]>('virality')
  const [fields, setFields] = useState(empty)
  const set = (name: keyof typeof empty) => (event: FormEvent<HTMLElement>) =>
    setFields((before) => ({ ...before, [name]: (event.target as HTMLInputElement).value }))
  const onPage = type === 'clients' || type === 'certificates'
  const isMeasured = !onPage && type !== 'guarantees' && type !== 'price'
  const add = () => {
    const claim = {
      type,
      text: fields.text,
      account: isMeasured ? orNull(fields.account) : null,
      from: isMeasured ? orNull(fields.from) : null,
      to: isMeasured ? orNull(fields.to) : null,
      figure: isMeasured || type === 'price' ? (fields.figure === '' ? null : Number(fields.figure)) : null,
      unit: isMeasured
        ? type === 'growth'
          ? unit
          : type === 'engagement' || type === 'audience'
            ? ('percent' as const)
            : ('number' as const)
        : null,
      url: onPage ? orNull(fields.url) : null,
      expected: onPage ? orNull(fields.expected) : null,
      guarantee: type === 'guarantees' ? guarantee : null,
    }
    act(async () => {
      const changed = await client.vetting.addClaim({ ...at, candidateId: candidate.id, claim })
      setFields(empty)
      return changed
    })
  }
  return (
    <form
      className="mb-6 grid max-w-2xl gap-3 rounded-box border border-line bg-sunk p-4"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <Select
        label={t('vetting:ui.type')}
        value={type}
        onChange={setType}
        choices={claimTypes.map((value) => ({ value, label: t(`vetting:type.${value}`) }))}
        hint={t(`vetting:typeHint.${type}`)}
      />
      <TextArea label={t('vetting:ui.claimText')} rows={2} required maxLength={1000} value={fields.text} onChange={set('text')} />
      {isMeasured && (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label={t('vetting:ui.account')} dir="ltr" value={fields.account} onChange={set('account')} />
          <TextField label={t('vetting:ui.figure')} type="number" step="any" value={fields.figure} onChange={set('figure')} />
          <TextField label={t('vetting:ui.from')} type="date" value={fields.from} onChange={set('from')} />
          <TextField label={t('vetting:ui.to')} type="date" value={fields.to} onChange={set('to')} />
          {type === 'growth' && (
            <Select
              label={t('vetting:ui.unit')}
              value={unit}
              onChange={setUnit}
              choices={[
                { value: 'number', label: t('vetting:ui.number') },
                { value: 'percent', label: t('vetting:ui.percent') },
              ]}
            />
          )}
        </div>
      )}
      {type === 'price' && <TextField label={t('vetting:ui.hours')} type="number" min={1} value={fields.figure} onChange={set('figure')} />}
      {onPage && (
        <>
          <TextField label={t('vetting:ui.url')} type="url" dir="ltr" value={fields.url} onChange={set('url')} />
          <TextField label={t('vetting:ui.expected')} value={fields.expected} onChange={set('expected')} />
        </>
      )}
      {type === 'guarantees' && (
        <Select
          label={t('vetting:ui.guarantee')}
          value={guarantee}
          onChange={setGuarantee}
          choices={guaranteed.map((value) => ({ value, label: t(`vetting:guaranteed.${value}`) }))}
        />
      )}
      <div>
        <Button type="submit" busy={busy}>
          {t('vetting:ui.addClaim')}
        </Button>
      </div>
    </form>
  )
}
