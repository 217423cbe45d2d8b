/** Sending a review by mail, with the PDF, to addresses that a person types. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, problemOf } from '../../api.ts'
import { type Language, languageNames, languages } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { notify } from '../../ui/toast.tsx'

export const MailDialog = ({ open, onClose, reviewId }: { open: boolean; onClose: () => void; reviewId: string }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [text, setText] = useState('')
  const [language, setLanguage] = useState<Language>(i18n.language === 'ar' ? 'ar' : 'en')
  const addresses = text.split(/[\s,;،]+/).filter((part) => part !== '')
  const bad = addresses.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
  const send = useMutation({
    mutationFn: () => client.review.mail({ ...at, reviewId, to: addresses, language }),
    onSuccess: ({ sent }) => {
      notify(t('review:ui.mailed', { count: sent }))
      onClose()
    },
  })
  const problem = bad !== undefined ? t('review:ui.mailBad', { address: bad }) : send.isError ? say(problemOf(send.error).sentence) : null
  return (
    <Dialog open={open} onClose={onClose} title={t('review:ui.mail')}>
      <div className="grid gap-4">
        <TextArea
          label={t('review:ui.mailTo')}
          dir="ltr"
          rows={3}
          problem={problem}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Select
          label={t('review:ui.mailLanguage')}
          value={language}
          onChange={setLanguage}
          choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <div>
          <Button
            look="next"
            disabled={addresses.length === 0 || addresses.length > 20 || bad !== undefined}
            busy={send.isPending}
            onClick={() => send.mutate()}
          >
            {t('review:ui.mailSend')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
