/** Settings of the open brand, and making another one. */
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { type Language } from '../../languages/load.ts'
import { useSay } from '../../languages/say.ts'
import { sessionQuery, useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { type BrandFields, BrandForm } from './brand-form.tsx'
import { browserZone } from './zones.ts'

const refreshSession = () => queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 })

export const BrandPage = () => {
  const { brand } = useBrand()
  // Another brand is another form.
  return <BrandSettings key={brand.id} />
}

const BrandSettings = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brand, can } = useBrand()
  const now = useNow()
  const mayChange = can('manage-brands')
  const [value, setValue] = useState<BrandFields>(brand)
  const [making, setMaking] = useState(false)
  const save = useMutation({
    mutationFn: async () => {
      const { name, timeZone, language, publishWindowMinutes, weekStartsOn } = value
      await client.team.updateBrand({ ...at, name, timeZone, language, publishWindowMinutes, weekStartsOn })
      await refreshSession()
      notify(t('ui.saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Page
      question={t('team:ui.brand.question')}
      answer={t('team:ui.brand.answer', { name: brand.name, zone: brand.timeZone.replaceAll('_', ' '), time: format.time(now) })}
      acts={
        mayChange && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            {t('team:ui.brand.new')}
          </Button>
        )
      }
    >
      <form onSubmit={submit} className="grid gap-5">
        <BrandForm value={value} onChange={setValue} disabled={!mayChange} />
        {!mayChange && <Note kind="fact">{t('team:ui.brand.readOnly')}</Note>}
        {save.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(save.error).sentence)}</Note>
          </div>
        )}
        {mayChange && (
          <Button type="submit" look="next" busy={save.isPending} className="justify-self-start">
            {t('ui.save')}
          </Button>
        )}
      </form>
      {making && <NewBrand onClose={() => setMaking(false)} />}
    </Page>
  )
}

const NewBrand = ({ onClose }: { onClose: () => void }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const navigate = useNavigate()
  const { workspaceId } = useBrand()
  const [value, setValue] = useState<BrandFields>({
    name: '',
    timeZone: browserZone(),
    language: i18n.language as Language,
    publishWindowMinutes: 15,
    weekStartsOn: i18n.language === 'ar' ? 7 : 1,
  })
  const create = useMutation({
    mutationFn: async () => {
      const made = await client.team.createBrand({ workspaceId, ...value })
      await refreshSession()
      await navigate({ to: `/b/${made.id}/today` })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('team:ui.brand.newTitle')}
      acts={
        <Button look="next" busy={create.isPending} disabled={value.name.trim() === ''} onClick={() => create.mutate()}>
          {t('team:ui.brand.create')}
        </Button>
      }
    >
      <BrandForm value={value} onChange={setValue} nameProblem={create.error === null ? null : say(problemOf(create.error).sentence)} />
    </Dialog>
  )
}
