/** When nobody knows whether it went out: look again, or a person looks on the network and says. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proof } from '../../../contract/publishing.ts'
import { client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { refreshPublishing } from './refresh.ts'

export const ResolveUnknown = ({ proof: { publication, canReadBack } }: { proof: Proof }) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const [permalink, setPermalink] = useState('')
  const one = { ...at, publicationId: publication.id }
  const decide = useMutation({
    mutationFn: async (decision: 'it-is-there' | 'it-is-not-there' | 'give-up' | 'look') => {
      if (decision === 'look') {
        await client.publishing.lookAgain(one)
        notify(t('publishing:ui.unknown.looking'))
      } else
        await client.publishing.resolve({
          ...one,
          decision,
          ...(decision === 'it-is-there' && permalink.trim() !== '' ? { permalink: permalink.trim() } : {}),
        })
      await refreshPublishing()
    },
  })
  if (!can('publish')) return <Note kind="warning">{t('publishing:ui.unknown.wait')}</Note>
  const busyWith = decide.isPending ? decide.variables : null
  return (
    <section aria-labelledby="resolve" className="mb-8 rounded-box border border-line-strong bg-sunk p-4">
      <h2 id="resolve" className="font-semibold">
        {t('publishing:ui.unknown.title')}
      </h2>
      <p className="mt-1 max-w-prose">{t('publishing:ui.unknown.words', { account: `@${publication.accountHandle}` })}</p>
      <TextField
        className="mt-3 max-w-xl"
        label={t('publishing:ui.unknown.address')}
        optional={t('ui.optional')}
        type="url"
        dir="ltr"
        value={permalink}
        onChange={(event) => setPermalink(event.target.value)}
        problem={decide.error === null ? null : say(problemOf(decide.error).sentence)}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="next" busy={busyWith === 'it-is-there'} onClick={() => decide.mutate('it-is-there')}>
          {t('publishing:ui.unknown.there')}
        </Button>
        <Button busy={busyWith === 'it-is-not-there'} onClick={() => decide.mutate('it-is-not-there')}>
          {t('publishing:ui.unknown.notThere')}
        </Button>
        <Button busy={busyWith === 'give-up'} onClick={() => decide.mutate('give-up')}>
          {t('publishing:ui.unknown.giveUp')}
        </Button>
        {canReadBack && (
          <Button look="quiet" busy={busyWith === 'look'} onClick={() => decide.mutate('look')}>
            {t('publishing:ui.unknown.lookAgain')}
          </Button>
        )}
      </div>
    </section>
  )
}
