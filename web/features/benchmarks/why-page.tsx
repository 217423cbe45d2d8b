/** Why do they have more followers than we do? The client's question, with what supports the answer, and a link to give away. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported, useWords } from '../../ui/supported.tsx'
import { AudienceParts } from '../audience/index.ts'
import { useMarks } from '../marks/index.ts'
import { ShareDialog } from '../shares/index.ts'
import { AskedFields, useAsked } from './asked.tsx'

export const WhyPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const words = useWords()
  const { at, brandId, can } = useBrand()
  const { competitorId = '' } = useParams({ strict: false }) as { competitorId?: string }
  const asked = useAsked()
  const { accountId, days } = asked
  const [sharing, setSharing] = useState(false)
  const input = { ...at, accountId: accountId ?? '', days, competitorId }
  const read = useQuery({ ...api.benchmarks.why.queryOptions({ input }), enabled: accountId !== undefined })
  const why = read.data
  const gap = (why?.series ?? []).flatMap(({ day, ours, theirs }) =>
    ours === null || theirs === null ? [] : [{ at: day, value: theirs - ours }],
  )
  const marks = useMarks({ from: gap[0]?.at, to: gap.at(-1)?.at, metric: 'followers', ...(accountId === undefined ? {} : { accountId }) })
  const annotations = [...marks, ...(why?.jumps ?? []).map(({ to, words: said }) => ({ at: to, words: words(said) }))]
  return (
    <Page
      question={why === undefined ? t('benchmarks:ui.why') : t('benchmarks:why.title', { handle: why.competitor.handle })}
      answer={why && say(why.answer)}
      acts={
        can('write-posts') &&
        why !== undefined && (
          <Button look="next" onClick={() => setSharing(true)}>
            {t('benchmarks:ui.share')}
          </Button>
        )
      }
    >
      <AudienceParts />
      <p className="no-print mb-4">
        <Link className="underline underline-offset-4" to={`/b/${brandId}/audience/benchmarks`}>
          {t('benchmarks:ui.back')}
        </Link>
      </p>
      <AskedFields {...asked} />
      {(asked.accounts.isPending || (accountId !== undefined && read.isPending)) && <Skeleton height={320} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {gap.length > 1 && (
        <div className="mb-8">
          <BandLine
            title={t('benchmarks:why.gap')}
            words={t('benchmarks:ui.gapWords')}
            unit={t('benchmarks:measure.followers')}
            points={gap}
            annotations={annotations}
            fromZero={false}
          />
          <p className="text-small text-quiet">{t('benchmarks:ui.gapWords')}</p>
        </div>
      )}
      {why?.findings.map((finding) => (
        <Section key={finding.key} title={t(`benchmarks:why.heading.${finding.key}`)} note={say(finding.words)}>
          {finding.numbers.length > 0 && (
            <dl className="flex flex-wrap gap-x-10 gap-y-3">
              {finding.numbers.map(({ label, unit, estimate, noDifference }) => (
                <div key={label.key}>
                  <dt className="text-small text-quiet">{say(label)}</dt>
                  <dd>
                    <Supported of={estimate} title={say(label)} kind={unit} {...(noDifference === null ? {} : { noDifference })} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Section>
      ))}
      {why !== undefined && (
        <Section title={t('benchmarks:why.cannotTell')}>
          <ul className="list-disc ps-5 text-quiet">
            {why.cannotTell.map((sentence) => (
              <li key={sentence.key}>{say(sentence)}</li>
            ))}
          </ul>
        </Section>
      )}
      <ShareDialog
        open={sharing}
        onClose={() => setSharing(false)}
        kind="benchmark"
        subjectId={competitorId}
        make={(options) => client.benchmarks.share({ ...input, options })}
      />
    </Page>
  )
}
