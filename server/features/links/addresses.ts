/** The addresses that are shared: of a short link, of the page of links. */
import type { Config } from '../../config.ts'
import { appAddress } from '../../http/address.ts'

/** On a domain of one's own the slug alone; else under Athar's address. */
export const linkAddress = (config: Config, link: { host: string | null; slug: string }): string =>
  link.host === null ? `${appAddress(config)}/l/${link.slug}` : `https://${link.host}/${link.slug}`

export const pageAddress = (config: Config, slug: string): string => `${appAddress(config)}/p/${slug}`
