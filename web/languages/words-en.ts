/** All words of one language (contract/languages/en), as one chunk. */
export const words = import.meta.glob<{ default: Record<string, unknown> }>('../../contract/languages/en/*.json', { eager: true })
