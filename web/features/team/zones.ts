/** The time zones a person can choose from, with their present distance from UTC. */
import type { Choice } from '../../ui/select.tsx'

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

const distance = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC') ?? ''

/** About 420 zones, the given one first if the browser does not list it. Cost: some 30 ms, so call it once. */
export const zoneChoices = (known?: string): Choice<string>[] =>
  [...new Set([...(known === undefined ? [] : [known]), 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: `${value.replaceAll('_', ' ')} (${distance(value)})`,
  }))
