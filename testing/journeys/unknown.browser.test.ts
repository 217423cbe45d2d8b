/** A publication whose answer never came, in both languages: it is not sent again, and a person settles it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { changeSettings } from '../../channels/playground/index.ts'
import { hostedRecords } from '../../server/features/accounts/store/hosted.ts'
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
  test('a publication that ended unknown is resolved by a person, with their name in the proof', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const { db, connectionString } = databases[language]
    const house = await openHouse(connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      await arrive(page, house, words, { withLivingBrand: true })
      // The network takes the post, the connection breaks, and looking there fails from then on.
      const account = await db.selectFrom('account').select(['workspace_id', 'network', 'network_account_id']).executeTakeFirstOrThrow()
      await changeSettings(hostedRecords(db, account.workspace_id, account.network), account.network_account_id, new Date(), {
        faults: [
          { on: 'send', kind: 'drop-after' },
          { on: 'readBack', kind: 'server-error' },
        ],
      })
      await page.keyboard.press('n')
      await page.waitForURL(/posts\/new/)
      await page.getByLabel(words('calendar:ui.text'), { exact: true }).fill(language === 'ar' ? 'هل وصل هذا؟' : 'Did this arrive?')
      await page.getByRole('button', { name: words('publishing:ui.postNow') }).click()
      await page.getByRole('button', { name: words('publishing:ui.now.go'), exact: true }).click()
      await page.waitForURL(/publications\//)

      const question = page.getByRole('heading', { name: words('publishing:ui.unknown.title') })
      await question.waitFor({ timeout: 60_000 })
      await page.getByText(words('publishing:ui.answer.unknown')).waitFor()
      await expectOpenToAll(page)
      // Nobody may think that sending again is the way out.
      expect(await page.getByRole('button', { name: words('publishing:ui.postNow') }).count()).toBe(0)

      await page.getByRole('button', { name: words('publishing:ui.unknown.there'), exact: true }).click()
      await question.waitFor({ state: 'detached' })
      await page.getByText(words('publishing:ui.state.published'), { exact: true }).first().waitFor()
      await page
        .getByText(words('publishing:reason.personSawIt', { name: 'Mona' }))
        .first()
        .waitFor()
      expect(await page.getByText(words('publishing:ui.attempt.number', { number: 2 })).count()).toBe(0)
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
