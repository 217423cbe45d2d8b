/** The options of every command about a brand: which brand, as whom, and on which server. */
import type { Command } from 'commander'

/** Adds the options that every command about a brand takes. */
export const withBrandOptions = (command: Command): Command =>
  command
    .option('--brand <name>', 'the brand, by name or id; may be left out where there is only one')
    .option('--as <name>', 'act as this person (default: the first owner); only on this machine')
    .option('--server <url>', 'the address of a running Athar; default: the data on this machine')
    .option('--key <key>', 'API key for --server (or set ATHAR_API_KEY)')

export interface BrandOptions {
  brand?: string
  as?: string
  server?: string
  key?: string
}
