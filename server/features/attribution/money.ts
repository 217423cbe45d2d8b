/** What each channel cost beside what models credit it with and what a holdout measured: pure, nothing is converted between currencies. */
import type { HoldoutResult, MoneyPicture, MoneyRow } from '../../../contract/attribution.ts'
import type { RefundPicture } from '../../../contract/events.ts'
import { say } from '../../../contract/sentence.ts'
import type { CostShare } from './store/costs.ts'
import type { Hours } from './store/hours.ts'

/** The credited value of a channel: the least and the most of all models, and the exact chain with its interval. */
export interface CreditedValue {
  value: number
  interval: [number, number]
  least: number
  most: number
}
export interface MoneyInput {
  costs: readonly CostShare[]
  hours: readonly Hours[]
  /** In `currency`; null where too little was recorded. */
  credited: ReadonlyMap<string, CreditedValue> | null
  currency: string | null
  /**
   * The newest verdict on a channel, where its outcome was value in this currency: what it brings a day, where it was left out. `share` is how much of the brand that was: 1, or the part of the regions
   * that were left out, which are taken to have had as large a part of the cost.
   */
  measured: ReadonlyMap<string, { perDay: number; interval: [number, number]; share: number; words: HoldoutResult['words'] }>
  /** What came back of orders of the period, and what could not be taken off. */
  refunds: Pick<RefundPicture, 'amounts' | 'waiting' | 'otherCurrency'>
  period: { from: string; to: string; days: number }
  level: number
  n: number
}

/** A row a channel and currency; '' is what belongs to no single channel. Cost: O(rows). */
export const drawMoney = (input: MoneyInput): MoneyPicture => {
  const { costs, hours, credited, currency, measured, refunds, period, level, n } = input
  const rows = new Map<string, MoneyRow>()
  const rowOf = (channel: string, of: string): MoneyRow => {
    const key = `${channel}\u001f${of}`
    const there = rows.get(key) ?? {
      channel,
      currency: of,
      media: 0,
      fees: 0,
      work: 0,
      hours: null,
      credited: null,
      creditedReturn: null,
      measured: null,
    }
    rows.set(key, there)
    return there
  }
  for (const cost of costs) rowOf(cost.channel ?? '', cost.currency)[cost.kind === 'media' ? 'media' : 'fees'] += cost.amount
  const usual = currency ?? costs[0]?.currency ?? null
  for (const spent of hours) {
    for (const { currency: of, amount } of spent.costs) rowOf(spent.channel ?? '', of).work += amount
    const of = spent.costs[0]?.currency ?? usual
    if (of !== null) {
      const row = rowOf(spent.channel ?? '', of)
      row.hours = (row.hours ?? 0) + spent.hours
    }
  }
  if (credited !== null && currency !== null)
    for (const [channel, value] of credited) if (channel !== '' || value.value > 0) rowOf(channel, currency).credited = value
  const regional = new Map<string, number>()
  for (const row of rows.values()) {
    const cost = row.media + row.fees + row.work
    if (cost > 0 && row.credited !== null && row.channel !== '')
      row.creditedReturn = {
        value: row.credited.value / cost,
        interval: [row.credited.interval[0] / cost, row.credited.interval[1] / cost],
      }
    const found = row.currency === currency ? measured.get(row.channel) : undefined
    if (cost > 0 && found !== undefined)
      row.measured = {
        value: (found.perDay * period.days) / (cost * found.share),
        interval: [(found.interval[0] * period.days) / (cost * found.share), (found.interval[1] * period.days) / (cost * found.share)],
        words: found.words,
      }
    if (row.measured !== null && found !== undefined && found.share < 1) regional.set(row.channel, found.share)
  }
  const shown = [...rows.values()].sort(
    (a, b) =>
      b.media + b.fees + b.work - (a.media + a.fees + a.work) ||
      (b.credited?.value ?? 0) - (a.credited?.value ?? 0) ||
      (a.channel < b.channel ? -1 : 1),
  )
  const paid = shown.filter(({ creditedReturn }) => creditedReturn !== null)
  const proven = shown.filter((row) => row.measured !== null)
  const best = paid.toSorted((a, b) => (b.creditedReturn?.value ?? 0) - (a.creditedReturn?.value ?? 0))[0]
  const column = (key: string) => say(`attribution:money.column.${key}`)
  return {
    headline:
      best?.creditedReturn === null || best?.creditedReturn === undefined
        ? say('attribution:money.headline.none')
        : say(proven.length === 0 ? 'attribution:money.headline.credited' : 'attribution:money.headline.measured', {
            channel: best.channel,
            value: best.creditedReturn.value.toFixed(1),
            low: best.creditedReturn.interval[0].toFixed(1),
            high: best.creditedReturn.interval[1].toFixed(1),
            count: proven.length,
          }),
    rows: shown,
    currencies: [...new Set(shown.map((row) => row.currency))],
    level,
    notes: [
      say('attribution:money.note.credit'),
      ...[...regional].map(([channel, share]) => say('attribution:money.note.regions', { channel, percent: Math.round(100 * share) })),
      ...refunds.amounts.map(({ currency: of, amount, orders }) =>
        say('attribution:money.note.refunds', { currency: of, amount: String(Math.round(amount * 100) / 100), count: orders }),
      ),
      ...(refunds.waiting > 0 ? [say('attribution:money.note.waiting', { count: refunds.waiting })] : []),
      ...(refunds.otherCurrency > 0 ? [say('attribution:money.note.otherCurrency', { count: refunds.otherCurrency })] : []),
      ...(new Set(shown.map((row) => row.currency)).size > 1 ? [say('attribution:money.note.currencies')] : []),
      ...(shown.some((row) => row.hours !== null && row.work === 0) ? [say('attribution:money.note.hours')] : []),
    ],
    evidence: {
      method: say('attribution:money.method'),
      period: { from: period.from, to: period.to },
      n,
      assumptions: [
        { words: say('attribution:assumes.notEffect'), holds: null },
        { words: say('attribution:money.assumes.evenly'), holds: null },
        ...(regional.size > 0 ? [{ words: say('attribution:money.assumes.regions'), holds: null }] : []),
      ],
      rows: {
        columns: ['channel', 'media', 'fees', 'work', 'hours'].map(column),
        cells: shown.map((row) => [`${row.channel || '–'} (${row.currency})`, row.media, row.fees, row.work, row.hours]),
        total: shown.length,
      },
      page: 'attribution',
    },
  }
}
