/** One conversation in the list: who, what they said last, what it shows by itself, and how long it has waited. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../contract/inbox-shapes.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { AccountName, type useAccounts } from '../accounts/index.ts'
import { useLanguageName } from '../../languages/language-name.ts'

type Account = NonNullable<ReturnType<typeof useAccounts>['data']>[number]

export const Row = ({ conversation, account }: { conversation: Conversation; account: Account | null }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const languageName = useLanguageName()
  const { brandId, brand } = useBrand()
  const { author, state, heldBy, waitingSince, dueAt } = conversation
  const [now] = useState(() => Date.now())
  const isLate = dueAt !== null && Date.parse(dueAt) <= now
  const marks = [
    ...(conversation.isQuestion ? [t('inbox:ui.question_mark')] : []),
    ...(conversation.hasLink ? [t('inbox:ui.link')] : []),
    ...(conversation.isRepeatAuthor ? [t('inbox:ui.repeat')] : []),
    ...(conversation.language === null || conversation.language === brand.language ? [] : [languageName(conversation.language)]),
    ...(conversation.assignee === null ? [] : [t('inbox:ui.assignedTo', { name: conversation.assignee })]),
    ...(heldBy === null ? [] : [t('inbox:ui.held', { name: heldBy })]),
  ]
  return (
    <li className="border-b border-line">
      <Link
        data-conversation
        to={`/b/${brandId}/inbox/${conversation.id}`}
        className="block py-3 focus-visible:outline-2 focus-visible:outline-offset-2"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            <span className="me-2 rounded border border-line px-1.5 text-small">{t(`inbox:ui.state.${state}`)}</span>
            <b dir="auto" className="font-medium">
              {author.displayName}
            </b>{' '}
            <span className="text-small text-quiet">
              <bdi dir="ltr">@{author.handle}</bdi> · {account !== null && <AccountName account={account} />}
            </span>
          </span>
          <time dateTime={conversation.newestAt} className={`text-small ${isLate ? 'text-bad' : 'text-quiet'}`}>
            {dueAt !== null && `${t(isLate ? 'inbox:ui.lapsing.wasDue' : 'inbox:ui.lapsing.due', { when: format.relative(dueAt) })} · `}
            {waitingSince === null
              ? format.relative(conversation.newestAt)
              : t('inbox:ui.waitsSince', { when: format.relative(waitingSince) })}
          </time>
        </span>
        <span dir="auto" className="mt-1 block max-w-prose">
          {conversation.excerpt}
        </span>
        {(marks.length > 0 || conversation.labels.length > 0) && (
          <span className="mt-1 block text-small text-quiet">
            {[...marks, ...conversation.labels].map((mark, index) => (
              <bdi key={mark}>
                {index > 0 && ' · '}
                {mark}
              </bdi>
            ))}
          </span>
        )}
      </Link>
    </li>
  )
}
