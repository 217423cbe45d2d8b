/** Writing: the common text, and a version of its own for each account that needs one. */
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/accounts.ts'
import type { PostContent } from '../../../contract/content.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { type AccountCheck, CheckWords } from './checks.tsx'
import { type Draft, withLink } from './draft.ts'
import { Pictures } from './pictures.tsx'

interface WriterProps {
  draft: Draft
  onChange: (draft: Draft) => void
  accounts: Account[]
  checks: AccountCheck[]
  disabled: boolean
}

export const Writer = ({ draft, onChange, accounts, checks, disabled }: WriterProps) => {
  const { t, i18n } = useTranslation()
  const [tab, setTab] = useState('base')
  const setOwn = (accountId: string, content: PostContent | null) => {
    const { [accountId]: _, ...rest } = draft.own
    onChange({ ...draft, own: content === null ? rest : { ...rest, [accountId]: content } })
  }
  const tabs = [
    {
      value: 'base',
      label: t('calendar:ui.base'),
      content: (
        <div className="grid gap-3">
          <Words
            label={t('calendar:ui.text')}
            content={draft.base}
            onChange={(base) => onChange({ ...draft, base })}
            disabled={disabled}
            isFirst
          />
          {checks
            .filter(({ account }) => draft.own[account.id] === undefined)
            .map((check) => (
              <CheckWords key={check.account.id} check={check} showName />
            ))}
        </div>
      ),
    },
    ...accounts.map((account) => {
      const own = draft.own[account.id]
      const check = checks.find((each) => each.account.id === account.id)
      const name = account.networkName[i18n.language === 'ar' ? 'ar' : 'en']
      const isBad = check?.problems.some(({ severity }) => severity === 'error') ?? false
      return {
        value: account.id,
        label: (
          <span className="inline-flex items-center gap-1.5">
            {name}
            {isBad && (
              <>
                <CircleAlert size={14} aria-hidden className="text-bad" />
                <span className="sr-only">{t('calendar:ui.hasProblem')}</span>
              </>
            )}
          </span>
        ),
        content: (
          <div className="grid gap-3">
            {own === undefined ? (
              <>
                <p className="text-quiet">{t('calendar:ui.usesBase')}</p>
                {draft.base.text !== '' && (
                  <p dir="auto" className="rounded-md border border-line bg-sunk p-3 whitespace-pre-wrap">
                    {draft.base.text}
                  </p>
                )}
                <Button
                  size="small"
                  className="justify-self-start"
                  disabled={disabled}
                  onClick={() => setOwn(account.id, { ...draft.base })}
                >
                  {t('calendar:ui.writeOwn', { network: name })}
                </Button>
              </>
            ) : (
              <>
                <Words
                  label={t('calendar:ui.textFor', { account: `@${account.handle}` })}
                  content={own}
                  onChange={(content) => setOwn(account.id, content)}
                  disabled={disabled}
                />
                <Button size="small" className="justify-self-start" disabled={disabled} onClick={() => setOwn(account.id, null)}>
                  {t('calendar:ui.useBase')}
                </Button>
              </>
            )}
            {check !== undefined && <CheckWords check={check} showName={false} />}
          </div>
        ),
      }
    }),
  ]
  return (
    <Tabs label={t('calendar:ui.versions')} tabs={tabs} value={tabs.some(({ value }) => value === tab) ? tab : 'base'} onChange={setTab} />
  )
}

const Words = ({
  label,
  content,
  onChange,
  disabled,
  isFirst = false,
}: {
  label: string
  content: PostContent
  onChange: (content: PostContent) => void
  disabled: boolean
  isFirst?: boolean
}) => {
  const { t } = useTranslation()
  return (
    <>
      <TextArea
        label={label}
        rows={8}
        disabled={disabled}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens the composer came to write
        autoFocus={isFirst}
        value={content.text}
        onChange={(event) => onChange({ ...content, text: event.target.value })}
      />
      <Pictures content={content} onChange={onChange} disabled={disabled} />
      <TextField
        label={t('calendar:ui.link')}
        optional={t('ui.optional')}
        type="url"
        dir="ltr"
        disabled={disabled}
        placeholder="https://"
        value={content.link ?? ''}
        onChange={(event) => onChange(withLink(content, event.target.value))}
      />
    </>
  )
}
