/** All words of one language (contract/languages/ar), as one chunk, but for those of the terminal. */
export const words = import.meta.glob<{ default: Record<string, unknown> }>(
  ['../../contract/languages/ar/*.json', '!../../contract/languages/ar/terminal.json'],
  { eager: true },
)
