/** The journal: told only what is on the disk, in files that can be read back, whatever is torn. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openJournal, readLines, sealLine } from './journal.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-journal-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const onDisk = (where: string) =>
  fs
    .readdirSync(where)
    .flatMap((name) => readLines(fs.readFileSync(path.join(where, name), 'utf8')).lines.flatMap((line) => JSON.parse(line) as number[]))

test('each entry is told once, in order, and lies on the disk when it is; few waits serve many', async () => {
  const where = path.join(folder, 'order')
  const told: number[] = []
  let waits = 0
  const journal = openJournal<number>(where, {
    encode: (entries) => JSON.stringify(entries),
    told: (entries, error) => {
      expect(error).toBeNull()
      waits++
      const there = new Set(onDisk(where))
      for (const entry of entries) expect(there.has(entry)).toBe(true)
      told.push(...entries)
    },
  })
  for (let i = 0; i < 1000; i++) {
    journal.append(i)
    if (i % 150 === 0) await new Promise((resolve) => setImmediate(resolve))
    if (i % 400 === 0) void journal.rotate()
  }
  await journal.close()
  expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  expect(onDisk(where).toSorted((a, b) => a - b)).toEqual(told.toSorted((a, b) => a - b))
  expect(waits).toBeLessThan(40)
  expect(journal.current()).toBeNull()
})

test('what the disk refuses is told as refused, and the next entry goes into a fresh file', async () => {
  const where = path.join(folder, 'refused')
  const told: [number[], boolean][] = []
  const journal = openJournal<number>(where, {
    encode: (entries) => JSON.stringify(entries),
    told: (entries, error) => told.push([entries, error === null]),
  })
  const write = vi.spyOn(fs, 'writeSync').mockImplementationOnce(() => {
    throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' })
  })
  journal.append(1)
  await vi.waitFor(() => expect(told).toHaveLength(1))
  write.mockRestore()
  journal.append(2)
  await vi.waitFor(() => expect(told).toHaveLength(2))
  await journal.close()
  expect(told).toEqual([
    [[1], false],
    [[2], true],
  ])
  expect(onDisk(where)).toEqual([2])
})

test('a folder that is gone is told for what waited, and closing does not hang', async () => {
  const where = path.join(folder, 'gone')
  const told: boolean[] = []
  const journal = openJournal<number>(where, { encode: String, told: (_, error) => told.push(error === null) })
  fs.rmdirSync(where)
  journal.append(1)
  await vi.waitFor(() => expect(told).toEqual([false]))
  await journal.close()
})

test('a torn line is told from a whole one', () => {
  const text = `${sealLine('[1]')}${sealLine('[2]')}${sealLine('[3]').slice(0, 9)}`
  expect(readLines(text)).toEqual({ lines: ['[1]', '[2]'], torn: 1 })
})
