/** Words inside a picture: the box is left to right, so words of a language from right to left bring their own direction along. */

/** Isolates (UAX 9) keep “1 يونيو 2026” in its order and a percent sign on its side. */
export const inDirection = (words: string, rtl: boolean): string => (rtl ? `\u2067${words}\u2069` : words)
