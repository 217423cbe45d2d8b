/** A forecast in both languages: followers with a goal, the weeks of posts, the evidence behind a number, how it works, and an empty house. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, languages, openHouse, openPage, wordsIn } from './house.ts'

const databases = { en: await testDatabase(), ar: await testDatabase() }
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe.concurrent.each(languages)('in %s', (language) => {
  test('a number is foreseen with its range, a goal gets its chance, and each opens its evidence', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const room = `${house.address}/b/${brandId}`
      await page.goto(`${room}/forecast?goal=90000000`)
      await page.getByRole('heading', { name: words('forecast:ui.chart.title') }).waitFor()
      await page.getByText('90,000,000').first().waitFor()
      await expectOpenToAll(page)
      // The number opens what it was made from, and that leads to how it works.
      await page
        .getByRole('button', { name: words('ui.evidence.open') })
        .first()
        .click()
      await page.getByRole('dialog').getByText(words('forecast:ui.pasts'), { exact: false }).waitFor()
      await expectOpenToAll(page)
      await page.getByRole('link', { name: words('ui.evidence.readMore') }).click()
      await page.waitForURL(/methods\/forecast$/)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await expectOpenToAll(page)

      await page.goto(`${room}/forecast?metric=week-engagements&days=90`)
      await page.getByRole('heading', { name: words('forecast:ui.chart.title') }).waitFor()
      await page.getByText(words('forecast:ui.metric.week-engagements')).first().waitFor()

      // A count of a post opens its readings.
      await page.goto(`${room}/results`)
      await page
        .getByRole('button', { name: words('ui.evidence.open') })
        .first()
        .click()
      await page.getByRole('dialog').getByText(words('results:evidence.method')).waitFor()
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
