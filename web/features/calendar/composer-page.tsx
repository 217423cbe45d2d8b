/** The composer: write once, fit each network, see what it would refuse, then approve, schedule or post. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { CalendarClock, Send, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/accounts.ts'
import type { Post } from '../../../contract/calendar.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { PostPillar } from '../strategy/index.ts'
import { AccountName, useAccounts } from '../accounts/index.ts'
import { isWallTime, PostNowDialog, refreshPublishing, ScheduleDialog } from '../publishing/index.ts'
import { useChecks } from './checks.tsx'
import { type Draft, draftOf, emptyDraft, inputOf, isSame } from './draft.ts'
import { Standing } from './standing.tsx'
import { Writer } from './writer.tsx'
import type { ComposerSearch } from './routes.tsx'

export const NewPostPage = () => {
  const accounts = useAccounts()
  return <Loaded accounts={accounts} post={null} />
}

export const PostPage = () => {
  const { at } = useBrand()
  const { postId } = useParams({ strict: false }) as { postId: string }
  const accounts = useAccounts()
  const post = useQuery(api.calendar.get.queryOptions({ input: { ...at, postId } }))
  return post.isError ? (
    <Failed error={post.error} onRetry={() => void post.refetch()} />
  ) : (
    <Loaded accounts={accounts} post={post.data} key={postId} />
  )
}

const Failed = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { t } = useTranslation()
  return (
    <Page question={t('calendar:ui.compose.question')}>
      <ErrorState error={error} onRetry={onRetry} />
    </Page>
  )
}

const Loaded = ({ accounts, post }: { accounts: ReturnType<typeof useAccounts>; post: Post | null | undefined }) => {
  const { t } = useTranslation()
  if (accounts.isError) return <Failed error={accounts.error} onRetry={() => void accounts.refetch()} />
  if (accounts.data === undefined || post === undefined)
    return (
      <Page question={t('calendar:ui.compose.question')}>
        <Skeleton height={360} />
      </Page>
    )
  return <Composer accounts={accounts.data.filter(({ canPublish }) => canPublish)} post={post} />
}

/** On its way or over: such a publication says what it says. */
const settled = new Set(['claimed', 'sending', 'published', 'unknown'])

const Composer = ({ accounts, post }: { accounts: Account[]; post: Post | null }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const navigate = useNavigate()
  const { at, brand, brandId, can } = useBrand()
  const { at: plannedFor } = useSearch({ strict: false }) as ComposerSearch
  const [stored, setStored] = useState(post)
  const [draft, setDraft] = useState<Draft>(() =>
    post === null
      ? emptyDraft(
          brand.language,
          accounts.map(({ id }) => id),
        )
      : draftOf(post, brand.language),
  )
  const [open, setOpen] = useState<'schedule' | 'now' | null>(null)
  const known = stored === null ? null : draftOf(stored, brand.language)
  const isDirty = known === null ? draft.base.text !== '' || draft.base.media.length > 0 : !isSame(known, draft)

  const chosen = accounts.filter(({ id }) => draft.accountIds.includes(id))
  const isEmpty = [draft.base, ...Object.values(draft.own)].every(({ text, media }) => text.trim() === '' && media.length === 0)
  const allChecks = useChecks(draft, chosen, stored?.id ?? null)
  // Before the first word there is nothing to complain about.
  const checks = isEmpty ? allChecks.map((check) => ({ ...check, problems: [] })) : allChecks
  const errors = checks.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'))
  const isOut = stored !== null && stored.publications.length > 0 && stored.publications.every(({ state }) => settled.has(state))
  const hasGone = stored?.publications.some(({ state }) => settled.has(state)) ?? false
  const mayWrite = can('write-posts') && !isOut

  const save = useMutation({
    mutationFn: async (): Promise<Post> => {
      const saved =
        stored === null
          ? await client.calendar.create({ ...at, ...inputOf(draft) })
          : isDirty
            ? await client.calendar.update({ ...at, postId: stored.id, ...inputOf(draft) })
            : await client.calendar.get({ ...at, postId: stored.id })
      setStored(saved)
      queryClient.setQueryData(api.calendar.get.queryKey({ input: { ...at, postId: saved.id } }), saved)
      await refreshPublishing()
      return saved
    },
  })
  // What is typed and not stored is not lost by a slip.
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])
  const toPost = (saved: Post) => {
    if (post === null)
      void navigate({
        to: `/b/${brandId}/posts/${saved.id}`,
        search: (plannedFor === undefined ? {} : { at: plannedFor }) as Record<string, unknown>,
        replace: true,
      })
  }
  const saveOnly = async () => {
    const saved = await save.mutateAsync()
    notify(t('ui.saved'))
    toPost(saved)
  }
  const remove = useMutation({
    mutationFn: async (postId: string) => {
      await client.calendar.remove({ ...at, postId })
      // Away first: this page would ask for a post that is gone.
      await navigate({ to: `/b/${brandId}/calendar` })
      await refreshPublishing()
      const restore = () => {
        client.calendar
          .restore({ ...at, postId })
          .then(refreshPublishing)
          .catch((error: unknown) => notifyProblem(say(problemOf(error).sentence)))
      }
      notify(t('calendar:ui.compose.removed'), { label: t('ui.undo'), run: restore })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const prepare = async () => (await save.mutateAsync()).publications

  const answer =
    accounts.length === 0
      ? t('calendar:ui.compose.noAccounts')
      : isEmpty
        ? t('calendar:ui.compose.start')
        : chosen.length === 0
          ? t('calendar:ui.compose.noneChosen')
          : errors.length > 0
            ? t('calendar:ui.compose.refused', { count: errors.length })
            : t('calendar:ui.compose.ready', { count: chosen.length })
  const cannotGo = isEmpty || chosen.length === 0 || errors.length > 0

  return (
    <Page question={t('calendar:ui.compose.question')} answer={answer}>
      <div className="grid gap-x-10 lg:grid-cols-[3fr_2fr]">
        <div className="mb-6">
          <Writer draft={draft} onChange={setDraft} accounts={chosen} checks={checks} disabled={!mayWrite} />
          {plannedFor !== undefined && isWallTime(plannedFor) && (
            <p className="mt-4 text-quiet">{t('calendar:ui.compose.plannedFor', { when: format.wallDateTime(plannedFor) })}</p>
          )}
          {save.error !== null && (
            <div role="alert" className="mt-4">
              <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
            </div>
          )}
          {isOut && (
            <div className="mt-4">
              <Note kind="fact">{t('calendar:ui.compose.isOut')}</Note>
            </div>
          )}
          {mayWrite && (
            <div className="mt-5 flex flex-wrap gap-2">
              {can('publish') && (
                <>
                  <Button
                    look="next"
                    icon={<CalendarClock size={16} aria-hidden />}
                    disabled={cannotGo}
                    onClick={() => setOpen('schedule')}
                  >
                    {t('calendar:ui.compose.schedule')}
                  </Button>
                  <Button icon={<Send size={16} aria-hidden className="points" />} disabled={cannotGo} onClick={() => setOpen('now')}>
                    {t('publishing:ui.postNow')}
                  </Button>
                </>
              )}
              <Button busy={save.isPending} disabled={isEmpty || !isDirty} onClick={() => void saveOnly()}>
                {t('calendar:ui.compose.save')}
              </Button>
              {stored !== null && !hasGone && (
                <Button
                  look="quiet"
                  icon={<Trash2 size={16} aria-hidden />}
                  busy={remove.isPending}
                  onClick={() => remove.mutate(stored.id)}
                >
                  {t('calendar:ui.compose.remove')}
                </Button>
              )}
            </div>
          )}
        </div>
        <div>
          <Section title={t('calendar:ui.compose.where')}>
            {accounts.length === 0 && (
              <Link to={`/b/${brandId}/accounts`} className="underline underline-offset-4">
                {t('calendar:ui.compose.connect')}
              </Link>
            )}
            {accounts.map((account) => (
              <Checkbox
                key={account.id}
                checked={draft.accountIds.includes(account.id)}
                disabled={!mayWrite}
                onChange={(on) =>
                  setDraft({
                    ...draft,
                    accountIds: on ? [...draft.accountIds, account.id] : draft.accountIds.filter((id) => id !== account.id),
                  })
                }
                label={<AccountName account={account} />}
              />
            ))}
          </Section>
          {stored !== null && <PostPillar kind="draft" postId={stored.id} />}
          {stored !== null && stored.publications.length > 0 && <Standing postId={stored.id} isDirty={isDirty} />}
        </div>
      </div>
      {open === 'schedule' && (
        <ScheduleDialog
          publications={stored?.publications ?? []}
          {...(isWallTime(plannedFor) ? { initial: plannedFor } : {})}
          prepare={prepare}
          onDone={() => void navigate({ to: `/b/${brandId}/calendar` })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'now' && (
        <PostNowDialog
          handles={chosen.map(({ handle }) => handle)}
          prepare={prepare}
          onClose={() => setOpen(null)}
          onDone={(sent) => {
            const [only] = sent
            void navigate({
              to: sent.length === 1 && only !== undefined ? `/b/${brandId}/publications/${only.id}` : `/b/${brandId}/calendar`,
            })
          }}
        />
      )}
    </Page>
  )
}
