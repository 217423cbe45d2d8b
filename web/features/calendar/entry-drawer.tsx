/** One entry of the calendar: what it says, how it stands, and moving it without a mouse. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../contract/publishing.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { ScheduleDialog, StateMark, wallTimeOf } from '../publishing/index.ts'

const movable = new Set(['scheduled', 'approved', 'missed', 'failed', 'canceled'])

export const EntryDrawer = ({ publication, onClose }: { publication: Publication; onClose: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brand, brandId, can } = useBrand()
  const [moving, setMoving] = useState(false)
  const when = publication.publishedAt ?? publication.scheduledAt
  return (
    <Drawer
      open
      onClose={onClose}
      title={when === null ? t('calendar:ui.untimed') : format.dateTime(when)}
      description={<bdi dir="ltr">{`@${publication.accountHandle}`}</bdi>}
      acts={
        <>
          {can('publish') && movable.has(publication.state) && (
            <Button look="next" onClick={() => setMoving(true)}>
              {t('publishing:ui.move')}
            </Button>
          )}
        </>
      }
    >
      <p>
        <StateMark state={publication.state} />
      </p>
      {publication.reason !== null && <p className="mt-1 text-quiet">{say(publication.reason)}</p>}
      <p dir="auto" className="mt-4 whitespace-pre-wrap">
        {publication.excerpt}
      </p>
      <p className="mt-4 flex flex-wrap gap-4">
        <Link to={`/b/${brandId}/publications/${publication.id}`} className="underline underline-offset-4">
          {t('calendar:ui.openPublication')}
        </Link>
        <Link to={`/b/${brandId}/posts/${publication.postId}`} className="underline underline-offset-4">
          {t('calendar:ui.openPost')}
        </Link>
      </p>
      {moving && (
        <ScheduleDialog
          publications={[publication]}
          {...(publication.scheduledAt === null ? {} : { initial: wallTimeOf(publication.scheduledAt, brand.timeZone) })}
          onDone={onClose}
          onClose={() => setMoving(false)}
        />
      )}
    </Drawer>
  )
}
