/** Opens everything the app stands on – database, keys, queue, egress – in order, and closes it in the reverse order. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import pino from 'pino'
import { createEgress } from '../channels/egress.ts'
import { findChannel, listChannels } from '../channels/registry.ts'
import type { Config } from './config.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { openCallNotes } from './features/accounts/index.ts'
import { readMediaFile } from './features/media/index.ts'
import { createAuth } from './features/team/index.ts'
import { closeHeavy } from './heavy/heavy.ts'
import { openJobs } from './jobs/jobs.ts'
import { openMail } from './mail/mail.ts'
import type { Services } from './services.ts'
import { openVault } from './vault/vault.ts'
import { findingsOf } from './all-findings.ts'
import { checkDraftWith } from './all-draft-checks.ts'
import { plantAfterBegin } from './all-examples.ts'
import { readAtOnce } from './work.ts'

/** The secret that signs cookies: given by the environment, else made once, readable by this user only. */
const readOrMakeSecret = async (dataDir: string): Promise<string> => {
  const file = path.join(dataDir, 'keys', 'session-secret')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('base64url')
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(`${secret}\n`)
    await handle.sync()
    await handle.close()
    return secret
  } catch (error) {
    // Another process was first: its secret is the one.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readOrMakeSecret(dataDir)
    throw error
  }
}

export interface OpenedServices {
  services: Services
  close: () => Promise<void>
}

/**
 * Opens and migrates. `role: 'command'` joins a server already running on the same data and does not supervise the queue.
 * Throws DatabaseProblem, VaultProblem or ConfigError, each with a sentence. Cost: about 0.5 s warm.
 */
export const openServices = async (config: Config, role: 'server' | 'command' = 'server'): Promise<OpenedServices> => {
  const log = pino({ name: 'athar', level: config.logLevel, redact: ['secret', 'password', '*.secret', '*.password'] }, pino.destination(2))
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    whenHeld: role === 'command' ? 'join' : 'refuse',
    onTrouble: (reason) => log.warn({ reason }, 'database'),
  })
  try {
    await migrate(database)
    const vault = await openVault({
      dataDir: config.dataDir,
      environmentKeys: config.environmentKeys,
      onNote: (sentence) => log.warn(sentence),
    })
    const secret = config.sessionSecret ?? (await readOrMakeSecret(config.dataDir))
    const auth = createAuth({ db: database.db as never, config, secret })
    const jobs = await openJobs({ connectionString: database.connectionString, log, supervise: role === 'server' })
    const fetch = createEgress({ allowPrivateHosts: config.allowPrivateHosts })
    const mail = openMail(config)
    const services: Services = {
      config,
      database,
      auth,
      jobs,
      vault,
      mail,
      fetch,
      now: () => new Date(),
      calls: openCallNotes(database, log),
      channels: { find: findChannel, list: listChannels },
      openMedia: (workspaceId, { id }) => readMediaFile(config.dataDir, workspaceId, id),
      afterConnect: readAtOnce(jobs),
      checkDraft: checkDraftWith(() => services),
      readFindings: findingsOf(() => services),
      afterBegin: plantAfterBegin(jobs),
      log,
    }
    return {
      services,
      close: async () => {
        await jobs.stop()
        await services.calls.close()
        mail.close()
        await closeHeavy()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
