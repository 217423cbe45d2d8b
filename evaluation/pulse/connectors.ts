/** Connectors whose calls fail as calls do: a usual rate, worse days, now and then a short outage; and some that begin to fail more. */
import { type CallsOfHour, judgeConnector } from '../../server/features/pulse/measure/connectors.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'

const hourMs = 3_600_000
const hoursADay = 24
const together = 5
const baselineDays = 36

/** Hour by hour: `rate` is what fails on a usual day; a tenth of the days fail four times as much. */
const drawHours = (generator: Generator, days: number, rate: number, from: { day: number; rate: number } | null): CallsOfHour[] => {
  const perHour = 2 + Math.floor(generator.openUniform() * 8)
  return Array.from({ length: days }, (_, day) => {
    const usual = from !== null && day >= from.day ? from.rate : rate
    const today = Math.min(0.9, usual * (generator.openUniform() < 0.1 ? 4 : 1))
    return Array.from({ length: hoursADay }, (__, hour) => {
      let failed = 0
      for (let call = 0; call < perHour; call++) if (generator.openUniform() < today) failed++
      return { hour: new Date((day * hoursADay + hour) * hourMs), n: perHour, failed }
    })
  }).flat()
}

const window = 36 * hoursADay
/** Looks at the end of hour `index`. */
const lookAt = (hours: CallsOfHour[], index: number) =>
  judgeConnector(hours.slice(Math.max(0, index - window), index + 1), new Date((index + 1) * hourMs), together).verdict === 'drifting'

export interface CalmConnectors {
  years: number
  alarms: number
}

/** `sets` brands with five connectors each, looked at every hour of a year; an alarm is counted when it begins. */
export const watchCalm = (seed: number, sets: number, progress: (set: number) => void): CalmConnectors => {
  let alarms = 0
  const days = 365
  for (let set = 0; set < sets; set++) {
    progress(set)
    for (let one = 0; one < together; one++) {
      const generator = createGenerator(`connectors/${seed}/${set}/${one}`)
      const hours = drawHours(generator, baselineDays + days, 0.005 + 0.03 * generator.openUniform(), null)
      let was = false
      for (let index = baselineDays * hoursADay; index < hours.length; index++) {
        const is = lookAt(hours, index)
        if (is && !was) alarms++
        was = is
      }
    }
  }
  return { years: sets, alarms }
}

export interface PlantedConnectors {
  n: number
  /** Hours until each was told; null where a fortnight did not suffice. */
  hours: (number | null)[]
}

/** Connectors whose failures rise to `factor` times as many (at least to a tenth of the calls), from one day on. */
export const watchPlanted = (seed: number, count: number, factor: number): PlantedConnectors => {
  const hours = Array.from({ length: count }, (_, one) => {
    const generator = createGenerator(`planted connectors/${seed}/${factor}/${one}`)
    const rate = 0.005 + 0.03 * generator.openUniform()
    const calls = drawHours(generator, baselineDays + 14, rate, { day: baselineDays, rate: Math.max(0.1, rate * factor) })
    for (let index = baselineDays * hoursADay; index < calls.length; index++)
      if (lookAt(calls, index)) return index - baselineDays * hoursADay + 1
    return null
  })
  return { n: count, hours }
}
