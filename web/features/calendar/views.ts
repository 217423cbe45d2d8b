/** The three ways to look at the calendar. */
export const views = ['month', 'week', 'list'] as const
export type View = (typeof views)[number]
