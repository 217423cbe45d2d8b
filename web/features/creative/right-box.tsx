/** Whose a file is, until when, and who consented; written down where the picture is looked at. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right, RightInput } from '../../../contract/creative.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'

const looks: Record<Right['standing'], string> = {
  fine: 'text-good',
  expiring: 'text-warn',
  expired: 'text-bad font-semibold',
  'no-consent': 'text-bad font-semibold',
  unclear: 'text-warn',
  unknown: 'text-quiet',
}

export const RightStanding = ({ right }: { right: Right | null }) => {
  const { t } = useTranslation()
  const standing = right?.standing ?? 'unknown'
  return <span className={looks[standing]}>{t(`creative:ui.right.standing.${standing}`)}</span>
}

export const RightBox = ({ mediaId, alt, right, mayWrite }: { mediaId: string; alt: string; right: Right | null; mayWrite: boolean }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="grid gap-2">
      {right === null ? (
        <p className="text-quiet">{t('creative:ui.right.unknown')}</p>
      ) : (
        <p>
          <RightStanding right={right} /> · {t(`creative:ui.right.licenses.${right.license}`)}
          {right.holder !== '' && (
            <>
              {' '}
              · <bdi>{right.holder}</bdi>
            </>
          )}
          <span className="block text-small text-quiet">
            {right.expiresOn === null
              ? t('creative:ui.right.forGood')
              : t('creative:ui.right.until', { day: format.date(right.expiresOn) })}
            {' · '}
            {t('creative:ui.right.consent')}: {t(`creative:ui.right.consents.${right.consent}`)}
          </span>
        </p>
      )}
      {mayWrite && (
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            {t(right === null ? 'creative:ui.right.write' : 'creative:ui.right.change')}
          </Button>
        </div>
      )}
      {isOpen && <RightDialog mediaId={mediaId} alt={alt} right={right} onClose={() => setOpen(false)} />}
    </div>
  )
}

const RightDialog = ({ mediaId, alt, right, onClose }: { mediaId: string; alt: string; right: Right | null; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [license, setLicense] = useState<RightInput['license']>(right?.license ?? 'own')
  const [holder, setHolder] = useState(right?.holder ?? '')
  const [expiresOn, setExpiresOn] = useState(right?.expiresOn ?? '')
  const [consent, setConsent] = useState<RightInput['consent']>(right?.consent ?? 'nobody')
  const [consentExpiresOn, setConsentExpiresOn] = useState(right?.consentExpiresOn ?? '')
  const save = useMutation({
    mutationFn: () =>
      client.creative.rights.set({
        ...at,
        mediaId,
        license,
        holder,
        expiresOn: expiresOn === '' ? null : expiresOn,
        consent,
        consentExpiresOn: consent === 'given' && consentExpiresOn !== '' ? consentExpiresOn : null,
        alt: right?.alt === undefined || right.alt === '' ? alt : right.alt,
        note: right?.note ?? '',
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.creative.key() })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog open onClose={onClose} title={t('creative:ui.right.title')}>
      <form className="grid gap-4" onSubmit={submit}>
        <Select
          label={t('creative:ui.right.license')}
          value={license}
          onChange={setLicense}
          choices={(['own', 'commissioned', 'licensed', 'free', 'unclear'] as const).map((value) => ({
            value,
            label: t(`creative:ui.right.licenses.${value}`),
          }))}
        />
        <TextField
          label={t('creative:ui.right.holder')}
          maxLength={200}
          value={holder}
          onChange={({ target }) => setHolder(target.value)}
        />
        <TextField
          label={t('creative:ui.right.expires')}
          hint={t('creative:ui.right.expiresHint')}
          type="date"
          dir="ltr"
          value={expiresOn}
          onChange={({ target }) => setExpiresOn(target.value)}
        />
        <Select
          label={t('creative:ui.right.consent')}
          value={consent}
          onChange={setConsent}
          choices={(['nobody', 'given', 'missing'] as const).map((value) => ({ value, label: t(`creative:ui.right.consents.${value}`) }))}
        />
        {consent === 'given' && (
          <TextField
            label={t('creative:ui.right.consentExpires')}
            optional={t('ui.optional')}
            type="date"
            dir="ltr"
            value={consentExpiresOn}
            onChange={({ target }) => setConsentExpiresOn(target.value)}
          />
        )}
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
