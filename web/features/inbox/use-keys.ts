/** Single keys of the inbox; they rest while somebody writes. */
import { useEffect } from 'react'

export const useKeys = (acts: Record<string, (() => void) | undefined>) => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target?.closest('input, textarea, select, [role=combobox], [role=dialog], [role=listbox]')
      )
        return
      const act = acts[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
}
