/** All words of one language (contract/languages/ar), as one chunk. */
export const words = import.meta.glob<{ default: Record<string, unknown> }>('../../contract/languages/ar/*.json', { eager: true })
