/** Tells what a person can mend (one sentence is enough) from a bug (its trace is needed). */
import { ConfigError } from './config.ts'
import { DatabaseProblem } from './database/problem.ts'
import { VaultProblem } from './vault/vault.ts'

/** The address cannot be listened on; the message says why and what to do. */
export class ListenProblem extends Error {}

/** Whether the error's message is a sentence for the person who started this process. */
export const isProblem = (error: unknown): error is Error =>
  [ConfigError, DatabaseProblem, VaultProblem, ListenProblem].some((kind) => error instanceof kind)
