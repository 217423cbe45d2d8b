/** The pillar of one draft or published post: what it is in, what its words speak for, and changing it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, client, queryClient } from '../../api.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState } from '../../ui/states.tsx'

const none = 'none'

/** Nothing is shown where the strategy names no pillars. */
export const PostPillar = ({ kind, postId }: { kind: 'draft' | 'published'; postId: string }) => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const strategy = useQuery(api.strategy.read.queryOptions({ input: at, staleTime: 60_000 }))
  const post = useQuery(api.strategy.pillarOf.queryOptions({ input: { ...at, kind, postId } }))
  const sort = useMutation({
    mutationFn: (pillarId: string | null) => client.strategy.sort({ ...at, posts: [{ kind, id: postId }], pillarId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.strategy.key() }),
  })
  const pillars = strategy.data?.current?.content.pillars ?? []
  if (pillars.length === 0 || post.data === undefined) return null
  const { suggested } = post.data
  const guess = pillars.find(({ id }) => id === suggested?.pillarId)
  return (
    <Section title={t('strategy:ui.draft.pillar')}>
      <Select
        label={t('strategy:ui.draft.pillar')}
        hideLabel
        className="max-w-60"
        value={post.data.pillarId ?? none}
        disabled={!can('write-posts')}
        onChange={(next) => sort.mutate(next === none ? null : next)}
        choices={[{ value: none, label: t('strategy:ui.draft.none') }, ...pillars.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {guess !== undefined && suggested !== null && can('write-posts') && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-quiet">
          {t('strategy:ui.sort.suggested', { name: guess.name, keyword: suggested.keyword })}
          <Button size="small" busy={sort.isPending} onClick={() => sort.mutate(guess.id)}>
            {t('strategy:ui.sort.confirm', { count: 1 })}
          </Button>
        </p>
      )}
      {sort.isError && <ErrorState error={sort.error} />}
    </Section>
  )
}
