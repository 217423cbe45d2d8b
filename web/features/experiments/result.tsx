/** The result of an experiment: the split first, then the effect with its interval, then what posts of each arm get; each opens its evidence. */
import { useTranslation } from 'react-i18next'
import type { ArmResult, ExperimentResult, ExperimentSlot } from '../../../contract/experiments.ts'
import { IntervalPlot } from '../../charts/interval-plot.tsx'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Estimate } from '../../ui/estimate.tsx'
import type { Evidence } from '../../ui/evidence-drawer.tsx'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'

const useEvidence = (result: ExperimentResult, drawn: { slots: ExperimentSlot[]; seed: string | null }): Evidence => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { brandId } = useBrand()
  const { period, n } = result
  const isDrawn = drawn.seed !== null
  return {
    title: t('experiments:ui.evidence'),
    readMore: `/b/${brandId}/methods/experiments`,
    method: say(result.method),
    ...(period === null
      ? {}
      : { period: t('experiments:ui.period', { from: format.date(period.from), to: format.date(period.to), n: format.number(n) }) }),
    assumptions: [
      { words: say(result.split.words), holds: result.split.p === null ? null : !result.split.broken },
      ...(isDrawn
        ? [
            { words: t('experiments:ui.drawn', { seed: drawn.seed }), holds: true },
            { words: t('experiments:ui.intention'), holds: null },
            { words: t('experiments:ui.tamed', { n: format.number(result.tamed) }), holds: null },
          ]
        : []),
    ],
    rows: isDrawn
      ? {
          columns: [t('experiments:ui.when'), t('experiments:ui.arm'), t('experiments:ui.outcome'), t('experiments:ui.deviations')],
          cells: drawn.slots.map((slot) => [
            format.dateTime(slot.at),
            result.arms[slot.arm]?.name ?? slot.arm,
            outcomeOf(slot) ?? '',
            slot.deviations.map((kind) => t(`experiments:ui.deviation.${kind}`)).join('; '),
          ]),
        }
      : {
          columns: [t('experiments:ui.arm'), t('experiments:ui.n'), t('experiments:ui.typical')],
          cells: result.arms.map((arm) => [arm.name, arm.n, arm.typical ?? '']),
        },
  }
}

/** What a slot got; per exposure where there is one. Missing stays missing. */
const outcomeOf = (slot: ExperimentSlot): string | null =>
  slot.count === null ? null : slot.exposure === null ? String(slot.count) : `${slot.count} / ${slot.exposure}`

export const Result = ({
  result,
  slots = [],
  seed = null,
}: {
  result: ExperimentResult
  slots?: ExperimentSlot[]
  seed?: string | null
}) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const evidence = useEvidence(result, { slots, seed })
  const level = format.number(Math.round(100 * result.level))
  const kind = result.unit === null ? 'number' : 'percent'
  const effects = result.comparisons.map((one) => ({
    label: one.name,
    one,
    estimate: {
      value: one.ratio - 1,
      interval: [one.jointInterval[0] - 1, one.jointInterval[1] - 1] as [number, number],
      level: result.level,
      n: one.n,
    },
  }))
  return (
    <>
      <Section title={t('experiments:ui.split')}>
        <Note kind={result.split.broken ? 'problem' : 'fact'}>{say(result.split.words)}</Note>
      </Section>
      {effects.length > 0 && !result.split.broken && (
        <Section title={t('experiments:ui.effectTitle')}>
          <dl className="mb-4 grid gap-2">
            {effects.map(({ label, estimate, one }) => (
              <div key={label} className="flex flex-wrap items-baseline gap-x-3">
                <dt>
                  <bdi>{label}</bdi>
                </dt>
                <dd>
                  <Estimate of={estimate} kind="change" noDifference={0} evidence={evidence} />
                  {one.p !== null && (
                    <span className="ms-3 text-small text-quiet">
                      {t('experiments:ui.p')} <bdi>{format.number(one.p, { maximumSignificantDigits: 2 })}</bdi>
                    </span>
                  )}
                  {one.chance !== null && (
                    <span className="ms-3 text-small text-quiet">
                      {t('experiments:ui.chance')} <bdi>{format.percent(one.chance)}</bdi>
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <IntervalPlot
            title={t('experiments:ui.effectTitle')}
            words={t('experiments:ui.effectWords')}
            unit={t('experiments:ui.effectUnit')}
            kind="change"
            noDifference={0}
            rows={effects}
          />
        </Section>
      )}
      <Section title={t('experiments:ui.armTitle')}>
        <Table
          caption={t('experiments:ui.armTitle')}
          hideCaption
          rows={result.arms}
          rowKey={({ arm }) => String(arm)}
          columns={[
            { key: 'arm', head: t('experiments:ui.arm'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
            ...(seed === null
              ? []
              : [
                  {
                    key: 'planned',
                    head: t('experiments:ui.planned'),
                    number: true,
                    cell: ({ planned }: ArmResult) => format.number(planned),
                  },
                ]),
            { key: 'n', head: t('experiments:ui.n'), number: true, cell: ({ n }) => format.number(n) },
            {
              key: 'typical',
              head: `${t('experiments:ui.typical')} · ${t('experiments:ui.interval', { level })}`,
              cell: ({ typical, interval, n }) =>
                typical === null || interval === null ? (
                  '–'
                ) : (
                  <Estimate of={{ value: typical, interval, level: result.level, n }} kind={kind} evidence={evidence} />
                ),
            },
          ]}
        />
      </Section>
    </>
  )
}
