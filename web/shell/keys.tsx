/** The shortcuts that hold everywhere in a brand, the palette and the help. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ShortcutHelp } from '../ui/shortcut-help.tsx'
import { useShortcut } from '../ui/shortcuts.tsx'
import { openOverlay, useOverlay } from './overlays.ts'
import { Palette } from './palette.tsx'
import { allRooms, type Room } from './rooms.ts'

const GoTo = ({ room, brandId }: { room: Room; brandId: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useShortcut(
    `g ${room.letter}`,
    t('ui.shortcuts.goTo', { room: t(`ui.rooms.${room.key}`) }),
    () => void navigate({ to: `/b/${brandId}/${room.path}` }),
  )
  return null
}

export const Keys = ({ brandId }: { brandId: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const overlay = useOverlay()
  useShortcut('?', t('ui.shortcuts.title'), () => openOverlay('shortcuts'))
  useShortcut('n', t('ui.newPost'), () => void navigate({ to: `/b/${brandId}/posts/new` }))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return
      event.preventDefault()
      openOverlay('palette')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      {allRooms.map((room) => (
        <GoTo key={room.key} room={room} brandId={brandId} />
      ))}
      {overlay === 'palette' && <Palette brandId={brandId} onClose={() => openOverlay(null)} />}
      {overlay === 'shortcuts' && <ShortcutHelp onClose={() => openOverlay(null)} />}
    </>
  )
}
