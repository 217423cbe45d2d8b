/** Who asks for a link: a person, a preview that a message or post makes of it, or a bot; from what the request says of itself. */
import { readFileSync } from 'node:fs'
import type { ClickAgent } from '../../../contract/links.ts'

const data = JSON.parse(readFileSync(new URL('agents.json', import.meta.url), 'utf8')) as { previews: string[]; bots: string[] }

export interface Asker {
  agent: ClickAgent
  device: 'phone' | 'tablet' | 'desktop'
}

/** By the user agent alone. No user agent at all is a program. Cost: a few microseconds. */
export const readUserAgent = (userAgent: string): Asker => {
  const text = userAgent.toLowerCase()
  const device = /ipad|tablet|(?=.*android)(?!.*mobile)/.test(text) ? 'tablet' : /mobi|iphone|android/.test(text) ? 'phone' : 'desktop'
  // A message app's own browser also names the app; only its preview has no engine.
  const hasEngine = /applewebkit|gecko\//.test(text)
  const isPreview = data.previews.some((part) => text.includes(part) && !(hasEngine && part.endsWith('/')))
  const agent = isPreview ? 'preview' : text === '' || data.bots.some((part) => text.includes(part)) ? 'bot' : 'person'
  return { agent, device }
}
