/** Creative in both languages: capacity, a brief, two versions, a client who remarks and decides by a link in another browser, and the draft that comes of it. */
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
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

const picture = (red: number) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: { r: red, g: 90, b: 60 } } })
    .png()
    .toBuffer()

/** Waits until the living example is there: it is planted in the background. */
const untilPlanted = async (page: Page, brand: string, words: (key: string) => string) => {
  for (let tries = 0; tries < 60; tries++) {
    await page.goto(`${brand}/creative/briefs`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(500)
    if ((await page.getByText(words('creative:example.title')).count()) > 0) return
  }
  throw new Error('The example of creative was not planted.')
}

describe.concurrent.each(languages)('in %s', (language) => {
  test('a picture is briefed, handed in twice, remarked and approved by a client’s link in a second browser, and becomes a draft', {
    timeout: 300_000,
  }, async () => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    const button = (key: string, values = {}) => page.getByRole('button', { name: words(key, values), exact: true })
    const isArabic = language === 'ar'
    try {
      const brand = `${house.address}/b/${await arrive(page, house, words, { withLivingBrand: true })}`
      await untilPlanted(page, brand, words)
      // The parts are built alike in both languages; each walks some of them, so that the time is spent once.
      for (const part of isArabic ? ['', '/briefs', '/rights'] : ['', '/approvals', '/results']) {
        await page.goto(`${brand}/creative${part}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        await expectOpenToAll(page)
      }

      // A brief with one picture.
      await page.goto(`${brand}/creative/briefs/new`)
      await page
        .getByLabel(words('creative:ui.form.title'), { exact: true })
        .first()
        .fill(isArabic ? 'غلاف رمضان' : 'Spring cover')
      await page
        .getByLabel(words('creative:ui.form.title'), { exact: true })
        .nth(1)
        .fill(isArabic ? 'صورة الغلاف' : 'Cover picture')
      await expectOpenToAll(page)
      await button('creative:ui.form.save').click()
      await page.waitForURL(/creative\/briefs\/[0-9a-f-]{36}$/)
      await button('creative:ui.money.addQuote').click()
      await page.getByLabel(words('creative:ui.money.label'), { exact: true }).fill(isArabic ? 'تصوير' : 'Shooting')
      await page.getByLabel(words('creative:ui.money.amount'), { exact: true }).fill('450.50')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('creative:ui.form.save'), exact: true })
        .click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })

      // Two versions; a file that lies about its type is refused with a sentence and nothing is lost.
      await page.getByRole('link', { name: isArabic ? 'صورة الغلاف' : 'Cover picture' }).click()
      await button('creative:ui.work.handInFirst').click()
      const file = page.getByLabel(words('creative:ui.version.file'), { exact: true })
      await page.getByLabel(words('creative:ui.version.note')).fill(isArabic ? 'الأولى' : 'First')
      await file.setInputFiles({ name: 'cover.png', mimeType: 'image/png', buffer: Buffer.from('MZ this is a program') })
      await page.getByText(words('media:problem.lies', { file: 'cover.png' })).waitFor()
      for (const [index, red] of [200, 60].entries()) {
        if (index > 0) await button('creative:ui.work.handIn').click()
        await file.setInputFiles({ name: 'cover.png', mimeType: 'image/png', buffer: await picture(red) })
        await page.getByRole('dialog').locator('img').waitFor()
        await button('creative:ui.version.send').click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.getByText(words('creative:ui.work.answer.waiting', { number: 2 })).waitFor()
      await page.getByRole('combobox', { name: words('creative:ui.version.against') }).click()
      await page.getByRole('option', { name: words('creative:ui.version.n', { number: 1 }) }).click()
      for (const mode of ['slider', 'onion', 'difference']) {
        await page.getByRole('tab', { name: words(`creative:ui.compare.${mode}`) }).click()
        await page.waitForTimeout(100)
      }
      await expectOpenToAll(page)

      // A link for the client, with a PIN.
      await button('creative:ui.work.share').click()
      await page.getByLabel(words('creative:ui.link.reader'), { exact: true }).fill(isArabic ? 'سلمى' : 'Salma')
      await page.getByLabel(words('shares:ui.dialog.pin')).fill('4711')
      await button('shares:ui.dialog.make').click()
      const address = (await page.getByRole('dialog').locator('p[dir=ltr]').textContent()) ?? ''
      expect(address).toMatch(/\/review\/[\w-]{40,}$/)
      await page.keyboard.press('Escape')
      await page.getByText(words('creative:ui.work.answer.in-review', { number: 2 })).waitFor()

      // The client, in a browser of her own, on a phone.
      const other = await openPage(browser, language)
      const client = other.page
      await client.setViewportSize({ width: 390, height: 800 })
      // The server was started on whichever port was free, and only knows that it asked for one.
      await client.goto(`${house.address}${new URL(address).pathname}`)
      await client.getByLabel(words('shares:ui.pin.label'), { exact: true }).fill('4711')
      await client.getByRole('button', { name: words('shares:ui.pin.open'), exact: true }).click()
      await client.getByText(words('creative:ui.review.answer.yourTurn', { number: 2 })).waitFor()
      await client.locator('img').first().waitFor()
      await expectOpenToAll(client)
      // A pin by keyboard alone.
      const board = client.getByRole('button', { name: words('creative:ui.remark.place'), exact: true })
      await board.focus()
      await client.keyboard.press('Enter')
      for (let step = 0; step < 5; step++) await client.keyboard.press('ArrowRight')
      const wish = isArabic ? 'أفتح قليلًا هنا' : 'A little lighter here'
      await client.getByLabel(words('creative:ui.remark.new'), { exact: true }).fill(wish)
      await client.getByRole('button', { name: words('creative:ui.remark.send'), exact: true }).click()
      await client.getByText(wish).waitFor()

      // The team sees it while its own page stays open, and answers with a remark of its own that stays inside.
      await page.getByText(wish).waitFor({ timeout: 20_000 })
      const inside = isArabic ? 'هذا بيننا' : 'Between us'
      await page.getByLabel(words('creative:ui.remark.new'), { exact: true }).fill(inside)
      await page.getByRole('checkbox').check()
      await button('creative:ui.remark.send').click()
      await page.getByText(inside).waitFor()

      await client.getByRole('button', { name: words('approvals:ui.approve'), exact: true }).click()
      await client.getByText(words('creative:ui.review.answer.approved', { number: 2 })).waitFor()
      expect(await client.getByText(inside).count()).toBe(0)
      expect(other.failures).toEqual([])
      await client.context().close()

      await page.getByText(words('creative:ui.work.answer.approved', { number: 2 })).waitFor({ timeout: 20_000 })
      await button('creative:ui.work.toDraft').click()
      await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/)

      // Who has to approve, and whether the trail is whole.
      await page.goto(`${brand}/approvals`)
      await button('approvals:ui.verify').click()
      // The sentence above the list speaks of hashes too, so the whole beginning is looked for.
      await page.getByText(words('approvals:ui.head', { hash: '§' }).split('§')[0]!.trim()).waitFor()
      await page
        .getByRole('combobox', { name: words('approvals:ui.mode') })
        .first()
        .click()
      await page.getByRole('option', { name: words('approvals:ui.modes.steps') }).click()
      await page.getByLabel(words('approvals:ui.stepName'), { exact: true }).fill(isArabic ? 'التحرير' : 'Editing')
      await expectOpenToAll(page)
      await button('approvals:ui.save').first().click()
      await page.getByText(words('approvals:ui.answer.steps', { count: 1 })).waitFor()
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
