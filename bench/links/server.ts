/** The process that the bench of links loads and kills: Athar's own redirect, or a bare 302 of node:http. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { redirectsOf } from '../../server/features/links/index.ts'
import { openServices } from '../../server/open-services.ts'
import { readConfig } from '../../server/config.ts'

const [mode, databaseUrl = '', dataDir = ''] = process.argv.slice(2)
const location = 'https://example.org/offer?from=bench'

const bare = () =>
  createServer((_, response) => {
    response.writeHead(302, { location, 'cache-control': 'private, no-store', 'content-length': 0 })
    response.end()
  })

const ours = async () => {
  const { services } = await openServices(
    readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, LOG_LEVEL: 'error', TRUSTED_IP_HEADER: 'x-forwarded-for' }),
    'command',
  )
  const redirects = redirectsOf(services)
  await redirects.start()
  return createServer((request, response) => {
    if (!redirects.handle(request, response)) response.writeHead(404).end()
  })
}

const server = mode === 'bare' ? bare() : await ours()
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
