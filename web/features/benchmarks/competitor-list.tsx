/** Who is compared: where each is known from, how it stands, the way to "why do they have more?", and forgetting one. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Competitor } from '../../../contract/benchmarks.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { Table } from '../../ui/table.tsx'
import { notifyProblem } from '../../ui/toast.tsx'

export const CompetitorList = ({ competitors, search }: { competitors: Competitor[]; search: { account?: string; days: string } }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const [leaving, setLeaving] = useState<Competitor | null>(null)
  const remove = useMutation({
    mutationFn: (competitorId: string) => client.benchmarks.remove({ ...at, competitorId }),
    onSuccess: async () => {
      setLeaving(null)
      await queryClient.invalidateQueries({ queryKey: api.benchmarks.key() })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <Section title={t('benchmarks:ui.competitors')}>
      <Table
        caption={t('benchmarks:ui.competitors')}
        hideCaption
        columns={[
          {
            key: 'handle',
            head: t('benchmarks:ui.competitor'),
            rowHeader: true,
            cell: ({ id, handle }) => (
              <>
                <bdi className="font-medium">@{handle}</bdi>
                <br />
                <Link
                  className="underline underline-offset-4"
                  to={`/b/${brandId}/audience/benchmarks/${id}`}
                  search={search as never}
                  aria-label={t('benchmarks:ui.whyOne', { handle })}
                >
                  {t('benchmarks:ui.why')}
                </Link>
              </>
            ),
          },
          {
            key: 'newest',
            head: t('benchmarks:ui.newest'),
            number: true,
            cell: ({ newest }) =>
              newest === null
                ? t('benchmarks:ui.unknown')
                : t('benchmarks:ui.newestOn', { followers: format.number(newest.followers), day: format.date(newest.day) }),
          },
          { key: 'source', head: t('benchmarks:ui.source'), cell: ({ source }) => t(`benchmarks:ui.sourceOf.${source}`) },
          {
            key: 'state',
            head: t('benchmarks:ui.state'),
            cell: ({ state, reason }) => (
              <>
                {t(`benchmarks:ui.stateOf.${state}`)}
                {reason !== null && <span className="block max-w-prose text-small text-quiet">{say(reason)}</span>}
              </>
            ),
          },
          {
            key: 'acts',
            head: <span className="sr-only">{t('benchmarks:ui.remove')}</span>,
            cell: (one) =>
              can('import') && (
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t('benchmarks:ui.removeOne', { handle: one.handle })}
                  onClick={() => setLeaving(one)}
                >
                  {t('benchmarks:ui.remove')}
                </Button>
              ),
          },
        ]}
        rows={competitors}
        rowKey={({ id }) => id}
      />
      <Dialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('benchmarks:ui.removeOne', { handle: leaving?.handle ?? '' })}
        description={t('benchmarks:ui.removeWords')}
      >
        <Button look="danger" busy={remove.isPending} onClick={() => leaving !== null && remove.mutate(leaving.id)}>
          {t('benchmarks:ui.remove')}
        </Button>
      </Dialog>
    </Section>
  )
}
