/** Vetting in both languages: from an empty room to a shared dossier, deletion, and a file that is no track record. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { questions } from '../../contract/vetting-sheets.ts'
import { makeSigningKey, signRecord } from '../../server/features/vetting/sign.ts'
import type { TrackRecord } from '../../contract/track-record.ts'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, languages, openHouse, openPage, wordsIn } from './house.ts'

const databases = { en: await testDatabase(), ar: await testDatabase() }
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

// Both at once: they share nothing but the browser.
describe.concurrent.each(languages)('in %s', (language) => {
  test('a candidate is added, agrees, is checked, scored, shared and deleted', { timeout: 200_000 }, async () => {
    const words = await wordsIn(language)
    const { db, connectionString } = databases[language]
    const house = await openHouse(connectionString)
    const { page, failures } = await openPage(browser, language)
    const button = (key: string) => page.getByRole('button', { name: words(key), exact: true })
    const field = (key: string) => page.getByLabel(words(key), { exact: true })
    const turnTo = (tab: string) => page.getByRole('tab', { name: words(`vetting:tab.${tab}`), exact: true }).click()
    const score = async (form: 'interview' | 'trial' | 'reference', point: number) => {
      for (const question of questions[form].slice(0, 2)) {
        const name = words('vetting:ui.pointOf', { point, question: words(`vetting:bank.${form}.${question}.short`) })
        await page.getByRole('radio', { name, exact: true }).check({ force: true })
      }
    }
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: false })
      const room = `${house.address}/b/${brandId}/vetting`
      await page.goto(room)
      await page.getByText(words('vetting:ui.empty')).waitFor()
      await expectOpenToAll(page)
      await button('vetting:ui.add').click()
      const name = language === 'ar' ? 'ليلى' : 'Layla'
      await field('vetting:ui.name').fill(name)
      await expectOpenToAll(page)
      await button('vetting:ui.save').click()
      await page.waitForURL(/vetting\/[0-9a-f-]{36}$/)
      await field('vetting:ui.consentNote').fill(language === 'ar' ? 'بالبريد' : 'By mail')
      await button('vetting:ui.recordConsent').click()
      await field('vetting:ui.claimText').fill(language === 'ar' ? 'بلغ التفاعل ١٢٪' : '12% growth')
      await button('vetting:ui.addClaim').click()
      await page.getByText(words('vetting:lane.unchecked')).first().waitFor()
      await button('vetting:ui.check').click()
      // It runs in the background; on a busy machine it may have to wait for its turn.
      await page.getByText(words('vetting:reason.noPeriod')).waitFor({ timeout: 90_000 })
      await expectOpenToAll(page)

      // A file that is no export is a sentence; a table is taken.
      await button('vetting:ui.addTable').click()
      await field('vetting:ui.account').last().fill('@layla')
      const handed = (name: string, text: string) =>
        field('vetting:ui.file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
      await handed('letter.pdf', '%PDF-1.7')
      await expectOpenToAll(page)
      await button('vetting:ui.hand').click()
      await page.getByText(words('imports:refused.pdf')).waitFor()
      await handed('export.csv', 'Post ID,Publish time,Permalink,Text,Likes\n1,2026-01-02 10:00,https://a.example/1,Hello,4\n')
      await button('vetting:ui.hand').click()
      await page
        .getByRole('cell', { name: '@layla' })
        .or(page.getByRole('row', { name: /@layla/ }))
        .first()
        .waitFor()

      // What was typed wrong is changed, and nothing else is lost by it.
      await button('vetting:ui.edit').click()
      await page.waitForURL(/\/edit$/)
      await field('vetting:ui.amount').fill('600')
      await field('vetting:ui.rateLow').fill('15')
      await field('vetting:ui.rateHigh').fill('30')
      await expectOpenToAll(page)
      await button('vetting:ui.save').click()
      await page.waitForURL(/vetting\/[0-9a-f-]{36}$/)
      await page.getByText(words('vetting:reason.noPeriod')).waitFor()
      await turnTo('price')
      await page.getByText(words('vetting:realism.noNeed', { amount: 600, currency: 'USD', low: 20, high: 40 })).waitFor()
      await expectOpenToAll(page)

      await turnTo('people')
      await button('vetting:ui.scoreInterview').click()
      await score('interview', 4)
      await expectOpenToAll(page)
      await button('vetting:ui.handIn').click()
      await page.getByRole('table').waitFor()
      // Trial work is handed in as a file and scored by its rubric.
      await button('vetting:ui.addWork').click()
      await field('vetting:ui.workTitle').fill('A post')
      await field('vetting:ui.workFile').setInputFiles({ name: 'post.txt', mimeType: 'text/plain', buffer: Buffer.from('Buns!') })
      await button('vetting:ui.saveWork').click()
      await button('vetting:ui.scoreWork').click()
      await score('trial', 3)
      await button('vetting:ui.handIn').click()
      await page.getByRole('table').nth(1).waitFor()
      const work = await page.getByRole('link', { name: /post\.txt/ }).getAttribute('href')
      expect(await (await page.request.get(`${house.address}${work ?? ''}`)).text()).toBe('Buns!')
      await expectOpenToAll(page)
      await turnTo('references')
      await button('vetting:ui.addReference').click()
      await field('vetting:ui.source').fill('Mona')
      await score('reference', 5)
      await button('vetting:ui.handIn').click()
      await page.getByText(words('vetting:ui.word.cannotTell')).waitFor()
      await expectOpenToAll(page)

      await turnTo('dossier')
      await page.getByText(words('vetting:dossier.limits')).waitFor()
      await expectOpenToAll(page)
      const file = await page.getByRole('link', { name: words('vetting:ui.pdf') }).getAttribute('href')
      const pdf = await page.request.get(`${house.address}${file ?? ''}`)
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
      await button('vetting:ui.share').click()
      await button('shares:ui.dialog.make').click()
      await page.getByText(words('shares:ui.dialog.once')).waitFor()
      const shown = await page.getByRole('dialog').locator('p.font-mono').textContent()
      // The house listens on any free port, which its settings do not know: only the path of the link counts here.
      const reader = await page.context().newPage()
      await reader.goto(`${house.address}${new URL(shown ?? '').pathname}`)
      await reader.getByText(words('vetting:dossier.limits')).waitFor()
      await reader.close()
      await page.keyboard.press('Escape')
      await button('vetting:ui.remove').click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('vetting:ui.remove'), exact: true })
        .click()
      await page.getByText(words('vetting:ui.empty')).waitFor()
      expect(await db.selectFrom('candidate').selectAll().execute()).toEqual([])
      await page.goto(`${room}/track-record`)
      await page.getByRole('heading', { name: words('vetting:ui.verifyTitle') }).waitFor()
      await field('vetting:ui.document').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await page.getByText(words('vetting:verify.not-a-record')).waitFor()
      await page.getByText(words('vetting:ui.noKeys')).waitFor()
      // Somebody else's records: as they were signed, changed afterwards, and past their day.
      const key = makeSigningKey()
      const record: TrackRecord = {
        subject: 'Sami',
        brand: 'Café',
        issuedAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2099-01-01T00:00:00.000Z',
        figures: [],
        unproven: [],
      }
      const signed = signRecord(record, key)
      const hand = (document: object) =>
        field('vetting:ui.document').setInputFiles({
          name: 'b.json',
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify(document)),
        })
      await hand(signed)
      await page.getByText(words('vetting:verify.unknown-key', { keyId: key.keyId })).waitFor()
      await hand({ ...signed, record: { ...record, brand: 'Other' } })
      await page.getByText(words('vetting:verify.altered')).waitFor()
      await hand(signRecord({ ...record, expiresAt: '2026-02-01T00:00:00.000Z' }, key))
      await page.getByText(/2026/).last().waitFor()
      await page.getByText(words('vetting:verify.expired', { day: '¦' }).split('¦')[0]?.slice(0, 12) ?? '').waitFor()
      await button('vetting:ui.rotate').click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('vetting:ui.rotate'), exact: true })
        .click()
      await page.getByRole('code').waitFor()
      await field('vetting:ui.subject').fill('Mona')
      await button('vetting:ui.sign').click()
      await page.getByText(words('vetting:problem.noFigures')).waitFor()
      await expectOpenToAll(page)
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
