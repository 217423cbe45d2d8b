/** Tests of `athar creative` and `athar approvals` over a real database: in words of both languages, as JSON, and one sentence for bad input. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const athar = (args: string[], language = 'en_GB.UTF-8') =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', ...args, '--as', 'owner', '--brand', team.brandId], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: {
        PATH: process.env['PATH'],
        LANG: language,
        DATABASE_URL: database.connectionString,
        DATA_DIR: app.services.config.dataDir,
        LOG_LEVEL: 'silent',
      },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })

let [briefId, deliverableId] = ['', '']
beforeAll(async () => {
  await team.as.owner('POST', `${base}/creative/people`, { name: 'Karim', place: 'outside', skills: ['photography'], hoursPerWeek: 6 })
  const { body } = await team.as.owner('POST', `${base}/creative/briefs`, {
    title: 'Winter drink',
    currency: 'USD',
    budget: '100',
    deliverables: [{ title: 'Words', kind: 'text', format: 'text' }],
  })
  briefId = body.id
  deliverableId = body.deliverables[0].id
  await team.as.owner('POST', `${base}/creative/deliverables/${deliverableId}/versions`, { text: 'دافئ وصادق' })
})

test('capacity and briefs in words, in Arabic as in English', async () => {
  const [english, arabic, briefs] = await Promise.all([
    athar(['creative']),
    athar(['creative'], 'ar_SA.UTF-8'),
    athar(['creative', 'briefs']),
  ])
  expect([english.code, arabic.code, briefs.code]).toEqual([0, 0, 0])
  expect(english.out).toContain('not known yet')
  expect(arabic.out).toMatch(/لا يُعرف بعد/)
  expect(briefs.out).toContain('Winter drink')
})

test('hours are logged, and money is exact in JSON', async () => {
  const logged = await athar(['creative', 'log', briefId, '--person', 'Karim', '--hours', '1.5', '--for', deliverableId])
  expect(logged.out).toContain('1.5 hours in all')
  const brief = JSON.parse((await athar(['creative', 'brief', briefId, '--json'])).out)
  expect(brief).toMatchObject({ budget: '100', hours: [{ hours: 1.5, personName: 'Karim' }], money: [{ currency: 'USD', left: '100.00' }] })
})

test('a link is made, the question is answered, and the trail is verified', async () => {
  const link = await athar(['creative', 'link', deliverableId, '--reader', 'Salma', '--json'])
  expect(JSON.parse(link.out).url).toMatch(/\/review\//)
  const [open] = JSON.parse((await athar(['approvals', '--json'])).out) as { id: string; title: string }[]
  expect(open?.title).toBe('Words')
  const approved = await athar(['approvals', 'approve', open?.id ?? ''])
  expect([approved.code, approved.out.trim()]).toEqual([0, 'approved'])
  const whole = await athar(['approvals', 'verify'])
  expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('Whole: 3 entries')])
  expect((await athar(['approvals', 'verify', '--expect', 'f'.repeat(64)])).code).toBe(2)
})

test('bad input ends with 2 and one sentence', async () => {
  const [nobody, unknown, hours, by] = await Promise.all([
    athar(['creative', 'log', briefId, '--person', 'Nobody', '--hours', '1']),
    athar(['approvals', 'approve', briefId]),
    athar(['creative', 'log', briefId, '--person', 'Karim', '--hours', '99']),
    athar(['creative', 'results', '--by', 'moon']),
  ])
  for (const { code, err } of [nobody, unknown, hours, by]) {
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
  }
  expect(nobody.err).toContain('Karim')
})
