/** Capacity: the next weeks against the hours that exist, what is beyond us, who there is, and what we reckon with. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { People } from './people.tsx'
import { Reckoning } from './reckoning.tsx'
import { RoomTabs } from './room-tabs.tsx'
import { Weeks } from './weeks.tsx'

export const CapacityPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const capacity = useQuery(api.creative.capacity.queryOptions({ input: { ...at, weeks: 6 } }))
  const { data } = capacity
  return (
    <Page question={t('creative:ui.capacity.question')} answer={data && say(data.answer)}>
      <RoomTabs />
      {capacity.isPending && <Skeleton height={320} />}
      {capacity.isError && <ErrorState error={capacity.error} onRetry={() => void capacity.refetch()} />}
      {data !== undefined && (
        <>
          <Section title={t('creative:ui.capacity.weeks')} note={say(data.cadence.words)}>
            <Weeks weeks={data.weeks} />
          </Section>
          <Section title={t('creative:ui.capacity.beyond')}>
            {data.beyond.length === 0 ? (
              <p className="text-quiet">{t('creative:ui.capacity.nothingBeyond')}</p>
            ) : (
              <ul className="grid gap-2">
                {data.beyond.map((sentence) => (
                  <li key={`${sentence.key}${JSON.stringify(sentence.values)}`}>
                    <Note kind="warning">{say(sentence)}</Note>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
      <People />
      {data !== undefined && <Reckoning formatHours={data.formatHours} />}
    </Page>
  )
}
