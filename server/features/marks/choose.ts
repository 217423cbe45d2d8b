/** Which marks belong under one chart, in the order of their days. */
import type { Mark } from '../../../contract/marks.ts'

export const choose = (
  marks: Mark[],
  about: { from: string; to: string; accountId?: string | undefined; metric?: string | undefined },
): Mark[] =>
  marks
    .filter(
      (mark) =>
        (mark.until ?? mark.day) >= about.from &&
        mark.day <= about.to &&
        (about.accountId === undefined || mark.accountId === null || mark.accountId === about.accountId) &&
        (about.metric === undefined || mark.metrics === null || mark.metrics.includes(about.metric)),
    )
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
