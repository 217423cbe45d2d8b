/** Lets the server keep the plans of statements that come again and again, instead of planning them each time. */
import type pg from 'pg'

/** A statement that came this often is worth a plan that is kept. */
const oftenEnough = 5
/** Plans cost memory in every connection; texts made up anew for each list of values would never end. */
const mostKept = 100

type Send = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown

/**
 * Gives each new client of a pool names for its frequent statements; call it once a pool. Planning took more of the database's time than running
 * for the statements of publishing (`npm run bench -- publishing`: 8% more a second). Cursors and statements without values pass as they are.
 */
export const keepPlans = (pool: pg.Pool): void => {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  const nameOf = (text: string): string | null => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size >= mostKept) return null
    const times = (seen.get(text) ?? 0) + 1
    // The counts of rare texts are dropped together: what is frequent is soon counted again.
    if (seen.size > 1000) seen.clear()
    seen.set(text, times)
    if (times < oftenEnough) return null
    const name = `athar_${names.size + 1}`
    seen.delete(text)
    names.set(text, name)
    return name
  }
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as Send
    const query: Send = (text, values, ...rest) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : null
      return name === null ? send(text, values, ...rest) : send({ name, text, values }, ...rest)
    }
    client.query = query as typeof client.query
  })
}
