/** A panel – units over times, some treated from a certain time on – made from rows, or refused with what is wrong where. */

export interface Panel {
  units: string[]
  times: string[]
  /** Row-major, units × times. */
  outcomes: Float64Array
  /** Rows of the units that are treated; in the order of `units`. */
  treated: number[]
  /** Rows of the units that never are. */
  controls: number[]
  /** Index of the first treated time. */
  start: number
}

export interface PanelRow {
  unit: string
  /** Sorts as text (ISO dates) or as number where all are numbers. */
  time: string
  value: number
  treated: boolean
}

export type PanelFault =
  | { kind: 'no-treated-unit' }
  | { kind: 'no-control-unit' }
  | { kind: 'no-time-before' }
  /** A pair of unit and time that comes twice, or a hole. */
  | { kind: 'twice'; unit: string; time: string }
  | { kind: 'missing'; unit: string; time: string; holes: number }
  /** Units that begin to be treated at different times, or stop: these methods ask for one start. */
  | { kind: 'staggered'; unit: string; start: string; expected: string }

const sortTimes = (times: Iterable<string>): string[] => {
  const list = [...times]
  const areNumbers = list.every((time) => time.trim() !== '' && Number.isFinite(Number(time)))
  return areNumbers ? list.sort((a, b) => Number(a) - Number(b)) : list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** Rows in any order. Cost: O(rows). */
export const toPanel = (rows: readonly PanelRow[]): Panel | PanelFault => {
  const times = sortTimes(new Set(rows.map(({ time }) => time)))
  const units = [...new Set(rows.map(({ unit }) => unit))]
  const [timeIndex, unitIndex] = [new Map(times.map((time, i) => [time, i])), new Map(units.map((unit, i) => [unit, i]))]
  const width = times.length
  const outcomes = new Float64Array(units.length * width).fill(Number.NaN)
  const isTreated = new Uint8Array(units.length * width)
  const seen = new Uint8Array(units.length * width)
  for (const { unit, time, value, treated } of rows) {
    const cell = (unitIndex.get(unit) as number) * width + (timeIndex.get(time) as number)
    if (seen[cell] === 1) return { kind: 'twice', unit, time }
    seen[cell] = 1
    outcomes[cell] = value
    isTreated[cell] = treated ? 1 : 0
  }
  const hole = outcomes.findIndex(Number.isNaN)
  if (hole >= 0)
    return {
      kind: 'missing',
      unit: units[Math.floor(hole / width)] as string,
      time: times[hole % width] as string,
      holes: outcomes.filter(Number.isNaN).length,
    }
  const starts = units.map((_, unit) => isTreated.subarray(unit * width, (unit + 1) * width).indexOf(1))
  const treated = units.flatMap((_, unit) => ((starts[unit] as number) >= 0 ? [unit] : []))
  const controls = units.flatMap((_, unit) => ((starts[unit] as number) < 0 ? [unit] : []))
  if (treated.length === 0) return { kind: 'no-treated-unit' }
  if (controls.length === 0) return { kind: 'no-control-unit' }
  const start = starts[treated[0] as number] as number
  for (const unit of treated) {
    const own = starts[unit] as number
    const stops = isTreated.subarray(unit * width + own, (unit + 1) * width).indexOf(0)
    if (own !== start || stops >= 0)
      return {
        kind: 'staggered',
        unit: units[unit] as string,
        start: times[stops >= 0 ? own + stops : own] as string,
        expected: times[start] as string,
      }
  }
  if (start === 0) return { kind: 'no-time-before' }
  return { units, times, outcomes, treated, controls, start }
}
