/** Runs one call of the API for a command, and turns its refusals into sentences in the terminal's language. */
import { ORPCError } from '@orpc/client'
import { Refusal } from '../contract/procedure.ts'
import { type BrandOptions } from './brand-options.ts'
import { openClient, type OpenedClient } from './open-client.ts'
import { Problem } from './problem.ts'
import { sayOut } from './say.ts'

/** Opens the client, runs `use`, closes it. A refusal of the API becomes a Problem with its sentence. */
export const asking = async <Result>(options: BrandOptions, use: (opened: OpenedClient) => Promise<Result>): Promise<Result> => {
  const opened = await openClient(options)
  try {
    return await use(opened)
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error
    const refusal = Refusal.safeParse(error.data)
    throw new Problem(refusal.success ? sayOut(refusal.data.sentence) : error.message)
  } finally {
    await opened.close()
  }
}

/** Prints rows as a table, columns as wide as their widest cell; nothing when there are none. */
export const printTable = (headings: string[], rows: string[][]): void => {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of [headings, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

export const printJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2))
