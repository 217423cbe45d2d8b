/** Connecting an account, or connecting it again: the fields that its network asks for. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Network } from '../../../contract/accounts.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'

export const refreshAccounts = () => queryClient.invalidateQueries({ queryKey: api.accounts.key() })

const inputTypes = { text: 'text', password: 'password', url: 'url' } as const

export const ConnectDialog = ({ network, again, onClose }: { network: Network; again?: Account; onClose: () => void }) => {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [input, setInput] = useState<Record<string, string>>(again === undefined ? {} : { [network.fields[0]?.name ?? '']: again.handle })
  const name = network.name[i18n.language === 'ar' ? 'ar' : 'en']
  const connect = useMutation({
    mutationFn: async () => {
      const filled = Object.fromEntries(Object.entries(input).filter(([field, value]) => field !== '' && value.trim() !== ''))
      const account =
        again === undefined
          ? await client.accounts.connect({ ...at, network: network.network, input: filled })
          : await client.accounts.reconnect({ ...at, accountId: again.id, input: filled })
      await refreshAccounts()
      notify(t('accounts:ui.connected', { account: `@${account.handle}` }))
      onClose()
    },
  })
  const problem = connect.error === null ? null : problemOf(connect.error)
  const field = problem?.where?.replace(/^input\./, '') ?? null
  const known = network.fields.some(({ name: each }) => each === field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate()
  }
  /** What networks share gets our words; what only one has is shown by its own name. */
  const labelOf = (each: string) => t(`accounts:ui.field.${each}`, { defaultValue: each })
  const hintOf = (each: string) => {
    const hint = t(`accounts:ui.fieldHint.${each}`, { defaultValue: '' })
    return hint === '' ? {} : { hint }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(again === undefined ? 'accounts:ui.connectTo' : 'accounts:ui.reconnectTo', { network: name })}
      description={t('accounts:ui.secretNote')}
    >
      <form onSubmit={submit} className="grid gap-4">
        {network.fields.map((each) => (
          <TextField
            key={each.name}
            label={labelOf(each.name)}
            {...hintOf(each.name)}
            {...(each.required ? {} : { optional: t('ui.optional') })}
            type={inputTypes[each.kind]}
            name={each.name}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={each.placeholder}
            required={each.required}
            value={input[each.name] ?? ''}
            onChange={(event) => setInput({ ...input, [each.name]: event.target.value })}
            problem={problem !== null && field === each.name ? say(problem.sentence) : null}
          />
        ))}
        {problem !== null && !known && (
          <div role="alert">
            <Note kind="problem">{say(problem.sentence)}</Note>
          </div>
        )}
        <Button look="next" type="submit" busy={connect.isPending} className="justify-self-end">
          {t(again === undefined ? 'accounts:ui.connect' : 'accounts:ui.reconnect')}
        </Button>
      </form>
    </Dialog>
  )
}
