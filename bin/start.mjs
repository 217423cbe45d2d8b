#!/usr/bin/env node
/** `npm start`: makes everything ready, then runs the workbench. With --prepare it only makes ready (container images). */
import { fileURLToPath } from 'node:url'
import { ensureBundle, ensureInstalled, orSentence, root, underPinnedNode } from './launch.mjs'

/** A person sits in front of a desktop: a terminal here, a screen here, and no remote or automatic session. */
const hasDesktop = () => {
  if (!process.stdout.isTTY || process.env.CI || process.env.SSH_CONNECTION) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

await orSentence(async () => {
  const args = process.argv.slice(2)
  ensureInstalled()
  if (!(await underPinnedNode(fileURLToPath(import.meta.url), args))) return
  ensureBundle()
  if (args.includes('--prepare')) {
    const { findBinaries } = await import('../server/database/embedded/binaries.ts')
    findBinaries(root)
    return
  }
  const { serve } = await import('../server/main.ts')
  await serve({ openBrowser: hasDesktop() })
})
