/** A client's review by a link: the versions, remarks, and the decision; without an account, in the language it was sent in, on a phone as on a desk. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientReview, ReviewAnswer } from '../../../contract/creative.ts'
import { client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { knowsLanguage, languageNames, setLanguage } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { PinForm } from '../shares/index.ts'
import type { Place } from './pinned-picture.tsx'
import { pinsOf, remarkAnchor, Remarks } from './remarks.tsx'
import { useLinkPictures } from './use-link-pictures.ts'
import { Viewer } from './viewer.tsx'

const lookAgainMs = 5000
const nameKey = 'athar.reviewer'

const keyOf = (token: string, pin: string | undefined) => ['review', token, pin ?? '']

export const ReviewPage = () => {
  const { t, i18n } = useTranslation()
  const { token } = useParams({ strict: false }) as { token: string }
  const [pin, setPin] = useState<string | undefined>(undefined)
  const opened = useQuery({
    queryKey: keyOf(token, pin),
    queryFn: () => client.creative.review.open({ token, ...(pin === undefined ? {} : { pin }) }),
    // A wrong PIN is not tried again by itself: each try counts.
    refetchInterval: ({ state }) => (state.data?.kind === 'review' ? lookAgainMs : false),
    refetchOnWindowFocus: false,
    staleTime: 0,
  })
  const { data } = opened
  // Who reads this for the first time reads it in the language it was sent in.
  useEffect(() => {
    if (data?.kind === 'review' && !knowsLanguage()) void setLanguage(data.language)
  }, [data])
  const other = i18n.language === 'ar' ? 'en' : 'ar'
  const language = (
    <Button look="quiet" lang={other} onClick={() => void setLanguage(other)}>
      {languageNames[other]}
    </Button>
  )
  if (data?.kind === 'review') return <Shown review={data} token={token} pin={pin} language={language} />
  return (
    <Page question={t('creative:ui.review.closed')} acts={language}>
      {opened.isPending && <Skeleton height={320} />}
      {opened.isError && <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />}
      {data?.kind === 'gone' && (
        <EmptyState title={t('shares:ui.gone.title')}>
          <p>{t('shares:ui.gone.words')}</p>
        </EmptyState>
      )}
      {data?.kind === 'needs-pin' && <PinForm wrong={data.wrong} onPin={setPin} />}
    </Page>
  )
}

const answerOf = ({ standing, mayDecide }: ClientReview): string => {
  if (standing.state === 'approved') return 'approved'
  if (standing.state === 'changes') return 'changes'
  if (standing.yourVote === 'approve' && !standing.yourTurn) return 'voted'
  return mayDecide && standing.yourTurn ? 'yourTurn' : 'look'
}

interface ShownProps {
  review: ClientReview
  token: string
  pin: string | undefined
  language: React.ReactNode
}

const Shown = ({ review, token, pin, language }: ShownProps) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const queries = useQueryClient()
  const pictures = useLinkPictures(token, pin, review.versions)
  const [name, setName] = useState(() => localStorage.getItem(nameKey) ?? review.reader)
  const [shownId, setShownId] = useState<string | null>(null)
  const [againstId, setAgainstId] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [wish, setWish] = useState('')
  const [asksChanges, setAsksChanges] = useState(false)
  const [latest] = review.versions
  const current = review.versions.find(({ id }) => id === shownId) ?? latest
  const way = { token, ...(pin === undefined ? {} : { pin }), name }
  const act = useMutation({
    mutationFn: async (call: () => Promise<ReviewAnswer>) => {
      localStorage.setItem(nameKey, name)
      queries.setQueryData(keyOf(token, pin), await call())
    },
  })
  const versions = review.versions.map(({ id, number, alt, text, url }) => ({ id, number, src: pictures.get(id) ?? null, alt, text, url }))
  const viewed = versions.find(({ id }) => id === current?.id)
  if (current === undefined || viewed === undefined || latest === undefined) return null
  const isLatest = current.id === latest.id
  const decide = (vote: 'approve' | 'changes') =>
    act.mutate(async () => {
      const answer = await client.creative.review.decide({
        ...way,
        contentHash: latest.contentHash,
        vote,
        comment: vote === 'changes' ? wish : '',
      })
      setAsksChanges(false)
      setWish('')
      return answer
    })
  const sendChanges = (event: FormEvent) => {
    event.preventDefault()
    decide('changes')
  }
  const hasName = name.trim() !== ''
  return (
    <Page
      question={t('creative:ui.review.question', { brand: review.brand, title: review.title })}
      answer={t(`creative:ui.review.answer.${answerOf(review)}`, { number: latest.number })}
      acts={language}
    >
      <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)]">
        <div className="grid content-start gap-3">
          <Viewer
            kind={review.workKind}
            versions={versions}
            shown={viewed}
            against={versions.find(({ id }) => id === againstId) ?? null}
            onShow={(id) => {
              setShownId(id)
              setPlace(null)
            }}
            onAgainst={setAgainstId}
            pins={pinsOf(review.comments, current.id)}
            place={place}
            onPlace={setPlace}
            onOpen={({ id }) => document.getElementById(remarkAnchor(id))?.focus()}
          />
          {current.note !== '' && <p dir="auto">{current.note}</p>}
        </div>
        <div className="grid content-start">
          <div className="mb-6">
            <TextField
              label={t('creative:ui.review.name')}
              hint={t('creative:ui.review.nameHint')}
              required
              maxLength={80}
              autoComplete="name"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </div>
          {review.mayDecide && review.standing.yourTurn && isLatest && (
            <Section title={t('creative:ui.review.decide')}>
              <div className="flex flex-wrap gap-2">
                <Button look="next" busy={act.isPending} disabled={!hasName} onClick={() => decide('approve')}>
                  {t('approvals:ui.approve')}
                </Button>
                {!asksChanges && (
                  <Button disabled={!hasName} onClick={() => setAsksChanges(true)}>
                    {t('approvals:ui.changes')}
                  </Button>
                )}
              </div>
              {asksChanges && (
                <form className="mt-3 grid gap-2" onSubmit={sendChanges}>
                  <TextArea
                    label={t('approvals:ui.changesWhat')}
                    required
                    rows={3}
                    maxLength={2000}
                    value={wish}
                    onChange={({ target }) => setWish(target.value)}
                  />
                  <div>
                    <Button type="submit" busy={act.isPending} disabled={wish.trim() === '' || !hasName}>
                      {t('approvals:ui.send')}
                    </Button>
                  </div>
                </form>
              )}
            </Section>
          )}
          {act.error !== null && (
            <div role="alert" className="mb-4">
              <Note kind="problem">{say(problemOf(act.error).sentence)}</Note>
            </div>
          )}
          <Section title={t('creative:ui.remark.title')}>
            <Remarks
              remarks={review.comments}
              versionId={current.id}
              place={place}
              onUnpin={() => setPlace(null)}
              busy={act.isPending || !hasName}
              onAdd={async ({ body }) => {
                try {
                  await act.mutateAsync(() => client.creative.review.comment({ ...way, versionId: current.id, body, ...place }))
                  setPlace(null)
                  return true
                } catch {
                  // The note above says why; what was typed stays.
                  return false
                }
              }}
            />
          </Section>
        </div>
      </div>
      <p className="mt-8 text-small text-quiet">
        {t('creative:ui.review.until', { when: format.dateTime(review.expiresAt) })} {t('creative:ui.review.only')}
      </p>
    </Page>
  )
}
