/** The weekly review in both languages: written by itself, opened, corrected, decided in, shared; and the decision log. */
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

// Both languages at once: each has a house and a database of its own.
describe.concurrent.each(languages)('in %s', (language) => {
  test('the week of the living example is read, corrected, decided in and shared', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const room = `${house.address}/b/${brandId}/strategy`
      // The example is planted once the account's past has been read.
      const written = page.getByText(words('review:ui.answer', { count: 1 }))
      for (let tries = 0; tries < 60 && (await written.count()) === 0; tries++) {
        await page.goto(`${room}/reviews`)
        await page.waitForLoadState('networkidle')
      }
      await written.waitFor()
      await expectOpenToAll(page)
      await page.locator('main li a, li a').filter({ hasText: '–' }).first().click()
      await page.getByRole('heading', { name: words('review:section.changed') }).waitFor()
      await expectOpenToAll(page)
      await page
        .getByRole('button', { name: words('ui.evidence.open') })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: words('review:ui.edit') }).click()
      await page.getByLabel(words('review:ui.note')).fill('1 + 1 = 2')
      await page.getByLabel(words('review:ui.add', { section: words('review:section.next') })).fill('3 + 3 = 6')
      await page
        .getByRole('checkbox', { name: words('review:ui.hide') })
        .first()
        .click()
      await expectOpenToAll(page)
      await page.getByRole('button', { name: words('review:ui.save'), exact: true }).click()
      await page.getByText('1 + 1 = 2').waitFor()
      await page.getByText('3 + 3 = 6').waitFor()

      await page.getByRole('button', { name: words('decisions:ui.new') }).click()
      await page.getByLabel(words('decisions:ui.words')).fill('5 + 5 = 10')
      await expectOpenToAll(page)
      await page.getByRole('button', { name: words('decisions:ui.save') }).click()
      await page.getByRole('heading', { name: words('review:ui.decided') }).waitFor()

      await page.getByRole('button', { name: words('review:ui.share') }).click()
      await page.getByRole('button', { name: words('shares:ui.dialog.make') }).click()
      const address = await page.getByText(/\/shared\//).textContent()
      await page.keyboard.press('Escape')

      await page.goto(`${room}/decisions`)
      await page.getByText(words('decisions:ui.answer', { count: 1 })).waitFor()
      await page
        .getByRole('button', { name: words('decisions:ui.record') })
        .first()
        .waitFor()
      await expectOpenToAll(page)
      await page
        .getByRole('button', { name: words('decisions:ui.record') })
        .first()
        .click()
      await page.getByText(words('decisions:ui.answer', { count: 0 })).waitFor()

      const { page: reader, failures: readerFailures } = await openPage(browser, language)
      // The server was told port 0 and does not know its own.
      await reader.goto(`${house.address}${new URL(address ?? '').pathname}`)
      await reader.getByText('5 + 5 = 10').waitFor()
      await expectOpenToAll(reader)
      expect([...failures, ...readerFailures]).toEqual([])
      await reader.context().close()
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
