/** Held to reference values: the sums that the model of posts needs from the data; after them, no step depends on how many posts there are. */
import { expect, it } from 'vitest'
import { makePosts } from '../../testing/posts.ts'
import { burstOffset, formatOffset, paidOffset, restCount, sumEquations } from './post-equations.ts'
import { layOutPosts } from './post-layout.ts'
import { slotFeatures } from './slot-features.ts'

it('sums what multiplying out the whole design matrix gives', () => {
  const posts = makePosts({ seed: 1, n: 40, formats: 3, accounts: 2 })
  posts.paid[3] = 1
  const layout = layOutPosts(posts)
  const features = slotFeatures()
  const y = posts.counts.map((count) => Math.log(count + 0.5))
  const w = posts.days.map((day) => 0.5 + (day % 3) / 2)
  const equations = sumEquations(posts, layout, features, y, w)

  const rest = restCount(layout)
  const size = rest + features.count
  const rows = y.map((_, i) => {
    const row = Array.from({ length: size }, () => 0)
    row[layout.level[i] as number] = 1
    row[burstOffset(layout) + (layout.level[i] as number)] = 1
    row[formatOffset(layout) + (posts.formats[i] as number)] = 1
    if (posts.paid[i]) row[paidOffset(layout)] = 1
    for (let f = 0; f < features.count; f++) row[rest + f] = features.values[(posts.slots[i] as number) * features.count + f] as number
    return row
  })
  const product = (a: number, b: number) =>
    rows.reduce((sum, row, i) => sum + (w[i] as number) * (row[a] as number) * (row[b] as number), 0)
  const withOutcome = (a: number) => rows.reduce((sum, row, i) => sum + (w[i] as number) * (row[a] as number) * (y[i] as number), 0)
  for (let a = 0; a < rest; a++) {
    expect(equations.restOutcome[a]).toBeCloseTo(withOutcome(a), 10)
    for (let b = 0; b < rest; b++) expect(equations.restRest[a * rest + b]).toBeCloseTo(product(a, b), 10)
    for (let f = 0; f < features.count; f++) expect(equations.restSlot[a * features.count + f]).toBeCloseTo(product(a, rest + f), 10)
  }
  for (let f = 0; f < features.count; f += 7) {
    expect(equations.slotOutcome[f]).toBeCloseTo(withOutcome(rest + f), 10)
    for (let h = 0; h < features.count; h += 5)
      expect(equations.slotSlot[f * features.count + h]).toBeCloseTo(product(rest + f, rest + h), 10)
  }
  expect(equations.outcomeOutcome).toBeCloseTo(
    y.reduce((sum, value, i) => sum + (w[i] as number) * value * value, 0),
    10,
  )
})
