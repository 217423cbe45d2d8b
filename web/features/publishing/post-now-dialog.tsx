/** The last question before something leaves the house: where it goes, and that it goes once. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../contract/publishing.ts'
import { client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Note } from '../../ui/states.tsx'
import { refreshPublishing } from './refresh.ts'

interface PostNowDialogProps {
  /** Where it would go, in words; known before anything is stored. */
  handles: string[]
  /** Stores what is unsaved and answers the publications as they are then. */
  prepare: () => Promise<Publication[]>
  onDone: (publications: Publication[]) => void
  onClose: () => void
}

const open = new Set(['draft', 'approved', 'scheduled', 'missed', 'failed', 'canceled'])

export const PostNowDialog = ({ handles, prepare, onDone, onClose }: PostNowDialogProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const post = useMutation({
    mutationFn: async () => {
      const sent: Publication[] = []
      for (const publication of (await prepare()).filter(({ state }) => open.has(state))) {
        const one = { ...at, publicationId: publication.id, contentHash: publication.contentHash }
        if (publication.approvedHash !== publication.contentHash) await client.publishing.approve(one)
        sent.push(await client.publishing.publishNow(one))
      }
      await refreshPublishing()
      onDone(sent)
    },
    onError: () => refreshPublishing(),
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('publishing:ui.now.title')}
      description={t('publishing:ui.now.words')}
      acts={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="next" busy={post.isPending} disabled={!can('approve') || !can('publish')} onClick={() => post.mutate()}>
            {t('publishing:ui.now.go')}
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5">
        {handles.map((handle) => (
          <li key={handle}>
            <bdi dir="ltr">@{handle}</bdi>
          </li>
        ))}
      </ul>
      {post.error !== null && (
        <div role="alert" className="mt-3">
          <Note kind="problem">{say(problemOf(post.error).sentence)}</Note>
        </div>
      )}
    </Dialog>
  )
}
