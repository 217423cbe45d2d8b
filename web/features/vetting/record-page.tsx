/** One's own track record, signed and downloaded; and somebody else's, verified. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrackRecord } from '../../../contract/track-record.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Estimate } from '../../ui/estimate.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { Keys } from './keys.tsx'

const download = (name: string, text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

const Figures = ({ record }: { record: TrackRecord }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useSay()
  return (
    <div className="mt-3">
      <ul className="grid gap-1">
        {record.figures.map(({ account, what, period, estimate }) => (
          <li key={`${account}/${what}`}>
            <bdi>{account}</bdi> · {t(`vetting:figure.${what}`)} · {format.calendarDay(period.from)} – {format.calendarDay(period.to)}{' '}
            <Estimate of={estimate} />
          </li>
        ))}
      </ul>
      <h3 className="mt-3 font-medium">{t('vetting:ui.unprovenTitle')}</h3>
      <ul className="list-disc ps-5">
        {record.unproven.map((one) => (
          <li key={say(one)}>{say(one)}</li>
        ))}
      </ul>
    </div>
  )
}

export const RecordPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const [subject, setSubject] = useState('')
  const [keyId, setKeyId] = useState('')
  const sign = useMutation({
    mutationFn: () => client.vetting.trackRecord({ ...at, subject }),
    onSuccess: async (signed) => {
      download('track-record.json', JSON.stringify(signed, null, 2))
      // The first record makes the first key.
      await queryClient.invalidateQueries({ queryKey: api.vetting.keys.key() })
    },
  })
  const verify = useMutation({
    mutationFn: async (file: File) =>
      client.vetting.verify({
        workspaceId: at.workspaceId,
        document: await file.slice(0, 1_000_000).text(),
        ...(keyId.trim() === '' ? {} : { expectedKeyId: keyId.trim() }),
      }),
  })
  return (
    <Page question={t('vetting:ui.recordQuestion')} answer={t('vetting:ui.recordAnswer')}>
      {can('manage-brands') && (
        <Section title={t('vetting:ui.record')}>
          <div className="grid max-w-2xl gap-3">
            <TextField label={t('vetting:ui.subject')} value={subject} onChange={(event) => setSubject(event.target.value)} />
            {sign.isError && (
              <div role="alert">
                <Note kind="problem">{say(problemOf(sign.error).sentence)}</Note>
              </div>
            )}
            <div>
              <Button look="next" busy={sign.isPending} disabled={subject.trim() === ''} onClick={() => sign.mutate()}>
                {t('vetting:ui.sign')}
              </Button>
            </div>
          </div>
          {sign.data !== undefined && (
            <>
              <p className="mt-3 break-all">{t('vetting:ui.signed', { keyId: sign.data.keyId })}</p>
              <Figures record={sign.data.record} />
            </>
          )}
        </Section>
      )}
      <Section title={t('vetting:ui.verifyTitle')}>
        <div className="grid max-w-2xl gap-3">
          <TextField label={t('vetting:ui.keyId')} dir="ltr" value={keyId} onChange={(event) => setKeyId(event.target.value)} />
          <TextField
            label={t('vetting:ui.document')}
            type="file"
            accept="application/json,.json"
            onChange={(event) => {
              const file = (event.target as HTMLInputElement).files?.[0]
              if (file !== undefined) verify.mutate(file)
            }}
          />
        </div>
        {verify.isError && <Note kind="problem">{say(problemOf(verify.error).sentence)}</Note>}
        {verify.data !== undefined && (
          <output className="mt-3 block">
            <Note kind={verify.data.kind === 'valid' ? 'good' : 'warning'}>{say(verify.data.words)}</Note>
            {verify.data.record !== null && <Figures record={verify.data.record} />}
          </output>
        )}
      </Section>
      <Keys />
    </Page>
  )
}
