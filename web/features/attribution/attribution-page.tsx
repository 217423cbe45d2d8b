/** What brought customers: what models credit and where they disagree, the ways people take, what they say, and what no record shows. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { creditDimensions } from '../../../contract/attribution.ts'
import { api } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Asked } from './asked.tsx'
import { CreditPicture } from './credit-picture.tsx'
import { Effect } from './effect.tsx'
import { Journeys } from './journeys.tsx'
import { Money } from './money.tsx'
import { type AskedPeriod, PeriodChoice } from './period.tsx'
import type { AttributionSearch } from './routes.tsx'
import { Sources } from './sources.tsx'

export const AttributionPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brandId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as AttributionSearch
  const by = search.by ?? 'channel'
  const period: AskedPeriod = {
    ...(search.from === undefined ? {} : { from: search.from }),
    ...(search.to === undefined ? {} : { to: search.to }),
  }
  const credit = useQuery({
    ...api.attribution.credit.queryOptions({ input: { ...at, by, ...period } }),
    // A file that is still being read in fills an empty page by and by.
    refetchInterval: ({ state }) => ({ computing: 800, 'too-little-data': 4000, credit: false as const })[state.data?.kind ?? 'credit'],
  })
  const cancel = useMutation(api.attribution.cancelCredit.mutationOptions())
  const { data } = credit
  const go = (next: AttributionSearch) =>
    void navigate({ to: `/b/${brandId}/attribution`, search: { ...search, ...next } as Record<string, unknown>, replace: true })
  const choosePeriod = ({ from, to }: AskedPeriod) => go({ from, to })
  const creditTab = (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <Select
          className="w-56"
          label={t('attribution:ui.by.label')}
          value={by}
          onChange={(value) => go({ by: value as NonNullable<AttributionSearch['by']> })}
          choices={creditDimensions.map((value) => ({ value, label: t(`attribution:ui.by.${value}`) }))}
        />
        <PeriodChoice value={period} onChange={choosePeriod} />
      </div>
      {credit.isPending && <Skeleton height={320} />}
      {credit.isError && <ErrorState error={credit.error} onRetry={() => void credit.refetch()} />}
      {data?.kind === 'computing' && (
        <div className="flex flex-wrap items-center gap-3">
          <progress max={data.of} value={data.done} aria-label={t('attribution:ui.computing', { step: data.step })} />
          <Button size="small" onClick={() => cancel.mutate({ ...at, by, ...period })}>
            {t('attribution:ui.cancel')}
          </Button>
        </div>
      )}
      {data?.kind === 'too-little-data' && (
        <EmptyState title={t('attribution:ui.empty')}>
          <p>{say(data.words)}</p>
          <p>{t('attribution:ui.emptyBody')}</p>
        </EmptyState>
      )}
      {data?.kind === 'credit' && <CreditPicture credit={data} />}
    </>
  )
  return (
    <Page
      question={t('attribution:ui.question')}
      answer={data?.kind === 'credit' ? say(data.headline) : data?.kind === 'too-little-data' ? say(data.words) : undefined}
    >
      <Tabs
        label={t('attribution:ui.question')}
        value={search.tab ?? 'credit'}
        onChange={(tab) => {
          // Links are a page of their own, with tabs of their own.
          if (tab === 'links') void navigate({ to: `/b/${brandId}/links` })
          else go({ tab })
        }}
        tabs={[
          { value: 'credit', label: t('attribution:ui.tab.credit'), content: creditTab },
          { value: 'journeys', label: t('attribution:ui.tab.journeys'), content: <Journeys period={period} /> },
          { value: 'asked', label: t('attribution:ui.tab.asked'), content: <Asked period={period} /> },
          { value: 'effect', label: t('attribution:ui.tab.effect'), content: <Effect /> },
          {
            value: 'money',
            label: t('attribution:ui.tab.money'),
            content: (
              <>
                <div className="mb-4">
                  <PeriodChoice value={period} onChange={choosePeriod} />
                </div>
                <Money period={period} />
              </>
            ),
          },
          { value: 'links', label: t('attribution:ui.tab.links'), content: null },
          { value: 'sources', label: t('attribution:ui.tab.sources'), content: <Sources /> },
        ]}
      />
    </Page>
  )
}
