/** What the networks would say to the post while it is being written: meters and problems, counted with the very code that guards the sending. */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { limitsOf } from '../../../channels/limits-registry.ts'
import type { Account } from '../../../contract/accounts.ts'
import type { ContentMeter, ContentProblem } from '../../../contract/calendar.ts'
import type { PostContent } from '../../../contract/content.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Sources } from '../../ui/sources.tsx'
import { Note } from '../../ui/states.tsx'
import { contentFor, type Draft } from './draft.ts'

export interface AccountCheck {
  account: Account
  meters: ContentMeter[]
  problems: ContentProblem[]
}

const keyOf = (problem: ContentProblem) => `${problem.field} ${JSON.stringify(problem.reason)}`

/** Counts here, at once; and asks the server for what only it knows (duplicates, crowded hours, limits read at run time). */
export const useChecks = (draft: Draft, accounts: Account[], postId: string | null): AccountCheck[] => {
  const { at } = useBrand()
  const contents = useDeferredValue(
    JSON.stringify(accounts.map((account) => ({ accountId: account.id, content: contentFor(draft, account.id) }))),
  )
  const parsed = JSON.parse(contents) as { accountId: string; content: PostContent }[]
  const server = useQuery({
    ...api.calendar.check.queryOptions({ input: { ...at, contents: parsed, ...(postId === null ? {} : { postId }) }, staleTime: 30_000 }),
    enabled: parsed.some(({ content }) => content.text.trim() !== ''),
  })
  return accounts.map((account) => {
    const content = contentFor(draft, account.id)
    const own = limitsOf(account.network)
    const said = server.data?.find(({ accountId }) => accountId === account.id)
    const here = own?.problems(content, account.limits ?? undefined) ?? []
    // The server's answer may be a keystroke old: where we count ourselves, it only adds what we cannot know.
    const added = (said?.problems ?? []).filter((problem) => own === null || !problem.reason.key.startsWith('channels-'))
    const problems = [...new Map([...here, ...added].map((problem) => [keyOf(problem), problem])).values()]
    return { account, meters: own?.meters(content, account.limits ?? undefined) ?? said?.meters ?? [], problems }
  })
}

/** "242 of 300 characters", with a bar; over the limit it says so. */
const Meter = ({ meter }: { meter: ContentMeter }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const over = meter.used > meter.max
  return (
    <span className={`inline-flex items-center gap-2 text-small ${over ? 'font-medium text-bad' : 'text-quiet'}`}>
      <span aria-hidden className="inline-block h-1.5 w-16 overflow-hidden rounded-full bg-line">
        <span
          className={`block h-full ${over ? 'bg-bad' : 'bg-data'}`}
          style={{ inlineSize: `${Math.min(100, (meter.used / Math.max(1, meter.max)) * 100)}%` }}
        />
      </span>
      {t(over ? 'calendar:ui.meter.over' : 'calendar:ui.meter.within', {
        used: format.number(meter.used),
        max: format.number(meter.max),
        unit: t(`calendar:ui.unit.${meter.field}`, { defaultValue: t(`calendar:ui.unit.${meter.unit}`, { defaultValue: meter.field }) }),
      })}
    </span>
  )
}

export const CheckWords = ({ check, showName }: { check: AccountCheck; showName: boolean }) => {
  const { i18n } = useTranslation()
  const say = useSay()
  // Text, and whatever else is used at all; a row of empty bars tells nothing.
  const meters = check.meters.filter(({ field, used }) => field === 'text' || (field !== 'text-bytes' && used > 0))
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {showName && (
          <span className="text-small">
            {check.account.networkName[i18n.language === 'ar' ? 'ar' : 'en']} · <bdi dir="ltr">@{check.account.handle}</bdi>
          </span>
        )}
        {meters.map((meter) => (
          <Meter key={meter.field} meter={meter} />
        ))}
      </div>
      {check.problems.length > 0 && (
        <ul className="mt-1.5 grid gap-1.5">
          {check.problems.map((problem) => (
            <li key={keyOf(problem)}>
              <Note kind={problem.severity === 'error' ? 'problem' : 'warning'}>
                {say(problem.reason)}
                {problem.sources !== undefined && <Sources of={problem.sources} />}
              </Note>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
