/** Sending a deliverable to a client: who reads it, whether they decide, by which way; and the links given out so far. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deliverable } from '../../../contract/creative.ts'
import { api, client, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { ShareDialog } from '../shares/index.ts'

export const LinkDialog = ({ work, onClose }: { work: Deliverable; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [reader, setReader] = useState('')
  const [mayDecide, setMayDecide] = useState(true)
  const [mailTo, setMailTo] = useState('')
  return (
    <ShareDialog
      open
      onClose={onClose}
      kind="deliverable"
      subjectId={work.id}
      title={t('creative:ui.link.title')}
      words={t('creative:ui.link.words')}
      ready={reader.trim() !== ''}
      make={async (options) => {
        const made = await client.creative.review.make({
          ...at,
          deliverableId: work.id,
          reader,
          mayDecide,
          ...(mailTo === '' ? {} : { mailTo }),
          ...options,
        })
        if (made.mailed) notify(t('creative:ui.link.mailed'))
        if (made.mailProblem !== null) notifyProblem(say(made.mailProblem))
        await queryClient.invalidateQueries({ queryKey: api.creative.key() })
        return made
      }}
    >
      <TextField
        label={t('creative:ui.link.reader')}
        required
        maxLength={80}
        value={reader}
        onChange={({ target }) => setReader(target.value)}
      />
      <Checkbox label={t('creative:ui.link.mayDecide')} checked={mayDecide} onChange={setMayDecide} />
      <TextField
        label={t('creative:ui.link.mailTo')}
        optional={t('ui.optional')}
        type="email"
        dir="ltr"
        value={mailTo}
        onChange={({ target }) => setMailTo(target.value)}
      />
    </ShareDialog>
  )
}
