/** The rules for UTM parameters, and a place to hold addresses against them and take the repaired ones away. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type UtmParameter, type UtmRules, utmParameters } from '../../../contract/links.ts'
import { api } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { CopyButton } from './link-list.tsx'

const words = (text: string) => [
  ...new Set(
    text
      .split(/[,،\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

/** "ig = instagram", one a line. */
const pairs = (text: string) =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [from, to] = line.split('=').map((part) => part.trim())
      return from && to ? [[from, to]] : []
    }),
  )

const RulesForm = ({ rules }: { rules: UtmRules }) => {
  const { t } = useTranslation()
  const { at, can } = useBrand()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(rules)
  const [allowed, setAllowed] = useState<Record<string, string>>(
    Object.fromEntries(utmParameters.map((name) => [name, (rules.allowed[name] ?? []).join(', ')])),
  )
  const [aliases, setAliases] = useState(
    Object.entries(rules.aliases)
      .map(([from, to]) => `${from} = ${to}`)
      .join('\n'),
  )
  const [hosts, setHosts] = useState(rules.hosts.join(', '))
  const save = useMutation(
    api.links.saveUtmRules.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.links.key() }) }),
  )
  const need = (name: UtmParameter, on: boolean) =>
    setDraft({ ...draft, required: on ? [...draft.required, name] : draft.required.filter((other) => other !== name) })
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const lists = Object.fromEntries(
          utmParameters.flatMap((name) => (words(allowed[name] ?? '').length === 0 ? [] : [[name, words(allowed[name] ?? '')]])),
        )
        save.mutate({ ...at, rules: { ...draft, allowed: lists, aliases: pairs(aliases), hosts: words(hosts) } })
      }}
    >
      <fieldset className="grid gap-x-6 sm:grid-cols-3">
        <legend className="mb-1 font-medium">{t('links:ui.utm.required')}</legend>
        {utmParameters.map((name) => (
          <Checkbox
            key={name}
            label={<bdi dir="ltr">{name}</bdi>}
            checked={draft.required.includes(name)}
            onChange={(on) => need(name, on)}
          />
        ))}
        <Checkbox
          label={t('links:ui.utm.lowerCase')}
          checked={draft.lowerCase}
          onChange={(lowerCase) => setDraft({ ...draft, lowerCase })}
        />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['utm_source', 'utm_medium', 'utm_campaign'] as const).map((name) => (
          <TextField
            key={name}
            label={t('links:ui.utm.allowed', { parameter: name })}
            optional={t('ui.optional')}
            hint={t('links:ui.utm.allowedHint')}
            dir="ltr"
            value={allowed[name] ?? ''}
            onChange={({ target }) => setAllowed({ ...allowed, [name]: target.value })}
          />
        ))}
        <TextField
          label={t('links:ui.utm.medium')}
          dir="ltr"
          value={draft.medium}
          onChange={({ target }) => setDraft({ ...draft, medium: target.value })}
        />
        <TextArea
          label={t('links:ui.utm.aliases')}
          optional={t('ui.optional')}
          hint={t('links:ui.utm.aliasesHint')}
          dir="ltr"
          rows={3}
          value={aliases}
          onChange={({ target }) => setAliases(target.value)}
        />
        <TextField
          label={t('links:ui.utm.hosts')}
          optional={t('ui.optional')}
          hint={t('links:ui.utm.hostsHint')}
          dir="ltr"
          value={hosts}
          onChange={({ target }) => setHosts(target.value)}
        />
      </div>
      {save.isError && <ErrorState error={save.error} />}
      {save.isSuccess && <Note kind="good">{t('links:ui.utm.saved')}</Note>}
      {can('publish') && (
        <div>
          <Button type="submit" busy={save.isPending}>
            {t('links:ui.utm.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

const Linter = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const [text, setText] = useState('')
  const [source, setSource] = useState('')
  const [campaign, setCampaign] = useState('')
  const check = useMutation(api.links.checkUtm.mutationOptions())
  return (
    <div className="grid gap-3">
      <TextArea label={t('links:ui.utm.paste')} dir="ltr" rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('links:ui.utm.source')}
          optional={t('ui.optional')}
          dir="ltr"
          value={source}
          onChange={({ target }) => setSource(target.value)}
        />
        <TextField
          label={t('links:ui.utm.campaign')}
          optional={t('ui.optional')}
          value={campaign}
          onChange={({ target }) => setCampaign(target.value)}
        />
      </div>
      <div>
        <Button
          look="next"
          busy={check.isPending}
          disabled={text.trim() === ''}
          onClick={() => check.mutate({ ...at, text, context: { source: source.trim() || null, campaign: campaign.trim() || null } })}
        >
          {t('links:ui.utm.check')}
        </Button>
      </div>
      {check.isError && <ErrorState error={check.error} />}
      {check.data?.verdicts.length === 0 && <Note kind="warning">{t('links:ui.utm.noAddress')}</Note>}
      <ul className="grid gap-3">
        {(check.data?.verdicts ?? []).map((verdict) => (
          <li key={verdict.address} className="rounded-box border border-line px-4 py-3">
            <bdi dir="ltr" className="block text-small break-all text-quiet">
              {verdict.address}
            </bdi>
            {verdict.findings.length === 0 ? (
              <p>✓ {t('links:ui.utm.fine')}</p>
            ) : (
              <ul className="my-1 list-disc ps-5">
                {verdict.findings.map((finding) => (
                  <li key={`${finding.kind}${finding.parameter}`}>{say(finding.words)}</li>
                ))}
              </ul>
            )}
            {verdict.repaired !== null && (
              <div className="mt-2 flex flex-wrap items-center gap-2">
                <bdi dir="ltr" className="min-w-0 flex-1 basis-60 break-all">
                  {verdict.repaired}
                </bdi>
                <CopyButton text={verdict.repaired} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

export const UtmEditor = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const rules = useQuery(api.links.utmRules.queryOptions({ input: at }))
  return (
    <>
      <Section title={t('links:ui.utm.lint')} note={t('links:ui.utm.lintNote')}>
        <Linter />
      </Section>
      <Section title={t('links:ui.utm.rules')}>
        {rules.isPending && <Skeleton lines={4} />}
        {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data !== undefined && <RulesForm key={JSON.stringify(rules.data)} rules={rules.data} />}
      </Section>
    </>
  )
}
