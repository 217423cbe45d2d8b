/** Pulse over the API: a planted shift is found with place, size and verdict; a calm brand stays calm; people answer. */
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawNormal } from '../../../statistics/random/normal.ts'
import { closeHeavy } from '../../heavy/heavy.ts'
import { recordAccountReadings } from '../results/index.ts'

const database = await testDatabase()
const fake = fakeNetwork()
let now = new Date('2026-07-01T09:00:00Z')
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, owner, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
afterAll(closeHeavy)

const days = 180
const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
let handles = 0
const accountWith = async (at: string, value: (day: number) => number, from = 0, to = days) => {
  const { body } = await owner('POST', `${at}/accounts`, { network: 'fake', input: { handle: `pulse-${++handles}` } })
  await record(body.id, value, from, to)
  return body.id as string
}
const record = (accountId: string, value: (day: number) => number, from: number, to: number) =>
  recordAccountReadings(
    database.db,
    { workspaceId: team.workspaceId, origin: 'api' },
    Array.from({ length: to - from }, (_, i) => ({
      accountId,
      metric: 'account-reach' as const,
      value: value(from + i),
      observedAt: new Date(Date.UTC(2026, 0, 1 + from + i, 6)),
    })),
  )
/** Reach with a weekday pattern and noise; `shift` from its day on, as a factor. */
const reach = (seed: string, shift: (day: number) => number = () => 1) => {
  const noise = Array.from({ length: days }, (_, day) => drawNormal(createGenerator(`${seed}/${day}`)))
  return (day: number) => Math.round(2000 * Math.exp(0.1 * Math.sin((2 * Math.PI * day) / 7) + 0.12 * (noise[day] as number)) * shift(day))
}
const brandWith = async (name: string) => {
  const { body } = await owner('POST', `/workspaces/${team.workspaceId}/brands`, { name, timeZone: 'UTC', language: 'en' })
  return `/workspaces/${team.workspaceId}/brands/${body.id as string}`
}

test('a brand without accounts has nothing to watch, and says so', async () => {
  expect((await viewer('GET', `${base}/pulse`)).body).toMatchObject({ watch: { ranAt: null, series: [] }, shifts: [] })
  expect((await marketer('POST', `${base}/pulse/watch`)).body).toEqual({ found: 0, series: 0 })
})

test('a fall of 40% is placed within days, told once, judged unclear without peers, and ours once peers are known', async () => {
  await accountWith(
    base,
    reach('own', (day) => (day >= 140 ? 0.6 : 1)),
  )
  expect((await marketer('POST', `${base}/pulse/watch`)).body).toEqual({ found: 1, series: 1 })
  expect((await marketer('POST', `${base}/pulse/watch`)).body).toEqual({ found: 0, series: 1 })
  const { body } = await viewer('GET', `${base}/pulse`)
  const [shift] = body.shifts
  expect(body.watch).toMatchObject({ daysBetweenFalseAlarms: 365, series: [{ known: days, metric: 'account-reach' }] })
  expect(Math.abs(Date.parse(shift.day) - Date.parse(dayOf(140))) / 86_400_000).toBeLessThanOrEqual(2)
  expect(shift.between.from <= dayOf(140) && dayOf(140) <= shift.between.to).toBe(true)
  expect(Date.parse(shift.foundOn) - Date.parse(dayOf(140))).toBeLessThanOrEqual(8 * 86_400_000)
  expect(shift).toMatchObject({ direction: 'down', verdict: 'unclear', firm: false })
  expect(shift.size.interval[0]).toBeLessThan(-0.35)
  expect(shift.size.interval[1]).toBeGreaterThan(-0.45)
  expect(shift.reasons.map(({ words }: { words: { key: string } }) => words.key)).toContain('pulse:reason.noPanel')
  for (const name of ['one', 'two', 'three', 'four']) await accountWith(await brandWith(name), reach(name))
  await marketer('POST', `${base}/pulse/watch`)
  const again = (await viewer('GET', `${base}/pulse/shifts/${shift.id}`)).body
  expect(again.shift).toMatchObject({ id: shift.id, verdict: 'us', firm: true })
  expect(again.points.some(({ day }: { day: string }) => day === shift.day)).toBe(true)
})

test('peers that fall too make it the platform', async () => {
  const at = await brandWith('with the others')
  const fall = (day: number) => (day >= 150 ? 0.55 : 1)
  await accountWith(at, reach('fifth', fall))
  // The four calm ones of the other brands are joined by ten that fell.
  for (let i = 0; i < 10; i++) await accountWith(await brandWith(`fell ${i}`), reach(`fell ${i}`, fall))
  await marketer('POST', `${at}/pulse/watch`)
  const { body } = await viewer('GET', `${at}/pulse`)
  expect(body.shifts).toHaveLength(1)
  expect(['platform', 'us-and-platform']).toContain(body.shifts[0].verdict)
})

test('a number that stands still after it always moved is a fault of the data', async () => {
  const at = await brandWith('frozen')
  await accountWith(at, (day) => (day >= 160 ? 300 : reach('frozen')(day)))
  await marketer('POST', `${at}/pulse/watch`)
  expect((await viewer('GET', `${at}/pulse`)).body.shifts[0]).toMatchObject({
    verdict: 'fault',
    reasons: [{ words: { key: 'pulse:reason.fault.frozen' } }],
  })
})

test('people agree or name another cause; a viewer cannot; Today stops asking once answered', async () => {
  const { body } = await viewer('GET', `${base}/pulse`)
  const [shift] = body.shifts
  now = new Date(`${shift.foundOn}T12:00:00Z`)
  const asked = async () =>
    (await viewer('GET', `${base}/today`)).body.items.filter(({ id }: { id: string }) => id === `pulse/${shift.id}`).length
  expect(await asked()).toBe(1)
  const note = { agrees: false, verdict: 'season', text: 'school holidays' }
  expect((await viewer('POST', `${base}/pulse/shifts/${shift.id}/note`, { note })).status).toBe(403)
  const said = (await marketer('POST', `${base}/pulse/shifts/${shift.id}/note`, { note })).body
  expect(said).toMatchObject({ verdict: 'us', note: { agrees: false, verdict: 'season', text: 'school holidays', by: 'marketer' } })
  expect(await asked()).toBe(0)
  const marks = (await viewer('GET', `${base}/marks?from=2026-01-01&to=2026-12-31`)).body
  expect(marks).toContainEqual(
    expect.objectContaining({ kind: 'shift', day: shift.day, accountId: shift.accountId, page: `pulse/${shift.id}` }),
  )
  expect((await viewer('GET', `${base}/pulse/shifts/01900000-0000-7000-8000-000000000000`)).status).toBe(404)
})
