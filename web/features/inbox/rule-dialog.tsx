/** One rule: what it asks, what it does, and what it would have met. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationStates, knownLanguages, messageKinds, type Rule } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Note } from '../../ui/states.tsx'
import { useLanguageName } from '../../languages/language-name.ts'

type RuleDraft = Omit<Rule, 'id'>
type Answer = '' | 'yes' | 'no'
const toAnswer = (value: boolean | undefined): Answer => (value === undefined ? '' : value ? 'yes' : 'no')

export const RuleDialog = ({
  rule,
  busy,
  onSave,
  onClose,
}: {
  rule: RuleDraft | null
  busy: boolean
  onSave: (rule: RuleDraft) => void
  onClose: () => void
}) => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, workspaceId } = useBrand()
  const languageName = useLanguageName()
  const members = useQuery(api.team.listMembers.queryOptions({ input: { workspaceId }, staleTime: 60_000 }))
  const [name, setName] = useState(rule?.name ?? '')
  const [contains, setContains] = useState(rule?.condition.contains ?? '')
  const [question, setQuestion] = useState<Answer>(toAnswer(rule?.condition.isQuestion))
  const [link, setLink] = useState<Answer>(toAnswer(rule?.condition.hasLink))
  const [kind, setKind] = useState<string>(rule?.condition.kind ?? '')
  const [language, setLanguage] = useState(rule?.condition.language ?? '')
  const [label, setLabel] = useState(rule?.action.label ?? '')
  const [state, setState] = useState<string>(rule?.action.state ?? '')
  const [assignee, setAssignee] = useState(rule?.action.assignee ?? '')
  const condition: RuleDraft['condition'] = {
    ...(contains.trim() === '' ? {} : { contains: contains.trim() }),
    ...(question === '' ? {} : { isQuestion: question === 'yes' }),
    ...(link === '' ? {} : { hasLink: link === 'yes' }),
    ...(kind === '' ? {} : { kind: kind as (typeof messageKinds)[number] }),
    ...(language === '' ? {} : { language }),
  }
  const action: RuleDraft['action'] = {
    ...(label.trim() === '' ? {} : { label: label.trim() }),
    ...(state === '' ? {} : { state: state as (typeof conversationStates)[number] }),
    ...(assignee === '' ? {} : { assignee }),
  }
  const asksNothing = Object.keys(condition).length === 0
  const attempt = useMutation({ mutationFn: () => client.inbox.tryRule({ ...at, condition }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({ name, condition, action })
  }
  const yesNo = (['', 'yes', 'no'] as const).map((value) => ({ value, label: t(`inbox:ui.rules.${value === '' ? 'any' : value}`) }))
  return (
    <Dialog open onClose={onClose} title={rule === null ? t('inbox:ui.rules.add') : t('inbox:ui.rules.editOf', { name: rule.name })}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label={t('inbox:ui.name')} required maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
        <fieldset className="grid gap-3">
          <legend className="font-medium">{t('inbox:ui.rules.if')}</legend>
          <TextField
            label={t('inbox:ui.rules.contains')}
            value={contains}
            maxLength={200}
            onChange={({ target }) => setContains(target.value)}
          />
          <div className="grid grid-cols-2 gap-3">
            <Select label={t('inbox:ui.question_mark')} value={question} onChange={setQuestion} choices={yesNo} />
            <Select label={t('inbox:ui.link')} value={link} onChange={setLink} choices={yesNo} />
            <Select
              label={t('inbox:ui.rules.kind')}
              value={kind}
              onChange={setKind}
              choices={['', ...messageKinds].map((value) => ({
                value,
                label: t(value === '' ? 'inbox:ui.rules.any' : `inbox:ui.kind.${value}`),
              }))}
            />
            <Select
              label={t('inbox:ui.language')}
              value={language}
              onChange={setLanguage}
              choices={['', ...knownLanguages].map((value) => ({
                value,
                label: value === '' ? t('inbox:ui.rules.any') : languageName(value),
              }))}
            />
          </div>
        </fieldset>
        <fieldset className="grid gap-3">
          <legend className="font-medium">{t('inbox:ui.rules.then')}</legend>
          <TextField label={t('inbox:ui.rules.addLabel')} value={label} maxLength={60} onChange={({ target }) => setLabel(target.value)} />
          <div className="grid grid-cols-2 gap-3">
            <Select
              label={t('inbox:ui.setState')}
              value={state}
              onChange={setState}
              choices={['', ...conversationStates].map((value) => ({
                value,
                label: t(value === '' ? 'inbox:ui.rules.unchanged' : `inbox:ui.state.${value}`),
              }))}
            />
            <Select
              label={t('inbox:ui.assignee')}
              value={assignee}
              onChange={setAssignee}
              choices={[
                { value: '', label: t('inbox:ui.rules.unchanged') },
                ...(members.data ?? []).map((one) => ({ value: one.name, label: one.name })),
              ]}
            />
          </div>
        </fieldset>
        {attempt.data !== undefined && (
          <output>
            <Note kind="fact">
              {t('inbox:ui.rules.met', { count: attempt.data.met, looked: attempt.data.looked })}
              <ul className="mt-1 list-disc ps-5 text-quiet">
                {attempt.data.examples.map((text, index) => (
                  <li key={`${index}${text}`} dir="auto">
                    {text}
                  </li>
                ))}
              </ul>
            </Note>
          </output>
        )}
        {attempt.error !== null && (
          <div role="alert">
            <Note kind="problem">{say(problemOf(attempt.error).sentence)}</Note>
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button disabled={asksNothing} busy={attempt.isPending} onClick={() => attempt.mutate()}>
            {t('inbox:ui.rules.try')}
          </Button>
          <Button look="next" type="submit" busy={busy} disabled={asksNothing || Object.keys(action).length === 0}>
            {t('ui.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
