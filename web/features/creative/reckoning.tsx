/** What capacity reckons with: hours a piece takes, where they come from, and the brand's currencies. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, formats } from '../../../contract/content.ts'
import type { CreativeSettings, FormatHours } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'
import { notify } from '../../ui/toast.tsx'

export const Reckoning = ({ formatHours }: { formatHours: FormatHours[] }) => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const settings = useQuery(api.creative.settings.read.queryOptions({ input: at }))
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title={t('creative:ui.capacity.reckon')}
      note={t('creative:ui.capacity.reckonNote')}
      acts={
        can('publish') &&
        settings.data !== undefined && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('creative:ui.capacity.change')}
          </Button>
        )
      }
    >
      {settings.data !== undefined && (
        <p className="mb-3">
          {t('creative:ui.capacity.currencies')}: <bdi dir="ltr">{settings.data.currencies.join(', ')}</bdi>
        </p>
      )}
      {formatHours.length > 0 && (
        <Table
          caption={t('creative:ui.capacity.reckon')}
          hideCaption
          rows={formatHours}
          rowKey={(row) => row.format}
          columns={[
            { key: 'format', head: t('creative:column.format'), rowHeader: true, cell: (row) => t(`creative:ui.format.${row.format}`) },
            {
              key: 'hours',
              head: t('creative:column.hours'),
              cell: (row) => <Supported of={row.hours} title={t(`creative:ui.format.${row.format}`)} />,
            },
            {
              key: 'source',
              head: '',
              cell: (row) => <span className="text-quiet">{t(`creative:ui.capacity.source.${row.source}`)}</span>,
            },
          ]}
        />
      )}
      {isOpen && settings.data !== undefined && <SettingsDialog settings={settings.data} onClose={() => setOpen(false)} />}
    </Section>
  )
}

const SettingsDialog = ({ settings, onClose }: { settings: CreativeSettings; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [currencies, setCurrencies] = useState(settings.currencies.join(', '))
  const [hours, setHours] = useState<Partial<Record<Format, { low: string; likely: string; high: string }>>>(
    Object.fromEntries(
      Object.entries(settings.expectedHours).map(([format, range]) => [
        format,
        { low: String(range?.low), likely: String(range?.likely), high: String(range?.high) },
      ]),
    ),
  )
  const save = useMutation({
    mutationFn: () =>
      client.creative.settings.set({
        ...at,
        currencies: currencies
          .split(/[,،\s]+/)
          .map((one) => one.toUpperCase())
          .filter((one) => one !== ''),
        expectedHours: Object.fromEntries(
          Object.entries(hours).flatMap(([format, range]) =>
            range.low === '' && range.likely === '' && range.high === ''
              ? []
              : [[format, { low: Number(range.low), likely: Number(range.likely), high: Number(range.high) }]],
          ),
        ),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      notify(t('creative:ui.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const empty = { low: '', likely: '', high: '' }
  return (
    <Dialog open onClose={onClose} title={t('creative:ui.capacity.reckon')} description={t('creative:ui.capacity.reckonNote')}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label={t('creative:ui.capacity.currencies')}
          hint={t('creative:ui.capacity.currenciesHint')}
          dir="ltr"
          required
          value={currencies}
          onChange={({ target }) => setCurrencies(target.value)}
        />
        {formats.map((format) => (
          <fieldset key={format}>
            <legend className="mb-1 font-medium">{t(`creative:ui.format.${format}`)}</legend>
            <div className="grid grid-cols-3 gap-2">
              {(['low', 'likely', 'high'] as const).map((end) => (
                <TextField
                  key={end}
                  label={t(`creative:ui.capacity.${end}`)}
                  type="number"
                  dir="ltr"
                  min={0}
                  max={1000}
                  step={0.25}
                  value={hours[format]?.[end] ?? ''}
                  onChange={({ target }) => setHours({ ...hours, [format]: { ...(hours[format] ?? empty), [end]: target.value } })}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        <div className="flex justify-end">
          <Button look="next" type="submit" busy={save.isPending}>
            {t('creative:ui.person.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
