/** A newcomer’s first hour, in both languages: first run, a living brand, what it has learned, a post scheduled and published, reactions seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
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

// Both at once: most of it is waiting for the network of the example to react.
describe.concurrent.each(languages)('a newcomer who reads %s', (language) => {
  test('begins with a living brand, learns, schedules a post, and sees it published with its reactions', { timeout: 420_000 }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      await page.goto(house.address)
      await page.waitForURL(/\/welcome$/)
      expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
      await expectOpenToAll(page)
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const brand = `${house.address}/b/${brandId}`

      // What the brand did before comes in by itself; then there is something to learn from.
      await expect
        .poll(
          async () => {
            await page.goto(`${brand}/learning`)
            await page.getByRole('heading', { level: 1, name: words('learning:ui.question') }).waitFor()
            return page
              .getByRole('grid')
              .waitFor({ timeout: 3000 })
              .then(
                () => true,
                () => false,
              )
          },
          { timeout: 90_000, interval: 2000 },
        )
        .toBe(true)
      await expectOpenToAll(page)

      // Today names what changed and leads on.
      await page
        .getByRole('navigation')
        .first()
        .getByRole('link', { name: words('ui.rooms.today') })
        .click()
      await page.getByRole('heading', { level: 1, name: words('today:ui.question') }).waitFor()
      await page.getByRole('listitem').first().waitFor()
      await expectOpenToAll(page)

      // A post, with the limit counted while it is written.
      await page.keyboard.press('n')
      await page.waitForURL(/posts\/new/)
      const text = page.getByLabel(words('calendar:ui.text'), { exact: true })
      const schedule = page.getByRole('button', { name: words('calendar:ui.compose.schedule') })
      await text.fill('x'.repeat(501))
      await page.getByText('501', { exact: false }).first().waitFor()
      expect(await schedule.isDisabled()).toBe(true)
      const line = language === 'ar' ? 'كعك الهيل طازج غدًا من السابعة صباحًا.' : 'Cardamom buns, fresh from seven tomorrow.'
      await text.fill(line)
      await expectOpenToAll(page)
      await schedule.click()
      // This very minute, so that the journey need not wait for it.
      await page.getByLabel(words('publishing:ui.schedule.when')).fill(wallTimeOf(new Date(), 'Asia/Riyadh'))
      await page.getByRole('button', { name: words('publishing:ui.schedule.approveAndGo') }).click()
      await page.waitForURL(/\/calendar/)

      // It stands in the calendar; its proof is one click away.
      await page
        .locator('.entry', { hasText: line.slice(0, 8) })
        .first()
        .click()
      await page.getByRole('link', { name: words('calendar:ui.openPublication') }).click()
      await page.waitForURL(/publications\//)
      await page.getByRole('heading', { level: 1, name: words('publishing:ui.page.question') }).waitFor()
      await page.getByText(words('publishing:ui.state.published'), { exact: true }).first().waitFor({ timeout: 30_000 })
      expect(await page.getByText(line).count()).toBeGreaterThan(0)
      await page.getByText(words('publishing:ui.attempt.number', { number: 1 })).waitFor()
      expect(await page.getByText(words('publishing:ui.attempt.number', { number: 2 })).count()).toBe(0)

      // A minute here is a day there: reactions come while one watches.
      await page.getByText(words('results:metric.reactions'), { exact: true }).waitFor({ timeout: 120_000 })
      await expectOpenToAll(page)

      for (const room of [
        'calendar',
        'calendar?view=month',
        'calendar?view=list',
        'inbox',
        'results',
        'accounts',
        'imports',
        'team',
        'brand',
      ]) {
        await page.goto(`${brand}/${room}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        await expectOpenToAll(page)
      }
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
