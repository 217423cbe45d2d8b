/** Keyboard shortcuts: pages declare theirs, `?` lists what holds here; single keys can be switched off (WCAG 2.1.4). */
import { useEffect, useRef, useSyncExternalStore } from 'react'

interface Shortcut {
  /** "n", "?" or a sequence such as "g t". */
  keys: string
  label: string
  run: () => void
}

const active = new Set<{ current: Shortcut }>()
const offKey = 'athar.single-keys-off'
const listeners = new Set<() => void>()
const areOn = () => localStorage.getItem(offKey) !== '1'

export const setSingleKeys = (on: boolean) => {
  if (on) localStorage.removeItem(offKey)
  else localStorage.setItem(offKey, '1')
  for (const listener of listeners) listener()
}
export const useSingleKeys = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, areOn)

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null)

let pending: { key: string; atMs: number } | null = null

const onKey = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !areOn() || isTyping(event.target)) return
  // Where the keyboard is set to Arabic, the key's place on the board counts, not its letter.
  const key = /^[a-z?/]$/.test(event.key) ? event.key : event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key
  const sequence = pending !== null && event.timeStamp - pending.atMs < 1200 ? `${pending.key} ${key}` : key
  const found = [...active].map(({ current }) => current).findLast(({ keys }) => keys === sequence || keys === key)
  pending = found === undefined ? { key, atMs: event.timeStamp } : null
  if (found === undefined) return
  event.preventDefault()
  found.run()
}

export const startShortcuts = () => window.addEventListener('keydown', onKey)

/** Holds while the calling component is shown. */
export const useShortcut = (keys: string, label: string, run: () => void) => {
  const holder = useRef<Shortcut>({ keys, label, run })
  useEffect(() => {
    holder.current = { keys, label, run }
  })
  useEffect(() => {
    active.add(holder)
    return () => {
      active.delete(holder)
    }
  }, [])
}

/** What holds now, for the help. */
export const listShortcuts = (): { keys: string; label: string }[] =>
  [...active].map(({ current }) => ({ keys: current.keys, label: current.label })).toSorted((a, b) => a.keys.localeCompare(b.keys))
