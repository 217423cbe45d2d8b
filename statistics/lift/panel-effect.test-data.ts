/** A small panel with a planted effect: factors that units share, noise of their own, and units that were treated. */
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { type Panel, toPanel } from './panel.ts'

export interface Planted {
  units: number
  times: number
  treated: number
  start: number
  effect: number
  noise?: number
}

/** Two factors with loadings of each unit, as in Abadie, Diamond & Hainmueller 2010, appendix B. */
export const plantedPanel = (seed: string, { units, times, treated, start, effect, noise = 1 }: Planted): Panel => {
  const source = createGenerator(seed)
  const factors = [0, 1].map(() => {
    let level = 0
    return Array.from({ length: times }, () => (level = 0.8 * level + drawNormal(source)))
  }) as [number[], number[]]
  const rows = Array.from({ length: units }, (_, unit) => {
    const [level, a, b] = [100 + 10 * drawNormal(source), 2 * drawNormal(source), 2 * drawNormal(source)]
    return Array.from({ length: times }, (__, time) => ({
      unit: `unit ${unit}`,
      time: String(time),
      value:
        level +
        a * (factors[0][time] as number) +
        b * (factors[1][time] as number) +
        noise * drawNormal(source) +
        (unit < treated && time >= start ? effect : 0),
      treated: unit < treated && time >= start,
    }))
  }).flat()
  const panel = toPanel(rows)
  if ('kind' in panel) throw new Error(panel.kind)
  return panel
}
