/** A strategy to read: one calm page, as it was written. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonaEvidence, StrategyContent } from '../../../contract/strategy.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { Supported } from '../../ui/supported.tsx'
import { useAccounts } from '../accounts/index.ts'

const Prose = ({ children }: { children: ReactNode }) => (
  <p dir="auto" className="max-w-prose whitespace-pre-line">
    {children}
  </p>
)

interface DocumentProps {
  content: StrategyContent
  /** What those heard say of each persona; old versions are read without it. */
  personas?: PersonaEvidence[]
  /** What stands beside it and belongs to today. */
  children?: ReactNode
}

/** The mix as one bar: shares are told by width and words, colour only parts them. */
const MixBar = ({ content }: { content: StrategyContent }) => {
  const format = useFormat()
  return (
    <ol className="grid gap-2">
      {content.pillars.map((pillar) => (
        <li key={pillar.id} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[10rem_1fr]">
          <span dir="auto" className="font-medium">
            {pillar.name}
          </span>
          <span>
            <span className="flex items-center gap-2">
              <span
                aria-hidden
                className="inline-block h-2.5 rounded-full bg-data"
                style={{ inlineSize: `${Math.max(1, pillar.share) * 0.6}%` }}
              />
              <bdi>{format.percent(pillar.share / 100, 0)}</bdi>
            </span>
            <span dir="auto" className="block text-quiet">
              {pillar.about}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

export const StrategyDocument = ({ content, personas = [], children }: DocumentProps) => {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useSay()
  const accounts = useAccounts({ withRemoved: true })
  const handleOf = (id: string) => accounts.data?.find((account) => account.id === id)?.handle ?? '…'
  const { money, currency, hours } = content.budget
  return (
    <div className="grid gap-x-12 lg:grid-cols-[3fr_2fr]">
      <div>
        <Section title={t('strategy:ui.personas')}>
          <dl className="grid gap-3">
            {content.personas.map((persona) => (
              <div key={persona.id}>
                <dt dir="auto" className="font-medium">
                  {persona.name}
                  {persona.languages.length > 0 && (
                    <span className="ms-2 text-small font-normal text-quiet">
                      <bdi>{persona.languages.join(', ')}</bdi>
                    </span>
                  )}
                </dt>
                <dd dir="auto" className="max-w-prose text-quiet">
                  {persona.who}
                </dd>
                {personas
                  .filter(({ personaId }) => personaId === persona.id)
                  .map(({ personaId, words, share }) => (
                    <dd key={personaId} className="max-w-prose text-small">
                      {say(words)} {share !== null && <Supported of={share} kind="percent" scale={[0, 1]} title={persona.name} />}
                    </dd>
                  ))}
              </div>
            ))}
          </dl>
        </Section>
        <Section title={t('strategy:ui.positioning')}>
          <Prose>{content.positioning}</Prose>
        </Section>
        <Section title={t('strategy:ui.voice')}>
          <Prose>{content.voice}</Prose>
        </Section>
        <Section title={t('strategy:ui.pillars')}>
          <MixBar content={content} />
        </Section>
      </div>
      <div>
        {children}
        <Section title={t('strategy:ui.cadence')}>
          <ul>
            {content.cadence.map(({ accountId, perWeek }) => (
              <li key={accountId}>{t('strategy:ui.perWeekShown', { handle: handleOf(accountId), count: perWeek })}</li>
            ))}
          </ul>
        </Section>
        <Section title={t('strategy:ui.budget')}>
          <p>
            {money === null || currency === null
              ? `${t('strategy:ui.money')}: ${t('strategy:ui.notDecided')}`
              : format.number(money, { style: 'currency', currency, maximumFractionDigits: 0 })}
          </p>
          <p>
            {hours === null
              ? `${t('strategy:ui.hours')}: ${t('strategy:ui.notDecided')}`
              : t('strategy:ui.hoursShown', { hours: format.number(hours) })}
          </p>
        </Section>
        <Section title={t('strategy:ui.never')}>
          <ul className="grid gap-1">
            {content.never.map((line) => (
              <li key={line} dir="auto" className="flex gap-2">
                <span aria-hidden className="text-quiet">
                  ✕
                </span>
                {line}
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </div>
  )
}
