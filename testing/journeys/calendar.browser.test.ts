/** Planning in both languages: a post is dragged to another day and back by undo, moved by keyboard, and clocks that change are asked about. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wallTimeOf } from '../../web/features/publishing/wall-time.ts'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, languages, openHouse, openPage, wordsIn } from './house.ts'

const databases = { en: await testDatabase(), ar: await testDatabase() }
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const dayMs = 86_400_000
const zone = 'Europe/Berlin'

// One after the other: `expect.poll` belongs to one test at a time.
describe.each(languages)('in %s', (language) => {
  test('a planned post is moved by mouse, by undo and by keyboard, and a changing clock is asked about', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const { db, connectionString } = databases[language]
    const house = await openHouse(connectionString)
    const { page, failures } = await openPage(browser, language)
    const plannedFor = async () =>
      (await db.selectFrom('publication').select('local_time').executeTakeFirstOrThrow()).local_time?.slice(0, 16)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      await db.updateTable('brand').set({ time_zone: zone, week_starts_on: 1 }).execute()
      // A Tuesday at least a week away has a day on both sides in its week.
      const soon = new Date(Date.now() + 7 * dayMs)
      const tuesday = wallTimeOf(new Date(soon.getTime() + ((2 - soon.getUTCDay() + 7) % 7) * dayMs), zone).slice(0, 10)
      const wednesday = wallTimeOf(new Date(Date.parse(`${tuesday}T12:00:00Z`) + dayMs), 'UTC').slice(0, 10)
      const when = page.getByLabel(words('publishing:ui.schedule.when'))
      const go = page.getByRole('dialog').locator('button[type=submit]')

      await page.goto(`${house.address}/b/${brandId}/posts/new`)
      await page.getByLabel(words('calendar:ui.text'), { exact: true }).fill(language === 'ar' ? 'انقلني.' : 'Move me.')
      await page.getByRole('button', { name: words('calendar:ui.compose.schedule') }).click()
      // Neither of these is taken silently: the first does not exist there, the second exists twice.
      await when.fill('2027-03-28T02:30')
      await page.getByRole('alert').getByText('03:30').waitFor()
      await when.fill('2027-10-31T02:30')
      await page.getByText(words('publishing:ui.schedule.which')).waitFor()
      await expectOpenToAll(page)
      await when.fill('2020-01-01T10:00')
      await go.click()
      await page
        .getByRole('dialog')
        .getByText(/2020-01-01 10:00/)
        .waitFor()
      await when.fill(`${tuesday}T10:00`)
      await go.click()
      await page.waitForURL(/\/calendar/)
      await expect.poll(plannedFor).toBe(`${tuesday}T10:00`)

      await page.goto(`${house.address}/b/${brandId}/calendar?view=week&day=${tuesday}`)
      const entry = page.locator('.entry').first()
      await entry.waitFor()
      // Suggestions and numbers arrive after the entry; nothing may shift under the mouse.
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(500)
      const box = await entry.boundingBox()
      if (box === null) throw new Error('The entry is not on the page.')
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      // The next day lies towards the end of the line: right in English, left in Arabic.
      const aDay = (language === 'ar' ? -1 : 1) * (box.width + 4)
      await page.mouse.move(middle.x, middle.y)
      await page.mouse.down()
      await page.mouse.move(middle.x + aDay / 2, middle.y, { steps: 6 })
      await page.mouse.move(middle.x + aDay, middle.y, { steps: 6 })
      await page.waitForTimeout(200)
      await page.mouse.up()
      await expect.poll(plannedFor, { timeout: 10_000 }).toBe(`${wednesday}T10:00`)
      await page.getByRole('button', { name: words('ui.undo') }).click()
      await expect.poll(plannedFor, { timeout: 10_000 }).toBe(`${tuesday}T10:00`)

      // The same without a mouse.
      await entry.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: words('publishing:ui.move') }).press('Enter')
      await when.fill(`${wednesday}T18:15`)
      await when.press('Enter')
      await expect.poll(plannedFor, { timeout: 10_000 }).toBe(`${wednesday}T18:15`)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
