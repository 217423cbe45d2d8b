/** A real export of a network, read in by hand, in both languages: looked at first, kept once, and the same file twice changes nothing. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, languages, openHouse, openPage, wordsIn } from './house.ts'

const file = path.join(
  import.meta.dirname,
  '..',
  '..',
  'channels',
  'facebook',
  'exports',
  'fixtures',
  'Feb-01-2025_Mar-15-2025_613168031534769.csv',
)
const rowsInFile = 20
const databases = { en: await testDatabase(), ar: await testDatabase() }
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe.concurrent.each(languages)('in %s', (language) => {
  test('a real export is looked at, read in, and changes nothing the second time', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const { db, connectionString } = databases[language]
    const house = await openHouse(connectionString)
    const { page, failures } = await openPage(browser, language)
    const countPosts = async () =>
      Number(
        (
          await db
            .selectFrom('published_post')
            .select((select) => select.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    const countReadings = async () =>
      Number(
        (
          await db
            .selectFrom('metric_reading')
            .select((select) => select.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    const send = async (where: Page) => {
      await where.locator('input[type=file]').setInputFiles(file)
      await where.waitForURL(/imports\/[0-9a-f-]{36}/)
      const confirm = where.getByRole('button', { name: words('imports:ui.confirm', { count: rowsInFile }) })
      await confirm.waitFor({ timeout: 30_000 })
      await expectOpenToAll(where)
      return confirm
    }
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: false })
      await page.goto(`${house.address}/b/${brandId}/imports`)
      await page.getByRole('heading', { level: 1, name: words('imports:ui.question') }).waitFor()
      await expectOpenToAll(page)
      const confirm = await send(page)
      expect(await countPosts()).toBe(0)
      await confirm.click()
      await page.getByRole('link', { name: words('imports:ui.seeResults') }).click({ timeout: 60_000 })
      await page.waitForURL(/\/results/)
      await page.getByRole('table', { name: words('results:ui.posts') }).waitFor()
      await expectOpenToAll(page)
      const first = { posts: await countPosts(), readings: await countReadings() }
      expect(first.posts).toBeGreaterThan(0)
      expect(first.readings).toBeGreaterThan(first.posts)

      await page.goto(`${house.address}/b/${brandId}/imports`)
      const again = await send(page)
      await again.click()
      await page.getByRole('link', { name: words('imports:ui.seeResults') }).waitFor({ timeout: 60_000 })
      expect({ posts: await countPosts(), readings: await countReadings() }).toEqual(first)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
