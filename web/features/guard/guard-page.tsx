/** No shortcuts: what in our plans takes one, a box to try a text, and the rules with whose they are. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlannedShortcut, ShortcutFinding } from '../../../contract/guard.ts'
import { api, client } from '../../api.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Sources } from '../../ui/sources.tsx'
import { ErrorState, Note, Skeleton } from '../../ui/states.tsx'
import { StrategyParts } from '../strategy/index.ts'
import { addressOf } from '../today/index.ts'

const Finding = ({ finding }: { finding: ShortcutFinding }) => {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <div className="border-s-2 border-warn ps-3">
      <p>
        <q dir="auto" className="font-medium">
          {finding.excerpt}
        </q>{' '}
        {say(finding.reason)}
      </p>
      <p className="text-quiet">
        {t('guard:ui.instead')}: {say(finding.instead)}
      </p>
      <Sources of={finding.sources} />
    </div>
  )
}

const Plans = ({ found }: { found: PlannedShortcut[] }) => {
  const { t } = useTranslation()
  const { brandId } = useBrand()
  if (found.length === 0) return null
  return (
    <Section title={t('guard:ui.found')}>
      <ul className="divide-y divide-line border-y border-line">
        {found.map(({ what, title, place, findings }) => (
          <li key={`${place.page}/${place.id}/${findings[0]?.excerpt}`} className="grid gap-2 py-3">
            <p>
              <span className="text-small text-quiet">{t(`guard:ui.whatOf.${what}`)} · </span>
              <Link className="font-medium underline underline-offset-4" to={addressOf(brandId, place)}>
                <bdi>{title}</bdi>
              </Link>
            </p>
            {findings.map((finding) => (
              <Finding key={finding.kind} finding={finding} />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Try = () => {
  const { t } = useTranslation()
  const { at } = useBrand()
  const [text, setText] = useState('')
  const look = useMutation({ mutationFn: () => client.guard.check({ ...at, text }) })
  return (
    <Section title={t('guard:ui.try')} note={t('guard:ui.tryNote')}>
      <form
        className="grid max-w-2xl gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          look.mutate()
        }}
      >
        <TextArea label={t('guard:ui.text')} required maxLength={100_000} value={text} onChange={({ target }) => setText(target.value)} />
        <Button type="submit" className="justify-self-start" busy={look.isPending}>
          {t('guard:ui.look')}
        </Button>
      </form>
      <div aria-live="polite" className="mt-4 grid max-w-2xl gap-3">
        {look.isError && <ErrorState error={look.error} />}
        {look.data?.length === 0 && <Note kind="good">{t('guard:ui.none')}</Note>}
        {look.data?.map((finding) => (
          <Finding key={finding.kind} finding={finding} />
        ))}
      </div>
      <p className="mt-4 max-w-prose text-small text-quiet">{t('guard:ui.limits')}</p>
    </Section>
  )
}

const Rules = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const rules = useQuery(api.guard.rules.queryOptions({ input: at }))
  return (
    <Section title={t('guard:ui.rules')}>
      {rules.isPending && <Skeleton lines={8} />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      <dl className="grid max-w-prose gap-4 empty:hidden">
        {rules.data?.map(({ kind, what, reason, instead, sources }) => (
          <div key={kind}>
            <dt className="font-medium">{say(what)}</dt>
            <dd>{say(reason)}</dd>
            <dd className="text-quiet">
              {t('guard:ui.instead')}: {say(instead)}
            </dd>
            <dd>
              <Sources of={sources} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

export const GuardPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const plans = useQuery(api.guard.plans.queryOptions({ input: at }))
  return (
    <Page question={t('guard:ui.question')} answer={plans.data && say(plans.data.answer)}>
      <StrategyParts />
      {plans.isPending && <Skeleton lines={4} />}
      {plans.isError && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data !== undefined && <Plans found={plans.data.found} />}
      <Try />
      <Rules />
      <Section title={t('guard:ui.why')}>
        <p className="max-w-prose">{t('guard:ui.whyBody')}</p>
      </Section>
    </Page>
  )
}
