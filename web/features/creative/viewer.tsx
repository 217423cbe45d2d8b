/** The work itself, of one version or of two against each other: a picture with pins, a text with its changes, an address. */
import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select.tsx'
import { Compare } from './compare.tsx'
import { type Pin, PinnedPicture, type Place } from './pinned-picture.tsx'
import { TextDifference } from './text-difference.tsx'

export interface ViewedVersion {
  id: string
  number: number
  /** Null while it is loading, or where there is no picture. */
  src: string | null
  alt: string
  text: string
  url: string | null
}

interface ViewerProps {
  kind: 'picture' | 'text' | 'link'
  /** Newest first. */
  versions: ViewedVersion[]
  shown: ViewedVersion
  against: ViewedVersion | null
  onShow: (id: string) => void
  onAgainst: (id: string | null) => void
  pins: Pin[]
  place: Place | null
  onPlace?: (place: Place) => void
  onOpen: (pin: Pin) => void
}

export const Viewer = ({ kind, versions, shown, against, onShow, onAgainst, pins, place, onPlace, onOpen }: ViewerProps) => {
  const { t } = useTranslation()
  const name = ({ number }: ViewedVersion) => t('creative:ui.version.n', { number })
  const others = versions.filter(({ id }) => id !== shown.id)
  return (
    <div className="grid gap-3">
      {versions.length > 1 && (
        <div className="flex flex-wrap gap-3">
          <Select
            className="min-w-36"
            label={t('creative:ui.version.which')}
            value={shown.id}
            onChange={onShow}
            choices={versions.map((version) => ({ value: version.id, label: name(version) }))}
          />
          <Select
            className="min-w-36"
            label={t('creative:ui.version.against')}
            value={against?.id ?? 'none'}
            onChange={(id) => onAgainst(id === 'none' ? null : id)}
            choices={[
              { value: 'none', label: t('creative:ui.version.none') },
              ...others.map((version) => ({ value: version.id, label: name(version) })),
            ]}
          />
        </div>
      )}
      {kind === 'picture' &&
        (against !== null && against.src !== null && shown.src !== null ? (
          <Compare
            older={{ number: against.number, src: against.src, alt: against.alt }}
            newer={{ number: shown.number, src: shown.src, alt: shown.alt }}
          />
        ) : (
          shown.src !== null && (
            <>
              <PinnedPicture src={shown.src} alt={shown.alt} pins={pins} place={place} onPlace={onPlace} onOpen={onOpen} />
              {onPlace !== undefined && <p className="text-small text-quiet">{t('creative:ui.remark.placeHint')}</p>}
            </>
          )
        ))}
      {kind === 'text' &&
        (against === null ? (
          <p dir="auto" className="rounded-md border border-line bg-raised p-4 leading-relaxed whitespace-pre-wrap">
            {shown.text}
          </p>
        ) : (
          <TextDifference older={against.text} newer={shown.text} />
        ))}
      {kind === 'link' && shown.url !== null && (
        <a
          href={shown.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="inline-flex items-center gap-2 break-all underline underline-offset-4"
        >
          <ExternalLink size={16} aria-hidden className="shrink-0" />
          <bdi dir="ltr">{shown.url}</bdi>
        </a>
      )}
    </div>
  )
}
