/** The packages that the statistics are timed against: installed at the first bench, from a lock of their own. */
import { createRequire } from 'node:module'
import path from 'node:path'
// @ts-expect-error plain JavaScript that Node 20 can read, without types
import { ensureInstalled } from '../../bin/launch.mjs'

const folder = path.join(import.meta.dirname, 'peers')

/** Where a peer's file is. Cost: some seconds the first time, then 10 ms. Errors: a sentence when it cannot be installed. */
export const findPeer = (specifier: string): string => {
  const install = ensureInstalled as (options: { folder: string }) => void
  install({ folder })
  return createRequire(path.join(folder, 'package.json')).resolve(specifier)
}

export const loadPeer = async <Module>(specifier: string): Promise<Module> => (await import(findPeer(specifier))) as Module
