/** The registry: knows all networks, and loads none before it is used. */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { limitsOf } from './limits-registry.ts'
import { findChannel, listChannels, networks } from './registry.ts'

/** Files that a fresh process loads for a piece of code. */
const loadedFor = (code: string): string[] => {
  const registry = new URL('./registry.ts', import.meta.url).href
  const script = `import { registerHooks } from 'node:module'
const seen = []
registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
const { findChannel, networks } = await import(${JSON.stringify(registry)})
${code}
console.log(JSON.stringify(seen))`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as string[]
}

test('every network answers to its own name and has limits; another name has no channel', async () => {
  for (const network of networks) {
    expect((await findChannel(network))?.network).toBe(network)
    expect(limitsOf(network)?.network).toBe(network)
  }
  expect((await listChannels()).map(({ network }) => network)).toEqual(networks)
  expect(await findChannel('constructor')).toBeNull()
  expect(limitsOf('no-such-network')).toBeNull()
})

test('naming the networks loads none of them, and using one loads only that one', () => {
  expect(loadedFor('networks.join()').filter((url) => /channels\/[^/]+\//.test(url))).toEqual([])
  const used = loadedFor('await findChannel("playground")')
  const folders = new Set(used.flatMap((url) => /channels\/([^/]+)\//.exec(url)?.[1] ?? []))
  expect([...folders]).toEqual(['playground'])
  const packages = new Set(used.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []))
  expect([...packages]).toEqual(['zod'])
})
