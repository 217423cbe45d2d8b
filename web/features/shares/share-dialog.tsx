/** Giving out a document: a link with an end and a PIN if wanted, and the links given out so far, each to be taken back. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MadeShare, ShareKind, ShareOptions } from '../../../contract/shares.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { type Language, languageNames, languages } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Note } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'

const ends = ['7', '30', '90', '365'] as const

interface ShareDialogProps {
  open: boolean
  onClose: () => void
  /** What it is about, as its room names it. */
  kind: ShareKind
  subjectId: string
  /** The room's own call that freezes the document behind a link. */
  make: (options: ShareOptions) => Promise<MadeShare>
  /** What the room has to say and to ask besides; `ready` is false while its own fields are not filled. */
  title?: string
  words?: string
  children?: ReactNode
  ready?: boolean
}

export const ShareDialog = ({ open, onClose, kind, subjectId, make, title, words, children, ready = true }: ShareDialogProps) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const [days, setDays] = useState<(typeof ends)[number]>('30')
  const [language, setLanguage] = useState<Language>(i18n.language === 'ar' ? 'ar' : 'en')
  const [pin, setPin] = useState('')
  const wrongPin = pin !== '' && !/^\d{4,12}$/.test(pin)
  const made = useMutation({
    mutationFn: () => make({ days: Number(days), language, ...(pin === '' ? {} : { pin }) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.shares.list.key() }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url)
      notify(t('shares:ui.dialog.copied'))
    } catch (error) {
      // Without https a browser refuses; the address stands beside the button all the same.
      notifyProblem(t('ui.evidence.notCopied', { reason: (error as Error).message }))
    }
  }
  return (
    <Dialog open={open} onClose={onClose} title={title ?? t('shares:ui.dialog.title')} description={words ?? t('shares:ui.dialog.words')}>
      {made.data === undefined ? (
        <div className="grid gap-4">
          {children}
          <Select
            label={t('shares:ui.dialog.days')}
            value={days}
            onChange={setDays}
            choices={ends.map((value) => ({ value, label: t('shares:ui.dialog.forDays', { count: Number(value) }) }))}
          />
          <Select
            label={t('shares:ui.dialog.language')}
            value={language}
            onChange={setLanguage}
            choices={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
          <TextField
            label={t('shares:ui.dialog.pin')}
            optional={t('ui.optional')}
            hint={t('shares:ui.dialog.pinHint')}
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            value={pin}
            problem={wrongPin ? t('shares:ui.dialog.pinProblem') : null}
            onChange={({ target }) => setPin(target.value)}
          />
          <div>
            <Button look="next" disabled={wrongPin || made.isPending || !ready} onClick={() => made.mutate()}>
              {t('shares:ui.dialog.make')}
            </Button>
          </div>
        </div>
      ) : (
        <Note kind="good">
          <p className="mb-2">{t('shares:ui.dialog.once')}</p>
          <p dir="ltr" className="mb-3 font-mono text-small break-all">
            {made.data.url}
          </p>
          <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy(made.data.url)}>
            {t('shares:ui.dialog.copy')}
          </Button>
        </Note>
      )}
      <GivenOut kind={kind} subjectId={subjectId} />
    </Dialog>
  )
}

const GivenOut = ({ kind, subjectId }: { kind: ShareKind; subjectId: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const given = useQuery(api.shares.list.queryOptions({ input: { ...at, kind, subjectId } }))
  const revoke = useMutation({
    mutationFn: (shareId: string) => client.shares.revoke({ ...at, shareId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.shares.list.key() }),
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  if (given.isError) return <ErrorState error={given.error} onRetry={() => void given.refetch()} />
  if (given.data === undefined || given.data.length === 0) return null
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-semibold">{t('shares:ui.dialog.given')}</h3>
      <ul className="grid gap-2">
        {given.data.map((share) => (
          <li key={share.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line pb-2 text-small">
            <span>
              {format.date(share.createdAt)} ·{' '}
              {share.revokedAt === null ? t('shares:ui.until', { when: format.date(share.expiresAt) }) : t('shares:ui.dialog.revoked')} ·{' '}
              {t('shares:ui.dialog.opened', { count: share.openedCount })}
            </span>
            {share.revokedAt === null && (
              <Button size="small" onClick={() => revoke.mutate(share.id)}>
                {t('shares:ui.dialog.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
