/** An experiment in both languages: written, forecast from the brand's own past, started, looked at before its end, stopped with a reason; and a table from elsewhere. */
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
  test('an experiment is planned, started, shown without peeking, and stopped; a table is analysed', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const { db, connectionString } = databases[language]
    const house = await openHouse(connectionString)
    const { page, failures } = await openPage(browser, language)
    const button = (key: string) => page.getByRole('button', { name: words(key), exact: true })
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const room = `${house.address}/b/${brandId}/experiments`
      await page.goto(room)
      await page.getByText(words('experiments:ui.past')).waitFor()
      await expectOpenToAll(page)
      await button('experiments:ui.new').click()
      await page.getByLabel(words('experiments:ui.title'), { exact: true }).fill(language === 'ar' ? 'صباح أم مساء' : 'Morning or evening')
      await page
        .getByLabel(words('experiments:ui.hypothesis'), { exact: true })
        .fill(language === 'ar' ? 'المساء أفضل.' : 'Evenings are better.')
      await page.getByLabel(words('experiments:ui.weeks'), { exact: true }).fill('2')
      await page.getByRole('heading', { name: words('experiments:ui.forecast') }).waitFor()
      await page.locator('summary', { hasText: words('experiments:ui.powerTitle') }).waitFor()
      await expectOpenToAll(page)
      await button('experiments:ui.save').click()
      await page.waitForURL(/experiments\/[0-9a-f-]{36}$/)
      await button('experiments:ui.start').click()
      await page.getByRole('heading', { name: words('experiments:ui.calendar') }).waitFor()
      // A fixed rule before its end: how far it is, and no interval.
      await page.getByText(words('experiments:verdict.progress', { done: 0, of: 14 })).waitFor()
      expect(await page.getByRole('heading', { name: words('experiments:ui.effectTitle') }).count()).toBe(0)
      expect(await page.getByRole('link', { name: words('experiments:ui.write') }).count()).toBe(14)
      const slots = await db.selectFrom('experiment_slot').select(['arm', 'post_id']).execute()
      expect(slots.filter(({ arm }) => arm === 0)).toHaveLength(7)
      expect(slots.every(({ post_id: postId }) => postId !== null)).toBe(true)
      await expectOpenToAll(page)
      await button('experiments:ui.stop').click()
      await page.getByLabel(words('experiments:ui.reason'), { exact: true }).fill(language === 'ar' ? 'تغيّرت الخطة.' : 'Plans changed.')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('experiments:ui.stop'), exact: true })
        .click()
      await page.getByText(words('experiments:ui.act.stopped')).waitFor()
      expect((await db.selectFrom('experiment').select('state').executeTakeFirstOrThrow()).state).toBe('stopped')

      await page.goto(`${room}/table`)
      await page.getByLabel(words('experiments:ui.rows'), { exact: true }).fill('A,10000,500\nB,10000,620')
      await page.getByLabel(words('experiments:ui.plannedN'), { exact: true }).fill('20000')
      await button('experiments:ui.analyse').click()
      await page.getByRole('heading', { name: words('experiments:ui.effectTitle') }).waitFor()
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
