/** Holdouts and money through the API: a planted loss is found in regions and in weeks, none is not invented, and nothing is told before the end. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../statistics/random/poisson.ts'
import { newId } from '../../database/ids.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { owner, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/attribution`
const dayMs = 86_400_000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const regions = ['Riyadh', 'Jeddah', 'Mecca', 'Medina', 'Dammam', 'Abha', 'Tabuk', 'Hail', 'Najran', 'Jazan']
const generator = createGenerator('holdout test')
const start = Date.parse(dayOf(Date.now())) - 300 * dayMs

/** One region's orders of one day at noon. */
const orders = async (rows: { ms: number; region: string; n: number }[]) => {
  const all = rows.flatMap(({ ms, region, n }) => Array.from({ length: n }, () => ({ id: newId(), at: new Date(ms + dayMs / 2), region })))
  for (let from = 0; from < all.length; from += 20_000) {
    const part = all.slice(from, from + 20_000)
    await database.pool.query(
      `insert into event (workspace_id, brand_id, visitor_id, id, kind, occurred_at, region, name, value, currency, source, received_at)
       select $1, $2, 'v' || new.id, new.id, 'conversion', new.at, new.region, 'order', 10, 'SAR', 'test', now()
       from unnest($3::uuid[], $4::timestamptz[], $5::text[]) as new (id, at, region)`,
      [team.workspaceId, team.brandId, part.map(({ id }) => id), part.map(({ at }) => at), part.map(({ region }) => region)],
    )
  }
}
const mean = (region: number, day: number) => (10 + 3 * region) * (1 + 0.2 * Math.sin((2 * Math.PI * day) / 7))
await orders(
  Array.from({ length: 300 }, (_, day) =>
    regions.map((region, at) => ({ ms: start + day * dayMs, region, n: drawPoisson(generator, mean(at, day)) })),
  ).flat(),
)

test('what cannot be known yet is said with what is missing, and a viewer may plan but not begin', async () => {
  const wish = { unit: 'weeks', wished: 0.2, mostDays: 14 }
  const plan = (await viewer('POST', `${base}/holdouts/plan`, { wish })).body
  expect(plan.kind).toBe('too-little-data')
  expect((await viewer('POST', `${base}/holdouts`, { wish, title: 'x', startsOn: dayOf(Date.now()) })).status).toBe(403)
  const past = await owner('POST', `${base}/holdouts`, { wish: { ...wish, mostDays: 56 }, title: 'x', startsOn: '2020-01-01' })
  expect(past.status).toBe(422)
  expect(past.body.data.where).toBe('startsOn')
})

test('regions left out: the plan sees what it says, the loss is found by the fixed comparison and by the others, and not before the end', async () => {
  const wish = { unit: 'region', channel: 'instagram', wished: 0.25, mostDays: 28, mostShare: 0.4 }
  const plan = (await owner('POST', `${base}/holdouts/plan`, { wish })).body
  expect(plan.kind).toBe('design')
  expect(plan.design.units.length).toBeGreaterThan(0)
  expect(plan.design.smallest).toBeLessThanOrEqual(0.25)
  const begun = (await owner('POST', `${base}/holdouts`, { wish, title: 'Pause Instagram', startsOn: dayOf(Date.now()) })).body
  expect(begun.design).toEqual(plan.design)
  const early = (await owner('GET', `${base}/holdouts/${begun.id}`)).body.result
  expect(early).toMatchObject({ verdict: 'not-yet', methods: [], lost: null })
  const out = new Set<string>(begun.design.units)
  await orders(
    Array.from({ length: begun.design.days }, (_, day) =>
      regions.map((region, at) => ({
        ms: start + (300 + day) * dayMs,
        region,
        n: drawPoisson(generator, mean(at, 300 + day) * (out.has(region) ? 0.6 : 1)),
      })),
    ).flat(),
  )
  app.services.now = () => new Date(Date.now() + (begun.design.days + 1) * dayMs)
  try {
    const { result } = (await owner('GET', `${base}/holdouts/${begun.id}`)).body
    expect(result.verdict).toBe('effect')
    expect(result.lost.interval[0]).toBeLessThan(0.4)
    expect(result.lost.interval[1]).toBeGreaterThan(0.4)
    const found = result.methods.filter(({ effect }: { effect: unknown }) => effect !== null)
    expect(found.map(({ method }: { method: string }) => method)).toEqual(expect.arrayContaining(['holdout', 'tbr', 'did']))
    for (const { effect } of found) expect(effect.average).toBeGreaterThan(0)
    expect((await owner('GET', `/workspaces/${team.workspaceId}/brands/${team.brandId}/today`)).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ place: { page: 'attribution', id: null } })]),
    )
  } finally {
    app.services.now = () => new Date()
  }
}, 60_000)

test('weeks switched by chance: what has no effect is too small to tell; one that is stopped has no answer', async () => {
  await database.pool.query('delete from event where occurred_at >= $1', [new Date(start + 300 * dayMs)])
  const wish = { unit: 'weeks', wished: 0.3, mostDays: 42 }
  const begun = (await owner('POST', `${base}/holdouts`, { wish, title: 'On and off', startsOn: dayOf(Date.now()) })).body
  expect(begun.design.blocks.filter(({ on }: { on: boolean }) => on)).toHaveLength(begun.design.blocks.length / 2)
  await orders(
    Array.from({ length: begun.design.days }, (_, day) =>
      regions.map((region, at) => ({ ms: start + (300 + day) * dayMs, region, n: drawPoisson(generator, mean(at, 300 + day)) })),
    ).flat(),
  )
  app.services.now = () => new Date(Date.now() + (begun.design.days + 1) * dayMs)
  try {
    const { result } = (await owner('GET', `${base}/holdouts/${begun.id}`)).body
    expect(result.lost.interval[0]).toBeLessThan(result.lost.interval[1])
    expect(Math.abs(result.lost.value)).toBeLessThan(0.15)
    await owner('POST', `${base}/holdouts/${begun.id}/stop`, { reason: 'The shop closed' })
    expect((await owner('GET', `${base}/holdouts/${begun.id}`)).body.result.verdict).toBe('too-little-data')
  } finally {
    app.services.now = () => new Date()
  }
}, 60_000)

test('the plan of a holdout that was fixed cannot be changed, not even in the database', async () => {
  await expect(database.pool.query(`update holdout set plan = '{}'`)).rejects.toThrow(/cannot be changed/)
})

test('costs stand beside what models credit, by currency, and a channel that earned shows its return', async () => {
  const visit = (i: number) => `m${i}`
  const rows = Array.from({ length: 80 }, (_, i) => i)
  await database.pool.query(
    `insert into event (workspace_id, brand_id, visitor_id, id, kind, occurred_at, channel, name, value, currency, source, received_at)
     select $1, $2::uuid, v, gen_random_uuid(), 'touch', now() - interval '3 days', case when n % 2 = 0 then 'instagram' else 'search' end, null, null::numeric, null, 'test', now()
       from unnest($3::text[]) with ordinality as new (v, n)
     union all select $1, $2::uuid, v, gen_random_uuid(), 'conversion', now() - interval '2 days', null, 'order', 10, 'SAR', 'test', now() from unnest($3::text[]) as new (v)`,
    [team.workspaceId, team.brandId, rows.map(visit)],
  )
  const day = dayOf(Date.now() - dayMs)
  await owner('POST', `${base}/costs`, {
    cost: { kind: 'media', channel: 'instagram', startsOn: day, endsOn: day, amount: 100, currency: 'SAR' },
  })
  await owner('POST', `${base}/costs`, { cost: { kind: 'tool', startsOn: day, endsOn: day, amount: 5, currency: 'USD' } })
  let money = (await owner('GET', `${base}/money`)).body
  while (money.kind === 'computing') money = (await owner('GET', `${base}/money`)).body
  const row = money.rows.find(({ channel }: { channel: string }) => channel === 'instagram')
  expect(row).toMatchObject({ media: 100, fees: 0, currency: 'SAR' })
  expect(row.creditedReturn.value).toBeCloseTo(4, 1)
  expect(row.creditedReturn.interval[0]).toBeLessThan(4)
  expect(money.rows.find(({ currency }: { currency: string }) => currency === 'USD')).toMatchObject({
    channel: '',
    fees: 5,
    credited: null,
  })
  expect(money.currencies.toSorted()).toEqual(['SAR', 'USD'])
}, 60_000)
