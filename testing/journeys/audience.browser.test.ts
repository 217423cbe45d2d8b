/** The audience in both languages: from empty to competitors from a file, a place with its doubt, the shared answer; and the living example's four parts. */
import type { Browser, Page } from 'playwright-core'
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

/** The example is planted once the account's past has been read. */
const comes = async (page: Page, address: string, text: string) => {
  for (let tries = 0; tries < 40; tries++) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    if ((await page.getByText(text).count()) > 0) return
    await page.waitForTimeout(500)
  }
  throw new Error(`${address} never said ${text}`)
}
const pictures = process.env['AUDIENCE_PICTURES']
const take = async (page: Page, name: string) => {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

describe.concurrent.each(languages)('in %s', (language) => {
  test('the example has places, an answer to share, figures and jumps; bad input keeps what was typed', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const room = `${house.address}/b/${brandId}/audience`
      await comes(page, `${room}/benchmarks`, words('benchmarks:example.three'))
      await page.getByRole('heading', { name: words('benchmarks:measure.engagement') }).waitFor()
      await take(page, `benchmarks-${language}`)
      await expectOpenToAll(page)
      await page
        .getByRole('button', { name: words('ui.evidence.open') })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      const handle = page.getByLabel(words('benchmarks:ui.handle'))
      await handle.fill('nobody-of-that-name')
      await page.getByRole('button', { name: words('benchmarks:ui.add'), exact: true }).click()
      await page.getByText(words('benchmarks:problem.nobody', { handle: 'nobody-of-that-name' })).waitFor()
      expect(await handle.inputValue()).toBe('nobody-of-that-name')
      await page.getByLabel(words('benchmarks:ui.fileText')).fill('handle,day,followers\nnew-one,2026-11-01,many')
      await page.getByRole('button', { name: words('benchmarks:ui.import') }).click()
      await page.getByText(words('benchmarks:file.badCell', { row: 2, column: 'followers', cell: 'many' })).waitFor()
      await page.getByLabel(words('benchmarks:ui.fileText')).fill('handle,day,followers\nnew-one,2026-11-01,900')
      await page.getByRole('button', { name: words('benchmarks:ui.import') }).click()
      await page.getByText('@new-one').first().waitFor()
      await page
        .getByRole('link', { name: words('benchmarks:ui.why') })
        .or(page.locator('a[href*="/audience/benchmarks/"]'))
        .first()
        .click()
      await page.getByRole('heading', { name: words('benchmarks:why.heading.jumps') }).waitFor()
      await take(page, `why-${language}`)
      await expectOpenToAll(page)
      await page.getByRole('button', { name: words('benchmarks:ui.share'), exact: true }).click()
      await page.getByRole('button', { name: words('shares:ui.dialog.make') }).click()
      const url = await page.getByText(/\/shared\//).textContent()
      await page.goto(`${house.address}${new URL((url ?? '').trim()).pathname}`)
      await page.getByRole('heading', { name: words('benchmarks:why.heading.lead') }).waitFor()
      await take(page, `shared-${language}`)
      await expectOpenToAll(page)
      await page.goto(`${room}/quality`)
      await page.getByRole('heading', { name: words('audience:quality.ui.pods') }).waitFor()
      await take(page, `quality-${language}`)
      await expectOpenToAll(page)
      await page.goto(`${room}/growth`)
      await page.getByText(words('audience:growth.cannotTell.who')).waitFor()
      await take(page, `growth-${language}`)
      await expectOpenToAll(page)
      await page.goto(room)
      await page.getByRole('button', { name: words('audience:ui.run') }).click()
      await page.getByText(words('audience:ui.examples')).first().waitFor()
      await page.getByRole('button', { name: words('audience:ui.run') }).click()
      await page.getByRole('heading', { name: words('audience:ui.overTime') }).waitFor()
      await page.getByLabel(words('audience:ui.listName')).fill('mine')
      await page.getByLabel(words('audience:ui.listText')).fill('likes,reach\n1,2')
      await page.getByRole('button', { name: words('audience:ui.runList') }).click()
      await page.getByText(words('audience:list.noUsername', { columns: 'likes, reach' })).waitFor()
      await take(page, `audience-${language}`)
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})

test('without an account every part says what to do first', { timeout: 300_000 }, async () => {
  const words = await wordsIn('ar')
  const database = await testDatabase()
  const house = await openHouse(database.connectionString)
  const { page, failures } = await openPage(browser, 'ar')
  try {
    const room = `${house.address}/b/${await arrive(page, house, words, { withLivingBrand: false })}/audience`
    await page.goto(`${room}/benchmarks`)
    await page.getByText(words('benchmarks:ui.empty')).waitFor()
    await expectOpenToAll(page)
    for (const part of ['quality', 'growth']) {
      await page.goto(`${room}/${part}`)
      await page.getByText(words('audience:ui.noAccount')).waitFor()
    }
    await expectOpenToAll(page)
    expect(failures).toEqual([])
  } finally {
    await page.context().close()
    await house.stop()
  }
})
