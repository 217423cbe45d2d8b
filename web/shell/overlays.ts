/** Which of the app's own overlays is open: the palette or the shortcut help. */
import { useSyncExternalStore } from 'react'

export type Overlay = 'palette' | 'shortcuts'

let open: Overlay | null = null
const listeners = new Set<() => void>()

export const openOverlay = (overlay: Overlay | null) => {
  open = overlay
  for (const listener of listeners) listener()
}
export const useOverlay = (): Overlay | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
