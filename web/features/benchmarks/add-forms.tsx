/** Three ways to a competitor: a public account that Athar reads, numbers typed in, and a file. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { notify } from '../../ui/toast.tsx'
import { readNumber } from '../strategy/index.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: api.benchmarks.key() })

export const FollowForm = ({ accountId }: { accountId: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [handle, setHandle] = useState('')
  const add = useMutation({
    mutationFn: () => client.benchmarks.add({ ...at, accountId, handle }),
    onSuccess: async () => {
      setHandle('')
      await refresh()
    },
  })
  return (
    <form
      className="no-print mb-6 flex max-w-xl flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <TextField
        className="min-w-64 flex-1"
        label={t('benchmarks:ui.handle')}
        hint={t('benchmarks:ui.handleHint')}
        dir="ltr"
        required
        value={handle}
        problem={add.isError ? say(problemOf(add.error).sentence) : null}
        onChange={({ target }) => setHandle(target.value)}
      />
      <div className="pt-6">
        <Button type="submit" busy={add.isPending}>
          {t('benchmarks:ui.add')}
        </Button>
      </div>
    </form>
  )
}

const numbers = ['followers', 'posts', 'engagements'] as const

export const NoteForm = ({ today }: { today: string }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [draft, setDraft] = useState({ handle: '', day: today, followers: '', posts: '', engagements: '' })
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const note = useMutation({
    mutationFn: () => {
      const known = { followers: readNumber(draft.followers), posts: readNumber(draft.posts), engagements: readNumber(draft.engagements) }
      return client.benchmarks.note({ ...at, handle: draft.handle, days: [{ day: draft.day, ...known }] })
    },
    onSuccess: async () => {
      set({ followers: '', posts: '', engagements: '' })
      await refresh()
    },
  })
  const problem = note.isError ? problemOf(note.error) : null
  return (
    <Section title={t('benchmarks:ui.byHand')}>
      <form
        className="no-print grid max-w-2xl gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          note.mutate()
        }}
      >
        <TextField
          label={t('benchmarks:ui.competitor')}
          required
          value={draft.handle}
          onChange={({ target }) => set({ handle: target.value })}
        />
        <TextField
          label={t('benchmarks:ui.day')}
          type="date"
          dir="ltr"
          required
          value={draft.day}
          problem={problem?.where === 'day' ? say(problem.sentence) : null}
          onChange={({ target }) => set({ day: target.value })}
        />
        {numbers.map((key) => (
          <TextField
            key={key}
            label={t(`benchmarks:ui.${key}`)}
            inputMode="numeric"
            value={draft[key]}
            problem={key === 'followers' && problem !== null && problem.where !== 'day' ? say(problem.sentence) : null}
            onChange={({ target }) => set({ [key]: target.value })}
          />
        ))}
        <div className="self-end">
          <Button type="submit" busy={note.isPending}>
            {t('benchmarks:ui.note')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

export const FileForm = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [csv, setCsv] = useState('')
  const take = useMutation({
    mutationFn: () => client.benchmarks.importFile({ ...at, csv }),
    onSuccess: async ({ rows }) => {
      notify(t('benchmarks:ui.taken', { count: rows }))
      setCsv('')
      await refresh()
    },
  })
  return (
    <Section title={t('benchmarks:ui.file')}>
      <form
        className="no-print grid max-w-2xl gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          take.mutate()
        }}
      >
        <TextArea
          label={t('benchmarks:ui.fileText')}
          hint={t('benchmarks:ui.fileHint')}
          dir="ltr"
          required
          value={csv}
          problem={take.isError ? say(problemOf(take.error).sentence) : null}
          onChange={({ target }) => setCsv(target.value)}
        />
        <div>
          <Button type="submit" busy={take.isPending}>
            {t('benchmarks:ui.import')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
