/** A real PDS and PLC directory on loopback, without an AppView, as a process of its own: `node -r ./loopback.cjs start-pds.ts`. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Secp256k1Keypair } from '@atproto/crypto'
import { PDS } from '@atproto/pds'
import { Database, PlcServer } from '@did-plc/server'
import { obey } from './command-line.ts'
import { peopleOf } from './people.ts'

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const plcPort = await freePort()
const plc = PlcServer.create({ db: Database.mock(), port: plcPort })
await plc.start()
const plcUrl = `http://localhost:${plcPort}`

const folder = mkdtempSync(path.join(tmpdir(), 'athar-pds-'))
for (const name of ['data', 'blobs']) mkdirSync(path.join(folder, name))
const rotationKey = await Secp256k1Keypair.create({ exportable: true })
const port = await freePort()
const pds = await PDS.fromEnv({
  devMode: true,
  port,
  dataDirectory: path.join(folder, 'data'),
  blobstoreDiskLocation: path.join(folder, 'blobs'),
  didPlcUrl: plcUrl,
  recoveryDidKey: (await Secp256k1Keypair.create()).did(),
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotationKey.export()).toString('hex'),
  adminPassword: 'admin',
  jwtSecret: 'a secret for tests only',
  serviceHandleDomains: ['.test'],
  // Nobody listens there: this is how a PDS without an AppView answers.
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:example:invalid',
  modServiceUrl: 'https://moderator.invalid',
  modServiceDid: 'did:example:invalid',
  inviteRequired: false,
  disableSsrfProtection: true,
})
await pds.start()
const url = `http://localhost:${port}`

obey({ pdsUrl: url, plcUrl }, peopleOf(url), async () => {
  await pds.destroy()
  await plc.destroy()
  rmSync(folder, { recursive: true, force: true })
})
