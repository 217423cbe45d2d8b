/** One row per channel, one mark per model, so that the spread is the message; what no record shows is a hatched row of its own. */
import { useTranslation } from 'react-i18next'
import type { Credit, CreditModel, Untraceable } from '../../../contract/attribution.ts'
import { creditModels } from '../../../contract/attribution.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { Section } from '../../ui/page.tsx'
import { Note } from '../../ui/states.tsx'
import { Supported } from '../../ui/supported.tsx'
import { Table } from '../../ui/table.tsx'

/** A shape for each model: colour alone would not tell them apart. */
const signs: Record<CreditModel, string> = {
  first: '▷',
  last: '▶',
  linear: '○',
  'time-decay': '◇',
  position: '□',
  shapley: '◆',
  markov: '●',
}

/** The untraceable share with its evidence, or how little is known. */
export const UntraceableLine = ({ of }: { of: Untraceable }) => {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <Note kind="fact">
      {say(of.words)} {of.kind === 'share' && <Supported of={of.share} kind="percent" title={t('attribution:ui.untraceable')} />}
    </Note>
  )
}

export const CreditPicture = ({ credit }: { credit: Credit }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const name = (label: string) => (label === '' ? t('attribution:ui.none') : label)
  const most = Math.max(
    0.01,
    ...credit.rows.flatMap(({ models }) => models.map(({ share }) => share)),
    credit.untraceable.kind === 'share' ? credit.untraceable.share.interval[1] : 0,
  )
  const place = (share: number) => `${(100 * share) / most}%`
  const shown = credit.rows.slice(0, 12)
  return (
    <>
      <Section title={t('attribution:ui.picture')} note={t('attribution:ui.pictureNote')}>
        <p className="mb-3 flex flex-wrap gap-x-4 text-small text-quiet">
          {creditModels.map((model) => (
            <span key={model}>
              <span aria-hidden>{signs[model]}</span> {t(`attribution:ui.model.${model}`)}
            </span>
          ))}
        </p>
        <div aria-hidden className="grid gap-2">
          {shown.map((row) => (
            <div key={row.key} className="grid grid-cols-[7rem_1fr] items-center gap-3 sm:grid-cols-[11rem_1fr]">
              <bdi className="truncate">{name(row.label)}</bdi>
              <div className="relative h-7 border-b border-line pe-4">
                <div className="relative h-full">
                  {row.models.map(({ model, share }) => (
                    <span key={model} className="absolute top-0.5 -ms-1.5 text-data" style={{ insetInlineStart: place(share) }}>
                      {signs[model]}
                    </span>
                  ))}
                </div>
              </div>
            </div>
          ))}
          {credit.untraceable.kind === 'share' && (
            <div className="grid grid-cols-[7rem_1fr] items-center gap-3 sm:grid-cols-[11rem_1fr]">
              <span className="truncate">{t('attribution:ui.untraceable')}</span>
              <div className="relative h-7 border-b border-line pe-4">
                <div className="relative h-full">
                  <div
                    className="absolute inset-y-1 border border-line-strong"
                    style={{
                      insetInlineStart: place(credit.untraceable.share.interval[0]),
                      inlineSize: place(credit.untraceable.share.interval[1] - credit.untraceable.share.interval[0]),
                      background: 'repeating-linear-gradient(45deg, var(--line-strong) 0 2px, transparent 2px 7px)',
                    }}
                  />
                </div>
              </div>
            </div>
          )}
        </div>
      </Section>
      <div className="mb-8 grid gap-3">
        <UntraceableLine of={credit.untraceable} />
        <p className="text-quiet">{t('attribution:ui.recorded', { recorded: credit.conversions.recorded, all: credit.conversions.all })}</p>
      </div>
      <Section title={t('attribution:ui.table')}>
        <Table
          caption={t('attribution:ui.table')}
          hideCaption
          rows={credit.rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'label', rowHeader: true, head: t(`attribution:ui.by.${credit.by}`), cell: ({ label }) => <bdi>{name(label)}</bdi> },
            ...creditModels.map((model) => ({
              key: model,
              number: true,
              head: t(`attribution:ui.model.${model}`),
              cell: (row: Credit['rows'][0]) => {
                const found = row.models.find((one) => one.model === model)
                if (found === undefined) return '–'
                return (
                  <Supported
                    inline
                    title={`${name(row.label)}, ${t(`attribution:ui.model.${model}`)}`}
                    of={{
                      value: found.conversions,
                      interval: found.interval,
                      level: credit.level,
                      n: credit.evidence.n,
                      evidence: credit.evidence,
                    }}
                  />
                )
              },
            })),
          ]}
        />
      </Section>
      <p className="text-small text-quiet">
        {format.date(credit.period.from)} – {format.date(credit.period.to)}
      </p>
    </>
  )
}
