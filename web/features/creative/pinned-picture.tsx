/** A picture with its remarks pinned to their places; a click puts a new pin down, and so do Enter and the arrow keys. */
import { type KeyboardEvent, type MouseEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export interface Pin {
  id: string
  /** As it stands beside the remark in the list. */
  number: number
  x: number
  y: number
  settled: boolean
}
export interface Place {
  x: number
  y: number
}

interface PinnedPictureProps {
  src: string
  alt: string
  pins: Pin[]
  /** Where the remark that is being written will be; null for none. */
  place: Place | null
  /** Missing where nobody may remark. */
  onPlace?: (place: Place) => void
  onOpen: (pin: Pin) => void
}

const within = (share: number) => Math.min(1, Math.max(0, Math.round(share * 1000) / 1000))
const percent = (share: number) => `${share * 100}%`
const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export const PinnedPicture = ({ src, alt, pins, place, onPlace, onOpen }: PinnedPictureProps) => {
  const { t } = useTranslation()
  const board = useRef<HTMLButtonElement>(null)
  const put = (event: MouseEvent) => {
    const box = board.current?.getBoundingClientRect()
    if (box === undefined || onPlace === undefined) return
    // Enter and Space also click, without a place: they begin in the middle.
    if (event.detail === 0) onPlace(place ?? { x: 0.5, y: 0.5 })
    else onPlace({ x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) })
  }
  const shift = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined || onPlace === undefined) return
    event.preventDefault()
    const size = event.shiftKey ? 0.1 : 0.02
    const from = place ?? { x: 0.5, y: 0.5 }
    onPlace({ x: within(from.x + step[0] * size), y: within(from.y + step[1] * size) })
  }
  return (
    // Places on a picture run from its left in every language.
    <div dir="ltr" className="relative w-full">
      <img src={src} alt={alt} className="block w-full rounded-md border border-line bg-sunk" />
      {onPlace !== undefined && (
        <button
          ref={board}
          type="button"
          aria-label={t('creative:ui.remark.place')}
          className="absolute inset-0 cursor-crosshair rounded-md"
          onClick={put}
          onKeyDown={shift}
        />
      )}
      {pins.map((pin) => (
        <button
          key={pin.id}
          type="button"
          aria-label={t('creative:ui.remark.pin', { number: pin.number })}
          className={`absolute flex size-7 -translate-x-1/2 -translate-y-1/2 items-center justify-center rounded-full border-2 border-paper text-small font-semibold shadow ${
            pin.settled ? 'bg-raised text-quiet' : 'bg-ink text-paper'
          }`}
          style={{ insetInlineStart: percent(pin.x), top: percent(pin.y) }}
          onClick={() => onOpen(pin)}
        >
          {pin.number}
        </button>
      ))}
      {place !== null && (
        <span
          aria-hidden
          className="pointer-events-none absolute size-7 -translate-x-1/2 -translate-y-1/2 rounded-full border-4 border-accent bg-paper shadow"
          style={{ insetInlineStart: percent(place.x), top: percent(place.y) }}
        />
      )}
    </div>
  )
}
