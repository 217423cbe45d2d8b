/** The commands as a shell sees them: exit codes, standard input, a closed pipe, Arabic. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const athar = (args: string[], { input = '', language = 'en_GB.UTF-8' } = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', ...args], {
      cwd: path.resolve(import.meta.dirname, '..'),
      env: { PATH: process.env['PATH'], LANG: language },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
    child.stdin.on('error', reject)
    child.stdin.end(input)
  })
const arms = 'arm,n,conversions\na,3645,40\nb,3624,39\n'

test('an answer ends with 0, also when it is that there is too little data', async () => {
  expect((await athar(['experiment', '-'], { input: arms })).code).toBe(0)
  const thin = await athar(['changes', '-', '--json'], { input: 'value\n1\n2\n' })
  expect([thin.code, JSON.parse(thin.out).kind]).toEqual([0, 'too-little-data'])
}, 30_000)

test('bad input, an unknown option and an unknown command end with 2 and a sentence', async () => {
  for (const args of [
    ['changes', 'nowhere.csv'],
    ['changes', '-', '--colour', 'red'],
    ['experiment', '-', '--method', 'magic'],
    ['divine', 'x.csv'],
    ['changes'],
  ]) {
    const { code, err } = await athar(args, { input: arms })
    expect([args.join(' '), code]).toEqual([args.join(' '), 2])
    expect(err).not.toMatch(/\n\s+at /)
    expect(err.trim()).not.toBe('')
  }
}, 60_000)

test('help ends with 0', async () => {
  const { code, out } = await athar(['attribute', '--help'])
  expect([code, out.includes('--model')]).toEqual([0, true])
}, 30_000)

test('the same is said in Arabic where the terminal is, or when asked', async () => {
  expect((await athar(['experiment', '-'], { input: arms, language: 'ar_SA.UTF-8' })).out).toContain('الأذرع مقسومة كما خُطّط')
  expect((await athar(['experiment', '-', '--language', 'ar'], { input: arms })).out).toContain('اختبار ولش')
}, 30_000)
