/** Reads the environment, once, into a typed configuration; the only file of the server that does. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4800),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The address people reach Athar by, when a proxy stands in front, e.g. https://athar.example.com. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The header in which your proxy puts the visitor's address, e.g. x-forwarded-for. Unset: the socket's own address. */
  TRUSTED_IP_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/)
    .optional(),
  /** Hosts on private addresses that Athar may talk to, comma-separated, e.g. a PDS of your own: "pds.lan,127.0.0.1:2583". */
  ALLOW_PRIVATE_HOSTS: z.string().optional(),
  /** Keys for credentials: "<id>:<32 bytes in base64>", comma-separated, the first one seals. Unset: a key file is made. */
  ATHAR_KEYS: z.string().optional(),
  /** Signs session cookies; set the same value on every machine that shares a database. Unset: a key file is made. */
  ATHAR_SESSION_SECRET: z.string().min(32).optional(),
  /** Where mail goes out, e.g. smtps://user:password@mail.example.com. Unset: Athar sends no mail and says so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who mail comes from, e.g. "Athar <athar@example.com>". */
  MAIL_FROM: z.string().min(3).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

export interface Config {
  root: string
  version: string
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  publicUrl: string | null
  trustedIpHeader: string | null
  allowPrivateHosts: string[]
  environmentKeys: string | null
  sessionSecret: string | null
  smtpUrl: string | null
  mailFrom: string | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

/** A setting that cannot be used; the message names it and says what it should look like. */
export class ConfigError extends Error {}

/** Turns environment variables into the configuration. Throws ConfigError naming the variable. Cost: O(1). */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(
      `The setting ${String(issue?.path[0] ?? '')} cannot be used: ${issue?.message ?? 'invalid'}. Correct it or unset it.`,
    )
  }
  const env = parsed.data
  return {
    root,
    version: '0.1.0',
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR ?? path.join(root, '.athar')),
    databaseUrl: env.DATABASE_URL ?? null,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustedIpHeader: env.TRUSTED_IP_HEADER?.toLowerCase() ?? null,
    allowPrivateHosts: (env.ALLOW_PRIVATE_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    environmentKeys: env.ATHAR_KEYS ?? null,
    sessionSecret: env.ATHAR_SESSION_SECRET ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? null,
    logLevel: env.LOG_LEVEL,
  }
}
