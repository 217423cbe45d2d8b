/** The public rules that remarks rest on, as sources.json keeps them. */
import { readFileSync } from 'node:fs'
import type { KnownSource } from './decide.ts'

export const knownSources = JSON.parse(readFileSync(new URL('sources.json', import.meta.url), 'utf8')) as readonly KnownSource[]
