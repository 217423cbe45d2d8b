/** Every attempt as it was stored before a byte left, and the changes of state in order. */
import { useTranslation } from 'react-i18next'
import type { Attempt, PublicationEvent } from '../../../contract/publishing.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { StateMark } from './state-mark.tsx'

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))

export const Attempts = ({ attempts }: { attempts: Attempt[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  return (
    <Section title={t('publishing:ui.page.attempts')} note={attempts.length === 0 ? t('publishing:ui.page.noAttempts') : undefined}>
      <ol className="grid gap-3">
        {attempts.map((attempt) => (
          <li key={attempt.id} className="border-s-2 border-line-strong ps-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <b className="font-medium">{t('publishing:ui.attempt.number', { number: attempt.number })}</b>
              <span>
                {attempt.outcome === null
                  ? t('publishing:ui.attempt.open')
                  : t(`publishing:ui.outcome.${attempt.outcome}`, { defaultValue: attempt.outcome })}
              </span>
              <time dateTime={attempt.startedAt} className="text-small text-quiet">
                {format.fullDateTime(attempt.startedAt)}
              </time>
            </p>
            {attempt.reason !== null && <p>{say(attempt.reason)}</p>}
            <details className="mt-1 text-small">
              <summary className="w-fit text-quiet underline underline-offset-4">{t('publishing:ui.attempt.details')}</summary>
              <dl className="mt-2 grid gap-2">
                {(
                  [
                    ['token', attempt.token],
                    ['payloadHash', attempt.payloadHash],
                    ['worker', attempt.worker],
                    ['payload', asText(attempt.payload)],
                    ['answer', attempt.answer === null ? '–' : asText(attempt.answer)],
                  ] as const
                ).map(([key, value]) => (
                  <div key={key}>
                    <dt className="text-quiet">{t(`publishing:ui.attempt.${key}`)}</dt>
                    <dd>
                      <pre dir="ltr" className="max-h-56 overflow-auto rounded bg-sunk p-2 whitespace-pre-wrap" tabIndex={0}>
                        {value}
                      </pre>
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  )
}

export const Timeline = ({ events }: { events: PublicationEvent[] }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  return (
    <Section title={t('publishing:ui.page.events')}>
      <ol className="grid gap-2">
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end
          <li key={index}>
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <StateMark state={event.to} />
              <time dateTime={event.at} className="text-small text-quiet">
                {format.fullDateTime(event.at)}
              </time>
            </p>
            <p className="text-small text-quiet">
              <bdi>{event.by}</bdi>
              {event.reason !== null && <> – {say(event.reason)}</>}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
