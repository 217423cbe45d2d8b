/** The filters of the list of posts; each choice goes into the address. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formats } from '../../../contract/content.ts'
import { origins, postOrders } from '../../../contract/results.ts'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useAccounts, writeHandle } from '../accounts/index.ts'
import type { ResultsSearch } from './routes.tsx'

const pauseMs = 300

export const Filters = ({ search, onChange }: { search: ResultsSearch; onChange: (search: ResultsSearch) => void }) => {
  const { t } = useTranslation()
  const accounts = useAccounts({ withRemoved: true })
  const [words, setWords] = useState(search.q ?? '')
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Asked once the typing pauses, not at every letter.
  const type = (next: string) => {
    setWords(next)
    clearTimeout(pause.current)
    pause.current = setTimeout(() => onChange({ ...search, q: next.trim() === '' ? undefined : next.trim() } as ResultsSearch), pauseMs)
  }
  const set = (name: keyof ResultsSearch, value: string) =>
    onChange({ ...search, [name]: value === 'all' || value === 'newest' ? undefined : value } as ResultsSearch)
  return (
    <div className="no-print mb-5 grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-5">
      <TextField
        className="col-span-2 lg:col-span-1"
        label={t('results:ui.search')}
        type="search"
        value={words}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Select
        label={t('results:ui.account')}
        value={search.account ?? 'all'}
        onChange={(value) => set('account', value)}
        choices={[
          { value: 'all', label: t('results:ui.allAccounts') },
          ...(accounts.data ?? []).map(({ id, handle }) => ({ value: id, label: writeHandle(handle) })),
        ]}
      />
      <Select
        label={t('results:ui.format')}
        value={search.format ?? 'all'}
        onChange={(value) => set('format', value)}
        choices={[
          { value: 'all', label: t('results:ui.allFormats') },
          ...formats.map((value) => ({ value, label: t(`results:format.${value}`) })),
        ]}
      />
      <Select
        label={t('results:ui.origin')}
        value={search.origin ?? 'all'}
        onChange={(value) => set('origin', value)}
        choices={[
          { value: 'all', label: t('results:ui.allOrigins') },
          ...origins.map((value) => ({ value, label: t(`results:origin.${value}`) })),
        ]}
      />
      <Select
        label={t('results:ui.order')}
        value={search.order ?? 'newest'}
        onChange={(value) => set('order', value)}
        choices={postOrders.map((value) => ({ value, label: t(`results:ui.orders.${value}`) }))}
      />
    </div>
  )
}
