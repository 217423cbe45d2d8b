/** Serves the built web app: hashed files for ever, the page itself never from a cache. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

const isFile = async (file: string) => {
  try {
    return (await stat(file)).isFile()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/** Answers a file of `folder`, or index.html for a page's address; a sentence when the web app has not been built. */
export const serveWeb =
  (folder: string) =>
  async (c: Context): Promise<Response> => {
    const asked = decodeURIComponent(c.req.path)
    const file = path.join(folder, path.posix.normalize(asked))
    const inside = file.startsWith(folder + path.sep) && !asked.includes('\0')
    if (inside && path.extname(file) !== '' && (await isFile(file))) {
      const forEver = asked.startsWith('/assets/')
      return c.body(await readFile(file), 200, {
        'content-type': types[path.extname(file)] ?? 'application/octet-stream',
        'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
    }
    if (path.extname(asked) !== '') return c.text('There is no such file.', 404)
    const page = path.join(folder, 'index.html')
    if (!(await isFile(page))) return c.text('The web app has not been built yet: run `npm run build`, or start with `npm start`.', 503)
    return c.html(await readFile(page, 'utf8'), 200, { 'cache-control': 'no-cache' })
  }
