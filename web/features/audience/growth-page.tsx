/** Where did these followers come from? Each jump with its kind, its size and what speaks for and against it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AccountGrowth } from '../../../contract/audience-quality.ts'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton, ThinDataState } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { useMarks } from '../marks/index.ts'
import { AccountFields, useAskedAccount } from './asked-account.tsx'
import { AudienceParts } from './parts.tsx'

type Jump = Extract<AccountGrowth['result'], { kind: 'growth' }>['jumps'][number]

const JumpView = ({ jump }: { jump: Jump }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  return (
    <Section title={`${format.date(jump.from)} – ${format.date(jump.to)}`} note={say(jump.words)}>
      <dl className="mb-2 flex flex-wrap gap-x-10 gap-y-2">
        <div>
          <dt className="text-small text-quiet">{t('audience:growth.ui.change')}</dt>
          <dd>
            <Supported of={jump.change} title={t('audience:growth.ui.change')} kind="change" noDifference={0} />
          </dd>
        </div>
        <div>
          <dt className="text-small text-quiet">{t('audience:growth.ui.probability')}</dt>
          <dd>{format.percent(jump.probability, 0)}</dd>
        </div>
      </dl>
      <ul className="mb-2 list-disc ps-5">
        {jump.evidence.map((sentence) => (
          <li key={sentence.key}>{say(sentence)}</li>
        ))}
      </ul>
      {jump.posts.length > 0 && (
        <ul className="text-small">
          {jump.posts.map(({ id, day, text, engagements }) => (
            <li key={id}>
              <Link className="underline underline-offset-4" to={`/b/${brandId}/results/${id}`}>
                {format.date(day)}: <bdi>{text === '' ? t('audience:growth.ui.untitled') : text}</bdi>
              </Link>{' '}
              <span className="text-quiet">
                {engagements === null ? '' : t('audience:growth.ui.engagements', { count: Math.round(engagements) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

export const GrowthPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at } = useBrand()
  const asked = useAskedAccount()
  const { accountId } = asked
  const read = useQuery({
    ...api.audience.growth.queryOptions({ input: { ...at, accountId: accountId ?? '' } }),
    enabled: accountId !== undefined,
  })
  const { data } = read
  const result = data?.result
  const series = result?.kind === 'growth' ? result.series : []
  const marks = useMarks({
    from: series[0]?.day,
    to: series.at(-1)?.day,
    metric: 'followers',
    ...(accountId === undefined ? {} : { accountId }),
  })
  return (
    <Page question={t('audience:growth.ui.question')} answer={data && say(data.answer)}>
      <AudienceParts />
      <AccountFields {...asked} />
      {(asked.accounts.isPending || (accountId !== undefined && read.isPending)) && <Skeleton height={320} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {asked.accounts.isSuccess && accountId === undefined && <EmptyState title={t('audience:ui.noAccount')} />}
      {result?.kind === 'too-little-data' && (
        <ThinDataState data={result} unit={t('audience:growth.ui.readings', { count: result.need })} />
      )}
      {series.length > 1 && (
        <div className="mb-8">
          <BandLine
            title={t('audience:growth.ui.picture')}
            words={data === undefined ? '' : say(data.answer)}
            unit={t('audience:growth.column.followers')}
            points={series.map(({ day, followers }) => ({ at: day, value: followers }))}
            annotations={marks}
            fromZero={false}
          />
          {result?.kind === 'growth' && <p className="text-small text-quiet">{t('audience:growth.ui.beside', { count: result.others })}</p>}
        </div>
      )}
      {result?.kind === 'growth' && result.jumps.map((jump) => <JumpView key={`${jump.kind}/${jump.from}/${jump.to}`} jump={jump} />)}
      {data !== undefined && (
        <Section title={t('audience:ui.cannotTell')}>
          <ul className="list-disc ps-5 text-quiet">
            {data.cannotTell.map((sentence) => (
              <li key={sentence.key}>{say(sentence)}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
