/** Whom and what it is worth talking to today, and why; a person talks, Athar never likes, follows or writes by itself. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type OutwardItem, outwardKinds } from '../../../contract/inbox-people.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { PersonLink } from './person-link.tsx'
import { RoomTabs } from './room-tabs.tsx'

const readAgain = () => queryClient.invalidateQueries({ queryKey: api.inbox.outward.key() })

export const OutwardPage = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const read = useQuery(api.inbox.outward.queryOptions({ input: at }))
  const items = read.data?.items ?? []
  return (
    <Page
      question={t('inbox:ui.outward.question')}
      answer={
        read.data &&
        (items.length === 0
          ? t('inbox:ui.outward.none', { count: read.data.looked })
          : t('inbox:ui.outward.answer', { count: items.length }))
      }
    >
      <RoomTabs />
      <p className="mb-6 max-w-prose text-quiet">{t('inbox:ui.outward.note')}</p>
      {read.isPending && <Skeleton lines={6} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data !== undefined &&
        outwardKinds.map((kind) => {
          const own = items.filter((one) => one.kind === kind)
          return (
            <Section key={kind} title={t(`inbox:ui.outward.kind.${kind}`)}>
              {own.length === 0 ? (
                <EmptyState title={t(`inbox:ui.outward.empty.${kind}`)} />
              ) : (
                <ul>
                  {own.map((one) => (
                    <Entry key={one.key} one={one} />
                  ))}
                </ul>
              )}
            </Section>
          )
        })}
    </Page>
  )
}

const Entry = ({ one }: { one: OutwardItem }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId, can } = useBrand()
  const settle = useMutation({
    mutationFn: (as: 'done' | 'never') => client.inbox.settleOutward({ ...at, key: one.key, as }),
    onSuccess: async () => {
      await readAgain()
      const back = () => void client.inbox.settleOutward({ ...at, key: one.key, as: 'back' }).then(readAgain, console.error)
      notify(t('inbox:ui.outward.settled', { name: one.name }), { label: t('ui.undo'), run: back })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-72">
        {one.network !== null && one.authorId !== null ? (
          <PersonLink network={one.network} authorId={one.authorId}>
            <b dir="auto" className="font-medium">
              {one.name}
            </b>
          </PersonLink>
        ) : (
          <b dir="auto" className="font-medium">
            {one.name}
          </b>
        )}{' '}
        {one.handle !== null && (
          <bdi dir="ltr" className="text-small text-quiet">
            @{one.handle}
          </bdi>
        )}
        <p className="max-w-prose text-quiet">{say(one.why)}</p>
        {one.conversationId !== null && (
          <Link to={`/b/${brandId}/inbox/${one.conversationId}`} className="text-small underline underline-offset-4">
            {t('inbox:ui.outward.open')}
          </Link>
        )}
      </div>
      {can('write-posts') && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" aria-label={t('inbox:ui.outward.doneOf', { name: one.name })} onClick={() => settle.mutate('done')}>
            {t('inbox:ui.outward.done')}
          </Button>
          <Button
            size="small"
            look="quiet"
            aria-label={t('inbox:ui.outward.neverOf', { name: one.name })}
            onClick={() => settle.mutate('never')}
          >
            {t('inbox:ui.outward.never')}
          </Button>
        </div>
      )}
    </li>
  )
}
