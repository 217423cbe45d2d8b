/** Tries the text fences: each breach is caught, and the same thing said in its right place is not. */
import { expect, test } from 'vitest'
import { languagesAgree } from './languages.ts'
import * as rules from './rules.ts'

const file = (path: string, text: string) => ({ path, text })

test('only the configuration reads the environment', () => {
  expect(rules.environmentIsReadOnce([file('server/app.ts', 'const port = process.env.PORT')])).toHaveLength(1)
  expect(
    rules.environmentIsReadOnce([file('server/config.ts', 'const port = process.env.PORT'), file('scripts/test.mjs', 'process.env.CI')]),
  ).toEqual([])
  expect(rules.environmentIsReadOnce([file('server/app.ts', '// process.env is read in config.ts')])).toEqual([])
})

test('a network is named at home and in the registry only', () => {
  const networks = ['alphanet', 'x']
  expect(rules.networksStayHome([file('server/app.ts', "\nif (network === 'alphanet') go()")], networks)).toMatchObject([
    { path: 'server/app.ts', line: 2 },
  ])
  expect(
    rules.networksStayHome(
      [
        file('channels/registry.ts', "'alphanet'"),
        file('channels/alphanet/write.ts', "'alphanet'"),
        file('server/a.test.ts', "'alphanet'"),
      ],
      networks,
    ),
  ).toEqual([])
  expect(rules.networksStayHome([file('server/app.ts', 'anything')], [])).toEqual([])
})

test('a table has one writer', () => {
  const one = file('server/features/alpha/store.ts', "db.insertInto('post')")
  expect(rules.oneWriterPerTable([one, file('server/features/alpha/store/more.ts', "db.updateTable('post')")])).toEqual([])
  expect(rules.oneWriterPerTable([one, file('server/features/beta/store.ts', "db.deleteFrom('post')")])).toHaveLength(2)
  expect(rules.oneWriterPerTable([one, file('server/features/beta/store.ts', 'sql`update post set a = 1`')])).toHaveLength(2)
})

test('a file begins by saying what it is for', () => {
  expect(rules.filesSayWhatTheyAreFor([file('a.ts', 'export const a = 1')])).toHaveLength(1)
  expect(
    rules.filesSayWhatTheyAreFor([
      file('a.ts', '/** Counts the things that are to be counted. */'),
      file('b.mjs', '#!/usr/bin/env node\n/** Starts the app. */'),
    ]),
  ).toEqual([])
})

test('a long file gives its reason', () => {
  expect(rules.longFilesGiveAReason([file('a.ts', '\n'.repeat(301))])).toHaveLength(1)
  expect(
    rules.longFilesGiveAReason([file('a.ts', `// Long because one table.${'\n'.repeat(301)}`), file('b.ts', '\n'.repeat(200))]),
  ).toEqual([])
})

test('directions are logical', () => {
  expect(rules.directionsAreLogical([file('web/a.tsx', '<p className="ml-2 text-left">')])).toHaveLength(2)
  expect(rules.directionsAreLogical([file('web/a.css', 'p { margin-left: 1px }')])).toHaveLength(1)
  expect(rules.directionsAreLogical([file('web/a.tsx', '<p className="ms-2 text-start leading-5">')])).toEqual([])
})

test('nothing is swallowed', () => {
  expect(rules.nothingIsSwallowed([file('a.ts', 'try { go() } catch {}'), file('b.ts', 'go().catch(() => undefined)')])).toHaveLength(2)
  expect(rules.nothingIsSwallowed([file('a.ts', 'try { go() } catch (error) { report(error) }')])).toEqual([])
})

test('a kernel has its test beside it', () => {
  expect(rules.kernelsAreTested(['statistics/estimate/pool.ts'])).toHaveLength(1)
  expect(rules.kernelsAreTested(['statistics/estimate/pool.ts', 'statistics/estimate/pool.test.ts'])).toEqual([])
})

test('a kernel is held to a value from somewhere else, and its test says from where', () => {
  const kernel = file('statistics/estimate/pool.ts', 'export const pool = () => 1')
  const beside = (text: string) => [kernel, file('statistics/estimate/pool.test.ts', text)]
  expect(rules.kernelsHaveReferenceValues(beside('// Efron 1975, table 2\nexpect(pool()).toBeCloseTo(0.3, 3)'))).toEqual([])
  expect(rules.kernelsHaveReferenceValues(beside('expect(pool()).toBeCloseTo(0.3, 3)'))[0]?.message).toContain('names no source')
  expect(rules.kernelsHaveReferenceValues(beside('// Efron 1975\nexpect(pool()).toBeDefined()'))[0]?.message).toContain('expects no value')
  // Help for tests is no kernel.
  expect(
    rules.kernelsHaveReferenceValues([file('statistics/testing/hostile.ts', ''), file('statistics/testing/hostile.test.ts', '')]),
  ).toEqual([])
  expect(rules.kernelsAreTested(['statistics/testing/hostile.ts', 'statistics/compare/testing/brand.ts'])).toEqual([])
})

test('English and Arabic say the same, in all six Arabic plural forms', () => {
  const english = file(
    'contract/languages/en/a.json',
    '{"hello":"Hello {{name}}","posts_one":"{{count}} post","posts_other":"{{count}} posts"}',
  )
  const arabic = (text: string) => file('contract/languages/ar/a.json', text)
  const six = '"posts_zero":"0","posts_one":"1","posts_two":"2","posts_few":"3","posts_many":"11","posts_other":"100"'
  expect(languagesAgree([english, arabic(`{"hello":"مرحبًا {{name}}",${six}}`)])).toEqual([])
  expect(languagesAgree([english, arabic(`{"hello":"مرحبًا",${six}}`)])).toHaveLength(1)
  expect(languagesAgree([english, arabic('{"hello":"مرحبًا {{name}}","posts_one":"1","posts_other":"2"}')])).toHaveLength(4)
  expect(languagesAgree([english])).toHaveLength(1)
})
