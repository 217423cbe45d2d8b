/** One shift: the series around it, its size, the verdict with all that speaks for and against it, and what people say. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Check, CircleHelp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../contract/pulse.ts'
import { api } from '../../api.ts'
import { BandLine } from '../../charts/band-line.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { useMarks } from '../marks/index.ts'
import { ShiftNote } from './note.tsx'
import { PulseParts } from './parts.tsx'
import { VerdictWord } from './verdict.tsx'

const ReasonLine = ({ reason: { words, holds } }: { reason: Reason }) => {
  const { t } = useTranslation()
  const say = useSay()
  const Icon = holds === null ? CircleHelp : holds ? Check : X
  return (
    <li className="flex gap-2.5 py-1.5">
      <Icon size={18} aria-hidden className="mt-0.5 shrink-0 text-quiet" />
      <span>
        <span className="sr-only">{t(`pulse:ui.holds.${String(holds)}`)} </span>
        {say(words)}
      </span>
    </li>
  )
}

export const ShiftPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const { shiftId = '' } = useParams({ strict: false }) as { shiftId?: string }
  const read = useQuery(api.pulse.shift.queryOptions({ input: { ...at, shiftId } }))
  const { shift, points = [] } = read.data ?? {}
  const marks = useMarks({
    from: points[0]?.day,
    to: points.at(-1)?.day,
    ...(shift === undefined ? {} : { metric: shift.metric, accountId: shift.accountId }),
  })
  const metric = shift === undefined ? '' : t(`pulse:metric.${shift.metric}`)
  return (
    <Page
      question={t('pulse:ui.questionOne')}
      answer={shift && t(`pulse:ui.title.${shift.direction}`, { metric, day: format.calendarDay(shift.day) })}
    >
      <PulseParts />
      {read.isPending && <Skeleton height={320} />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {shift !== undefined && (
        <>
          <p className="mb-4 max-w-prose">{t(`pulse:verdictWords.${shift.verdict}`)}</p>
          <dl className="mb-6 grid gap-x-10 gap-y-3 sm:grid-cols-4">
            <div>
              <dt className="text-small text-quiet">{t('pulse:ui.verdict')}</dt>
              <dd className="mt-1">
                <VerdictWord shift={shift} />
              </dd>
            </div>
            <div>
              <dt className="text-small text-quiet">{t(`pulse:ui.size.${shift.scale}`)}</dt>
              <dd>
                <Supported
                  of={shift.size}
                  title={t(`pulse:ui.size.${shift.scale}`)}
                  kind={shift.scale === 'ratio' ? 'change' : 'number'}
                  noDifference={0}
                />
              </dd>
            </div>
            <div>
              <dt className="text-small text-quiet">{t('pulse:ui.levels')}</dt>
              <dd>
                {t('pulse:ui.fromTo', {
                  before: format.number(shift.before, { maximumSignificantDigits: 3 }),
                  after: format.number(shift.after, { maximumSignificantDigits: 3 }),
                })}
              </dd>
            </div>
            <div>
              <dt className="text-small text-quiet">{t('pulse:ui.where')}</dt>
              <dd>
                {t('pulse:ui.between', { from: format.calendarDay(shift.between.from), to: format.calendarDay(shift.between.to) })}
                <span className="block text-small text-quiet">{t('pulse:ui.foundOn', { day: format.calendarDay(shift.foundOn) })}</span>
              </dd>
            </div>
          </dl>
          <Section title={t('pulse:ui.picture')}>
            <BandLine
              title={metric}
              words={t(`pulse:ui.pictureWords.${shift.scale}`, { account: shift.handle })}
              unit={t(`pulse:ui.unit.${shift.scale}.${shift.step}`, { metric })}
              points={points.map(({ day, value }) => ({ at: day, value, n: value === null ? 0 : 1 }))}
              fromZero={shift.scale === 'ratio'}
              annotations={marks}
            />
          </Section>
          <Section title={t('pulse:ui.why')} note={t(shift.firm ? 'pulse:ui.firmNote' : 'pulse:ui.youngNote')}>
            <ul className="max-w-prose divide-y divide-line border-y border-line">
              {shift.reasons.map((reason) => (
                <ReasonLine key={reason.words.key} reason={reason} />
              ))}
            </ul>
          </Section>
          <ShiftNote key={shift.id} shift={shift} />
        </>
      )}
    </Page>
  )
}
