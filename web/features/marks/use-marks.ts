/** The marks of the brand between two days, as annotations of a chart. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { useWords } from '../../ui/supported.tsx'

export interface MarksWanted {
  /** Days in the brand's zone, or instants. */
  from: string | undefined
  to: string | undefined
  accountId?: string
  metric?: string
}

/** Nothing is drawn until both ends are known; a chart never waits for its marks. */
export const useMarks = ({ from, to, accountId, metric }: MarksWanted): { at: string; words: string; cuts: boolean }[] => {
  const { at } = useBrand()
  const words = useWords()
  const [first, last] = [from?.slice(0, 10) ?? '', to?.slice(0, 10) ?? '']
  const about = { ...(accountId === undefined ? {} : { accountId }), ...(metric === undefined ? {} : { metric }) }
  const marks = useQuery({
    ...api.marks.list.queryOptions({ input: { ...at, from: first, to: last, ...about }, staleTime: 60_000 }),
    enabled: first !== '' && last !== '',
  })
  return (marks.data ?? []).map((mark) => ({ at: mark.day, words: words(mark.words), cuts: mark.cuts }))
}
