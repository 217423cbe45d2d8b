/** Finds people who wrote to the brand by name or handle; choosing one opens them, or does what the page asks. */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Identity, IdentityKey } from '../../../contract/inbox-people.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { PersonLink } from './person-link.tsx'

export const FindPerson = ({
  label,
  without = [],
  onChoose,
}: {
  label: string
  without?: IdentityKey[]
  /** Without it, each person found is a link to them. */
  onChoose?: (one: Identity) => void
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery(api.inbox.findPeople.queryOptions({ input: { ...at, query: asked }, enabled: asked !== '' }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(words.trim())
  }
  const others = found.data?.filter((one) => !without.some((own) => own.network === one.network && own.authorId === one.authorId))
  return (
    <div className="max-w-prose">
      <form className="flex flex-wrap items-end gap-2" onSubmit={submit}>
        <TextField label={label} maxLength={100} value={words} onChange={({ target }) => setWords(target.value)} className="min-w-56" />
        <Button type="submit" disabled={words.trim() === ''}>
          {t('inbox:ui.person.search')}
        </Button>
      </form>
      {asked !== '' && found.isPending && <Skeleton lines={2} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {others?.length === 0 && <p className="mt-2 text-quiet">{t('inbox:ui.person.nobody', { words: asked })}</p>}
      <ul>
        {others?.map((one) => (
          <li
            key={`${one.network}/${one.authorId}`}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2"
          >
            <span>
              {onChoose === undefined ? (
                <PersonLink {...one}>
                  <bdi>{one.displayName}</bdi>
                </PersonLink>
              ) : (
                <bdi>{one.displayName}</bdi>
              )}{' '}
              <span className="text-quiet">
                <bdi dir="ltr">@{one.handle}</bdi> · <bdi>{one.network}</bdi> ·{' '}
                {t('inbox:ui.person.wrote', { count: one.messages, last: format.relative(one.lastAt) })}
              </span>
            </span>
            {onChoose !== undefined && (
              <Button size="small" onClick={() => onChoose(one)}>
                {t('inbox:ui.person.join')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
