/** Light, dark or as the system says; kept on this device. */
import { useSyncExternalStore } from 'react'

export const schemes = ['system', 'light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

const key = 'athar.scheme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const stored = (): Scheme => {
  const value = localStorage.getItem(key)
  return schemes.find((scheme) => scheme === value) ?? 'system'
}

/** What is shown now. */
export const shownScheme = (): 'light' | 'dark' => {
  const scheme = stored()
  return scheme === 'system' ? (systemIsDark.matches ? 'dark' : 'light') : scheme
}

const apply = () => {
  document.documentElement.dataset['colorScheme'] = shownScheme()
  for (const listener of listeners) listener()
}

/** Call once before the first picture is drawn. */
export const startScheme = () => {
  systemIsDark.addEventListener('change', apply)
  apply()
}

export const setScheme = (scheme: Scheme) => {
  localStorage.setItem(key, scheme)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The person's wish and what it comes to; charts redraw with it. */
export const useScheme = () => ({ wish: useSyncExternalStore(subscribe, stored), shown: useSyncExternalStore(subscribe, shownScheme) })
