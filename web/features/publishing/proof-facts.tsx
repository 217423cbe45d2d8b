/** The proof as facts: approved by whom, sent when, the network's own id, and that what was approved is what was sent. */
import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proof } from '../../../contract/publishing.ts'
import { useFormat } from '../../languages/format.ts'
import { Section } from '../../ui/page.tsx'

export const ProofFacts = ({ proof: { publication, canReadBack } }: { proof: Proof }) => {
  const { t } = useTranslation()
  const format = useFormat(publication.timeZone)
  const same = publication.approvedHash === null ? null : publication.approvedHash === publication.contentHash
  const facts: [string, ReactNode][] = [
    ['account', <bdi key="account" dir="ltr">{`@${publication.accountHandle}`}</bdi>],
    [
      'approved',
      publication.approvedBy === null || publication.approvedAt === null
        ? null
        : t('publishing:ui.fact.approvedBy', { name: publication.approvedBy, when: format.dateTime(publication.approvedAt) }),
    ],
    ['scheduled', publication.scheduledAt === null ? null : format.fullDateTime(publication.scheduledAt)],
    ['window', publication.windowEndsAt === null || publication.publishedAt !== null ? null : format.dateTime(publication.windowEndsAt)],
    ['published', publication.publishedAt === null ? null : format.fullDateTime(publication.publishedAt)],
    [
      'networkId',
      publication.networkPostId === null ? null : (
        <code key="id" dir="ltr">
          {publication.networkPostId}
        </code>
      ),
    ],
    ['hash', <code key="hash" dir="ltr" title={publication.contentHash}>{`${publication.contentHash.slice(0, 12)}…`}</code>],
    [
      'same',
      same === null ? null : (
        <span key="same" className="inline-flex items-center gap-1.5">
          {same ? <Check size={15} aria-hidden /> : <X size={15} aria-hidden />}
          {t(same ? 'publishing:ui.fact.sameYes' : 'publishing:ui.fact.sameNo')}
        </span>
      ),
    ],
    ['readBack', t(canReadBack ? 'publishing:ui.fact.readBackYes' : 'publishing:ui.fact.readBackNo')],
  ]
  return (
    <Section title={t('publishing:ui.page.proof')}>
      <dl className="grid gap-2">
        {facts
          .filter(([, value]) => value !== null)
          .map(([key, value]) => (
            <div key={key}>
              <dt className="text-small text-quiet">{t(`publishing:ui.fact.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  )
}
