/** One audit: the share with its evidence, what was read, the most suspect accounts with reasons, and what it cannot tell. */
import { useTranslation } from 'react-i18next'
import type { Audit } from '../../../contract/audience.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'

export const AuditView = ({ audit }: { audit: Audit }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { result, change } = audit
  const points = (value: number) => format.number(Math.round(1000 * value) / 10)
  return (
    <Section title={`${audit.name} · ${format.date(audit.createdAt.slice(0, 10))}`}>
      <p>{say(audit.answer)}</p>
      {result.kind === 'audit' && <Supported of={result.share} title={t('audience:ui.share')} kind="percent" />}
      <p className="text-small text-quiet">
        {t('audience:ui.read', {
          listed: format.number(audit.listed),
          duplicates: format.number(audit.duplicates),
          gone: format.number(audit.gone),
          sampled: format.number(audit.sampled),
          population: format.number(audit.population),
        })}
      </p>
      {(['duplicates', 'gone'] as const).map(
        (key) =>
          audit.named[key].length > 0 && (
            <details key={key} className="text-small text-quiet">
              <summary>{t(`audience:ui.named.${key}`, { count: audit[key] })}</summary>
              <p dir="ltr" className="max-w-prose break-words">
                {audit.named[key].map((handle) => `@${handle}`).join(' · ')}
                {audit[key] > audit.named[key].length && ' …'}
              </p>
            </details>
          ),
      )}
      {change !== null && (
        <p>
          {t('audience:ui.change', {
            day: format.date(change.since.slice(0, 10)),
            value: points(change.value),
            low: points(change.interval[0]),
            high: points(change.interval[1]),
          })}
        </p>
      )}
      {result.kind === 'audit' && (
        <Table
          caption={t('audience:ui.examples')}
          columns={[
            { key: 'account', head: t('audience:ui.accountHead'), cell: ({ handle }) => <bdi dir="ltr">@{handle}</bdi>, rowHeader: true },
            {
              key: 'chance',
              head: t('audience:ui.chance'),
              /* Nobody is surely fake. */ cell: ({ probability }) =>
                probability > 0.99 ? `> ${format.percent(0.99, 0)}` : format.percent(probability, 0),
              number: true,
            },
            { key: 'why', head: t('audience:ui.why'), cell: ({ reasons }) => reasons.map(say).join(' · ') },
          ]}
          rows={result.examples}
          rowKey={({ handle }, index) => `${handle}/${index}`}
        />
      )}
      <h3 className="mt-3 text-small font-medium text-quiet">{t('audience:ui.cannotTell')}</h3>
      <ul className="list-disc ps-5 text-small text-quiet">
        {audit.cannotTell.map((sentence) => (
          <li key={sentence.key}>{say(sentence)}</li>
        ))}
      </ul>
    </Section>
  )
}
