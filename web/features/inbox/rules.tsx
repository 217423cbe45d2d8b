/** Rules in their order: what a message must show, and what then happens to its conversation. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../../contract/inbox-shapes.ts'
import { api, client, problemOf, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notifyProblem } from '../../ui/toast.tsx'
import { useLanguageName } from '../../languages/language-name.ts'
import { RuleDialog } from './rule-dialog.tsx'

export type RuleDraft = Omit<Rule, 'id'>

/** A rule as a sentence: if …, then …. */
const useRuleWords = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const languageName = useLanguageName()
  return ({ condition, action }: RuleDraft): string => {
    const asks = [
      ...(condition.contains === undefined ? [] : [t('inbox:ui.rules.says', { words: condition.contains })]),
      ...(condition.isQuestion === undefined ? [] : [t(`inbox:ui.rules.${condition.isQuestion ? 'asks' : 'asksNot'}`)]),
      ...(condition.hasLink === undefined ? [] : [t(`inbox:ui.rules.${condition.hasLink ? 'links' : 'linksNot'}`)]),
      ...(condition.kind === undefined ? [] : [t('inbox:ui.rules.isKind', { kind: t(`inbox:ui.kind.${condition.kind}`) })]),
      ...(condition.language === undefined ? [] : [t('inbox:ui.rules.isIn', { language: languageName(condition.language) })]),
    ]
    const acts = [
      ...(action.label === undefined ? [] : [t('inbox:ui.rules.label', { label: action.label })]),
      ...(action.state === undefined ? [] : [t('inbox:ui.rules.state', { state: t(`inbox:ui.state.${action.state}`) })]),
      ...(action.assignee === undefined ? [] : [t('inbox:ui.rules.assign', { name: action.assignee })]),
    ]
    return t('inbox:ui.rules.sentence', { asks: format.list(asks), acts: format.list(acts) })
  }
}

export const Rules = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, can } = useBrand()
  const words = useRuleWords()
  const read = useQuery(api.inbox.rules.queryOptions({ input: at }))
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const rules: RuleDraft[] = read.data ?? []
  const save = useMutation({
    mutationFn: (next: RuleDraft[]) =>
      client.inbox.saveRules({ ...at, rules: next.map(({ name, condition, action }) => ({ name, condition, action })) }),
    onSuccess: async () => {
      setOpen(null)
      await queryClient.invalidateQueries({ queryKey: api.inbox.key() })
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const swap = (from: number, to: number) => save.mutate(rules.map((rule, i) => (i === from ? rules[to]! : i === to ? rules[from]! : rule)))
  const add = can('write-posts') && <Button onClick={() => setOpen('new')}>{t('inbox:ui.rules.add')}</Button>
  return (
    <Section title={t('inbox:ui.rules.title')} note={t('inbox:ui.rules.note')} acts={rules.length > 0 ? add : undefined}>
      {read.isPending && <Skeleton />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.length === 0 && (
        <EmptyState title={t('inbox:ui.rules.empty')} act={add}>
          {t('inbox:ui.rules.example')}
        </EmptyState>
      )}
      <ol>
        {rules.map((rule, index) => (
          <li key={`${rule.name}/${index}`} className="flex flex-wrap items-start justify-between gap-3 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-72">
              <b dir="auto" className="block font-medium">
                {rule.name}
              </b>
              <p className="max-w-prose text-quiet">{words(rule)}</p>
            </div>
            {can('write-posts') && (
              <div className="flex flex-wrap gap-2">
                {index > 0 && (
                  <Button
                    size="small"
                    aria-label={t('inbox:ui.rules.earlierOf', { name: rule.name })}
                    onClick={() => swap(index, index - 1)}
                  >
                    {t('inbox:ui.rules.earlier')}
                  </Button>
                )}
                <Button size="small" aria-label={t('inbox:ui.rules.editOf', { name: rule.name })} onClick={() => setOpen(index)}>
                  {t('inbox:ui.edit')}
                </Button>
                <Button
                  size="small"
                  aria-label={t('inbox:ui.rules.removeOf', { name: rule.name })}
                  onClick={() => save.mutate(rules.filter((_, i) => i !== index))}
                >
                  {t('inbox:ui.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {open !== null && (
        <RuleDialog
          rule={open === 'new' ? null : (rules[open] ?? null)}
          busy={save.isPending}
          onClose={() => setOpen(null)}
          onSave={(rule) => save.mutate(open === 'new' ? [...rules, rule] : rules.map((one, i) => (i === open ? rule : one)))}
        />
      )}
    </Section>
  )
}
