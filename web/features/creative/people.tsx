/** Who there is, in house and outside, with skills, hours and rates; adding and changing them. */
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../contract/creative.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { writeMoney } from './money.tsx'
import { PersonDialog } from './person-dialog.tsx'

export const People = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, can } = useBrand()
  const people = useQuery(api.creative.people.list.queryOptions({ input: at }))
  const [open, setOpen] = useState<Person | 'new' | null>(null)
  const add = can('publish') && (
    <Button icon={<UserRoundPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('creative:ui.person.add')}
    </Button>
  )
  return (
    <Section title={t('creative:ui.capacity.people')} acts={people.data !== undefined && people.data.length > 0 && add}>
      {people.isPending && <Skeleton lines={3} />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && (
        <EmptyState title={t('creative:ui.capacity.noPeople')} act={add}>
          <p>{t('creative:ui.capacity.noPeopleBody')}</p>
        </EmptyState>
      )}
      {people.data !== undefined && people.data.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {people.data.map((person) => (
            <li key={person.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
              <div>
                <p className="font-medium">
                  <bdi>{person.name}</bdi>{' '}
                  <span className="font-normal text-quiet">· {t(`creative:ui.person.placeShort.${person.place}`)}</span>
                </p>
                <p className="text-small text-quiet">{format.list(person.skills.map((skill) => t(`creative:ui.skill.${skill}`)))}</p>
              </div>
              <div className="flex flex-wrap items-center gap-x-4 text-small">
                <span>{t('creative:ui.person.hoursShort', { hours: person.hoursPerWeek })}</span>
                {person.rate !== null && <span>{t('creative:ui.person.rateShort', { rate: writeMoney(format, person.rate) })}</span>}
                {can('publish') && (
                  <Button size="small" aria-label={t('creative:ui.person.edit', { name: person.name })} onClick={() => setOpen(person)}>
                    {t('creative:ui.capacity.change')}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {open !== null && <PersonDialog person={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
