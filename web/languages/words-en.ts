/** All words of one language (contract/languages/en), as one chunk, but for those of the terminal. */
export const words = import.meta.glob<{ default: Record<string, unknown> }>(
  ['../../contract/languages/en/*.json', '!../../contract/languages/en/terminal.json'],
  { eager: true },
)
