/** Finds or brings a Chromium for the browser tests: from npm, from the system, or from Debian. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium as playwright } from 'playwright-core'

export interface Chromium {
  executablePath: string
  /** Libraries that came along because the system lacks them. */
  libraryPath: string | null
}

const artifacts = path.join(import.meta.dirname, 'artifacts')
const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * CHROMIUM_PATH when set; else the one inside @sparticuz/chromium (Linux on x64; unpacked once into testing/artifacts, 2 s); else the system's; else, as
 * root on Debian, its package is installed. Throws with a sentence when none of these works.
 */
export const getChromium = async (): Promise<Chromium> => {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return { executablePath: given, libraryPath: null }
  const bundled = process.platform === 'linux' && process.arch === 'x64' ? await unpackBundled() : null
  if (bundled !== null) return bundled
  const found = findOnSystem() ?? installFromDebian()
  if (found !== null) return { executablePath: found, libraryPath: null }
  throw new Error('There is no Chromium for the browser tests. Install one, or name it with CHROMIUM_PATH=/path/to/chromium.')
}

/** A running headless Chromium; close it after the tests. Cost: 0.1 s. */
export const launchChromium = async (): Promise<Browser> => {
  const { executablePath, libraryPath } = await getChromium()
  const temporary = path.join(artifacts, 'temporary')
  fs.mkdirSync(temporary, { recursive: true })
  return playwright.launch({
    executablePath,
    // Only this one flag: the package's own list turns web security off, and root cannot have the sandbox.
    args: ['--no-sandbox'],
    env: { ...process.env, TMPDIR: temporary, ...(libraryPath === null ? {} : { LD_LIBRARY_PATH: libraryPath }) } as Record<string, string>,
  })
}

const starts = ({ executablePath, libraryPath }: Chromium) =>
  spawnSync(executablePath, ['--version'], {
    stdio: 'ignore',
    env: { ...process.env, ...(libraryPath === null ? {} : { LD_LIBRARY_PATH: libraryPath }) },
  }).status === 0

const packageFolder = () => path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')

const unpackBundled = async (): Promise<Chromium | null> => {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')) as { version: string }
  const folder = path.join(artifacts, `chromium-${version}`)
  if (!fs.existsSync(folder)) await unpackInto(folder)
  const executablePath = path.join(folder, 'chromium')
  const candidates = [
    { executablePath, libraryPath: null },
    { executablePath, libraryPath: path.join(folder, 'al2023', 'lib') },
  ]
  return candidates.find(starts) ?? null
}

/** The package unpacks into the temporary folder and takes a half-written file for a whole one, so it gets a folder of its own, renamed when whole. */
const unpackInto = async (folder: string) => {
  const { default: bundled, inflate } = await import('@sparticuz/chromium')
  const unfinished = `${folder}.unfinished-${process.pid}`
  fs.mkdirSync(unfinished, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = unfinished
  try {
    await bundled.executablePath()
    await inflate(path.join(packageFolder(), 'bin', 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  try {
    fs.renameSync(unfinished, folder)
  } catch (error) {
    // Another test process was first.
    fs.rmSync(unfinished, { recursive: true, force: true })
    if (!fs.existsSync(folder)) throw error
  }
}

const findOnSystem = (): string | null => {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const files = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return files.find((file) => fs.existsSync(file)) ?? null
}

const installFromDebian = (): string | null => {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return null
  process.stderr.write('Installing Debian’s Chromium for the browser tests …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2], env })
  const installed = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { stdio: ['ignore', 2, 2], env })
  return installed.status === 0 ? findOnSystem() : null
}
