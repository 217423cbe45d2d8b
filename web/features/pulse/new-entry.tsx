/** One's own entry in the register. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChangeKind, changeKinds, type NewChange } from '../../../contract/register.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'

const none = 'none'

export const NewEntry = ({ networks, onDone }: { networks: string[]; onDone: () => void }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [change, setChange] = useState<NewChange>({
    day: '',
    platform: '',
    network: null,
    kind: 'limit-changed',
    words: '',
    metrics: null,
    source: null,
  })
  const set = (part: Partial<NewChange>) => setChange((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () => client.pulse.addChange({ ...at, change }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.pulse.key() })
      onDone()
    },
  })
  const problem = save.isError ? problemOf(save.error) : null
  return (
    <form
      className="mb-6 grid gap-3 rounded-box border border-line p-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextField
        label={t('pulse:ui.register.day')}
        type="date"
        dir="ltr"
        required
        value={change.day}
        onChange={(event) => set({ day: event.target.value })}
      />
      <TextField
        label={t('pulse:ui.register.platform')}
        required
        maxLength={80}
        value={change.platform}
        onChange={(event) => set({ platform: event.target.value })}
      />
      <Select
        label={t('pulse:ui.register.kind')}
        value={change.kind}
        onChange={(kind: ChangeKind) => set({ kind })}
        choices={changeKinds.map((value) => ({ value, label: t(`pulse:ui.register.kinds.${value}`) }))}
      />
      <Select
        label={t('pulse:ui.register.network')}
        value={change.network ?? none}
        onChange={(network) => set({ network: network === none ? null : network })}
        choices={[{ value: none, label: t('pulse:ui.register.noNetwork') }, ...networks.map((value) => ({ value, label: value }))]}
      />
      <div className="sm:col-span-2">
        <TextField
          label={t('pulse:ui.register.words')}
          required
          maxLength={2000}
          value={change.words}
          onChange={(event) => set({ words: event.target.value })}
        />
      </div>
      <div className="sm:col-span-2">
        <TextField
          label={t('pulse:ui.register.sourceAddress')}
          type="url"
          dir="ltr"
          maxLength={2000}
          value={change.source ?? ''}
          onChange={(event) => set({ source: event.target.value === '' ? null : event.target.value })}
        />
      </div>
      {problem !== null && (
        <div role="alert" className="sm:col-span-2">
          <Note kind="problem">{say(problem.sentence)}</Note>
        </div>
      )}
      <Button type="submit" className="justify-self-start" busy={save.isPending}>
        {t('pulse:ui.register.save')}
      </Button>
    </form>
  )
}
