#!/usr/bin/env node
/** `npx athar`: the command line, under the pinned Node. */
import { fileURLToPath } from 'node:url'
import { ensureBundle, ensureInstalled, orSentence, underPinnedNode } from './launch.mjs'

await orSentence(async () => {
  const args = process.argv.slice(2)
  ensureInstalled()
  if (!(await underPinnedNode(fileURLToPath(import.meta.url), args))) return
  if (args[0] === 'serve' && !args.includes('--help')) ensureBundle()
  await import('../cli/main.ts')
})
