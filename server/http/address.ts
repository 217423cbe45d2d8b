/** The address people reach this Athar by, for links that leave the house. */
import type { Config } from '../config.ts'

/** PUBLIC_URL, else the host and port it listens on; without a slash at its end. Cost: O(1). */
export const appAddress = ({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string => {
  if (publicUrl !== null) return publicUrl
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
