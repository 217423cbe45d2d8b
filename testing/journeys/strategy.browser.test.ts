/** Strategy in both languages: from an empty page to a written strategy, posts sorted, a goal with its chance, and what cannot be saved. */
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
  test('an empty strategy is written, a mix of 130% is refused, and a second version says why', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: false })
      const room = `${house.address}/b/${brandId}/strategy`
      await page.goto(room)
      await page.getByText(words('strategy:ui.empty')).waitFor()
      await expectOpenToAll(page)
      await page.getByRole('button', { name: words('strategy:ui.write') }).click()
      await page.getByRole('button', { name: words('strategy:ui.addPersona') }).click()
      await page.getByLabel(words('strategy:ui.personaName')).fill('Mona')
      await page.getByLabel(words('strategy:ui.positioning')).fill('…')
      for (const [index, [name, share]] of [
        ['A', '90'],
        ['B', '40'],
      ].entries()) {
        await page.getByRole('button', { name: words('strategy:ui.addPillar') }).click()
        await page
          .getByLabel(words('strategy:ui.pillarName'))
          .nth(index)
          .fill(name as string)
        await page
          .getByLabel(words('strategy:ui.share'))
          .nth(index)
          .fill(share as string)
      }
      await expectOpenToAll(page)
      await page.getByRole('button', { name: words('strategy:ui.save') }).click()
      await page
        .getByText(words('strategy:problem.mix', { sum: 130 }))
        .first()
        .waitFor()
      await page.getByLabel(words('strategy:ui.share')).nth(0).fill('60')
      await page.getByRole('button', { name: words('strategy:ui.save') }).click()
      await page.waitForURL(/strategy$/)
      await page.getByText(/60/).first().waitFor()
      await expectOpenToAll(page)
      await page.goto(`${room}/edit`)
      await page.getByLabel(words('strategy:ui.voice')).fill('short')
      await page.getByLabel(words('strategy:ui.note')).fill('because')
      await page.getByRole('button', { name: words('strategy:ui.save') }).click()
      await page.waitForURL(/strategy$/)
      await page.goto(`${room}/versions`)
      await page.getByText('because').waitFor()
      await page.getByText(words('strategy:change.voice')).waitFor()
      await expectOpenToAll(page)
      await page.goto(`${room}/check`)
      await page.getByRole('heading', { name: words('strategy:ui.check.weeks') }).waitFor()
      await expectOpenToAll(page)
      await page.goto(`${room}/guard`)
      await page.getByRole('heading', { name: words('guard:ui.rules') }).waitFor()
      await page.getByText(words('guard:what.bought-reach')).waitFor()
      await page
        .getByLabel(words('guard:ui.text'))
        .fill(language === 'ar' ? 'منشن صديق يحتاج هذه القهوة' : 'Tag a friend who needs this coffee')
      await page.getByRole('button', { name: words('guard:ui.look') }).click()
      await page.getByText(language === 'ar' ? 'منشن صديق' : 'Tag a friend', { exact: true }).waitFor()
      await expectOpenToAll(page)
      await page.goto(`${room}/goals`)
      await page.getByText(words('goals:ui.empty')).waitFor()
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})

test('the living example has a strategy, a goal with its chance, and posts to sort', { timeout: 300_000 }, async () => {
  const words = await wordsIn('ar')
  const database = await testDatabase()
  const house = await openHouse(database.connectionString)
  const { page, failures } = await openPage(browser, 'ar')
  try {
    const brandId = await arrive(page, house, words, { withLivingBrand: true })
    const room = `${house.address}/b/${brandId}/strategy`
    const comes = async (address: string, text: string) => {
      // The example is planted once the account's past has been read.
      for (let tries = 0; tries < 30; tries++) {
        await page.goto(address)
        await page.waitForLoadState('networkidle')
        if ((await page.getByText(text).count()) > 0) return
        await page.waitForTimeout(500)
      }
      throw new Error(`${address} never said ${text}`)
    }
    await comes(room, 'من الفرن')
    await expectOpenToAll(page)
    await comes(`${room}/goals`, words('goals:ui.answer', { count: 1 }))
    await page.locator('main li a, li a').filter({ hasText: '00' }).first().click()
    await page.getByRole('heading', { name: words('goals:ui.picture') }).waitFor()
    await expectOpenToAll(page)
    await page
      .getByRole('button', { name: words('ui.evidence.open') })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${room}/check`)
    await page.getByRole('heading', { name: words('strategy:ui.check.mix') }).waitFor()
    await expectOpenToAll(page)
    await page.goto(`${room}/posts`)
    const first = page.getByRole('checkbox').nth(1)
    await first.waitFor()
    await expectOpenToAll(page)
    await first.click()
    await page.getByLabel(words('strategy:ui.sort.into')).click()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: words('strategy:ui.sort.do'), exact: true }).click()
    await page.getByText(words('strategy:ui.sort.sorted', { count: 1 })).waitFor()
    await page.goto(`${room}/goals/new`)
    await page.getByLabel(words('goals:ui.title')).fill('قديم')
    await page.getByLabel(words('goals:ui.target')).fill('٩٠٠٠')
    await page.getByLabel(words('goals:ui.due')).fill('2020-01-01')
    await page.getByRole('button', { name: words('goals:ui.save') }).click()
    await page.getByText(words('goals:problem.past', { due: '1 يناير 2020' })).waitFor()
    await expectOpenToAll(page)
    expect(failures).toEqual([])
  } finally {
    await page.context().close()
    await house.stop()
  }
})
