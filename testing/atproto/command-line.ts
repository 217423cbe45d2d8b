/** How a test server talks with the test that started it: one JSON line when it is up, then a line in and a line out per command. */
import { createInterface } from 'node:readline'

export type Command = (input: Record<string, unknown>) => Promise<unknown>

/**
 * Says where the server listens, then answers `{"id", "do", …input}` with `{"id", "answer"}` or `{"id", "problem"}`. The end of standard
 * input ends the server: it never outlives its test.
 */
export const obey = (ready: Record<string, unknown>, commands: Record<string, Command>, stop: () => Promise<void>): void => {
  const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', async (line) => {
    const { id, do: name, ...input } = JSON.parse(line) as { id: number; do: string } & Record<string, unknown>
    try {
      const command = commands[name]
      if (command === undefined) throw new Error(`there is no command “${name}”; there are: ${Object.keys(commands).join(', ')}`)
      write({ id, answer: (await command(input)) ?? null })
    } catch (error) {
      write({ id, problem: error instanceof Error ? error.message : String(error) })
    }
  })
  lines.on('close', async () => {
    // A server that does not close in time must not keep the test waiting.
    setTimeout(() => process.exit(1), 5000).unref()
    await stop()
    process.exit(0)
  })
  write({ ready })
}

/** An input that has to be a text. */
export const text = (input: Record<string, unknown>, name: string): string => {
  const value = input[name]
  if (typeof value !== 'string') throw new Error(`“${name}” has to be a text`)
  return value
}
