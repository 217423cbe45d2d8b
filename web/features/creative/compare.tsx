/** Two versions of a picture held against each other: side by side, under a slider, through each other, or only what differs. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

export interface Shown {
  number: number
  src: string
  alt: string
}
const modes = ['side', 'slider', 'onion', 'difference'] as const
type Mode = (typeof modes)[number]

const Frame = ({ of, className = '' }: { of: Shown; className?: string }) => (
  <img src={of.src} alt={of.alt} className={`block w-full rounded-md border border-line bg-sunk ${className}`} />
)

/** The two lie over each other, the newer one above; positions on a picture run from left to right in every language. */
const Overlay = ({ older, newer, mode, share }: { older: Shown; newer: Shown; mode: Mode; share: number }) => {
  const above =
    mode === 'slider'
      ? { clipPath: `inset(0 ${100 - share}% 0 0)` }
      : mode === 'onion'
        ? { opacity: share / 100 }
        : { mixBlendMode: 'difference' as const }
  return (
    <div dir="ltr" className="relative isolate overflow-hidden rounded-md border border-line bg-sunk">
      <img src={older.src} alt={older.alt} className="block w-full" />
      <img src={newer.src} alt={newer.alt} className="absolute inset-0 size-full object-fill" style={above} />
      {mode === 'slider' && <div aria-hidden className="absolute inset-y-0 w-0.5 bg-accent" style={{ insetInlineStart: `${share}%` }} />}
    </div>
  )
}

export const Compare = ({ older, newer }: { older: Shown; newer: Shown }) => {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('side')
  const [share, setShare] = useState(50)
  const name = (shown: Shown) => t('creative:ui.version.n', { number: shown.number })
  const content =
    mode === 'side' ? (
      <div className="grid gap-3 sm:grid-cols-2">
        {[older, newer].map((shown) => (
          <figure key={shown.number}>
            <Frame of={shown} />
            <figcaption className="mt-1 text-small text-quiet">{name(shown)}</figcaption>
          </figure>
        ))}
      </div>
    ) : (
      <>
        <Overlay older={older} newer={newer} mode={mode} share={share} />
        {mode === 'difference' ? (
          <p className="mt-2 text-small text-quiet">{t('creative:ui.compare.differenceNote')}</p>
        ) : (
          <label className="mt-2 grid gap-1 text-small" dir="ltr">
            <span dir="auto">{t('creative:ui.compare.sliderLabel', { number: newer.number })}</span>
            <input
              type="range"
              min={0}
              max={100}
              value={share}
              className="h-6 w-full accent-(--ink) coarse:h-11"
              onChange={({ target }) => setShare(Number(target.value))}
            />
          </label>
        )}
      </>
    )
  return (
    <Tabs
      label={t('creative:ui.compare.mode')}
      value={mode}
      onChange={setMode}
      tabs={modes.map((value) => ({ value, label: t(`creative:ui.compare.${value}`), content: value === mode ? content : null }))}
    />
  )
}
