/** The inbox in both languages: two people in one conversation see each other and cannot both send; saved replies, rules, labels, notes, time. */
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

/** Calls the API as whoever is signed in on the page. */
const callOn =
  (page: Page, address: string) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of several shapes
  async (method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown): Promise<any> => {
    const answer = await page.request.fetch(`${address}/api${path}`, {
      method,
      headers: { origin: address },
      ...(data === undefined ? {} : { data }),
    })
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
    return answer.json()
  }

/** The first conversation that waits, once the past of the living brand has come in. */
const untilSaid = async (page: Page, brand: string) => {
  for (let tries = 0; tries < 90; tries++) {
    await page.goto(`${brand}/inbox`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(700)
    const first = page.locator('[data-conversation]').first()
    if ((await first.count()) > 0) return first
  }
  throw new Error('Nobody wrote to the living brand.')
}

// Both at once: much of it is waiting for the past of the example to come in. The pages are built alike in both languages; each holds some of them to axe.
describe.concurrent.each(languages)('in %s', (language) => {
  test('two people meet in one conversation, and one answer goes out', { timeout: 300_000 }, async ({ expect: own }) => {
    const words = await wordsIn(language)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    const other = await openPage(browser, language)
    const isArabic = language === 'ar'
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: true })
      const brand = `${house.address}/b/${brandId}`
      const call = callOn(page, house.address)
      const session = await call('GET', '/session')
      const workspaceId = session.workspaces[0].id as string
      const invitation = await call('POST', `/workspaces/${workspaceId}/invitations`, { email: 'salma@example.com', role: 'marketer' })
      const salma = isArabic ? 'سلمى' : 'Salma'
      const newPerson = { name: salma, password: 'three words to keep', language }
      await callOn(other.page, house.address)('POST', `/invitations/${invitation.id}/accept`, { newPerson })

      // How we answer: a saved reply with a blank that fills itself and one that asks, and a rule tried on the past.
      await untilSaid(page, brand)
      const button = (key: string, values = {}) => page.getByRole('button', { name: words(key, values), exact: true })
      // A short note at the foot of the page is a dialog as well.
      const dialog = page.getByRole('dialog').filter({ has: page.locator('form') })
      await page.goto(`${brand}/inbox/settings`)
      await page.getByRole('combobox', { name: words('inbox:ui.targets.brand') }).click()
      await page.getByRole('option', { name: words('inbox:ui.targets.minutes', { count: 30 }), exact: true }).click()
      await button('ui.save').click()
      await page.getByText(words('ui.saved')).waitFor()
      await button('inbox:ui.replies.add').click()
      await dialog.getByLabel(words('inbox:ui.name'), { exact: true }).fill(isArabic ? 'شكر' : 'Thanks')
      await dialog
        .getByLabel(words('inbox:ui.replies.text'), { exact: true })
        .fill(isArabic ? 'شكرًا {name}، {when}' : 'Thank you {name}, {when}')
      if (!isArabic) await expectOpenToAll(page)
      await dialog.getByRole('button', { name: words('ui.save'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await button('inbox:ui.rules.add').click()
      await dialog.getByLabel(words('inbox:ui.name'), { exact: true }).fill(isArabic ? 'أسئلة' : 'Questions')
      await dialog.getByRole('combobox', { name: words('inbox:ui.question_mark') }).click()
      await page.getByRole('option', { name: words('inbox:ui.rules.yes'), exact: true }).click()
      await dialog.getByLabel(words('inbox:ui.rules.addLabel'), { exact: true }).fill(isArabic ? 'سؤال' : 'question')
      await dialog.getByRole('button', { name: words('inbox:ui.rules.try'), exact: true }).click()
      await dialog.getByRole('status').waitFor()
      await dialog.getByRole('button', { name: words('ui.save'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      if (isArabic) await expectOpenToAll(page)

      // Somebody has waited longer than that: it stands on top.
      const oldest = ((await (await untilSaid(page, brand)).getAttribute('href')) ?? '').split('/').at(-1) ?? ''
      await call('PATCH', `/workspaces/${workspaceId}/brands/${brandId}/inbox/conversations/${oldest}`, { state: 'open' })
      await page.goto(`${brand}/inbox`)
      await page.getByRole('heading', { name: words('inbox:ui.lapsing.title') }).waitFor()

      // Both open the same conversation, and see each other.
      const first = await untilSaid(page, brand)
      if (!isArabic) await expectOpenToAll(page)
      const address = `${house.address}${(await first.getAttribute('href')) ?? ''}`
      await page.goto(address)
      const field = (on: Page) => on.getByLabel(words('inbox:ui.yourAnswer'), { exact: true })
      const send = (on: Page) => on.getByRole('button', { name: words('inbox:ui.send'), exact: true })
      await field(page).waitFor()
      await other.page.goto(address)
      await field(other.page).waitFor()
      await page.getByText(words('inbox:ui.present.here', { name: salma })).waitFor()
      await other.page.getByText(words('inbox:ui.present.here', { name: 'Mona' })).waitFor()

      // Mona writes: Salma sees it, and her own words wait in their box.
      await page.getByRole('combobox', { name: words('inbox:ui.saved') }).click()
      await page.getByRole('option', { name: isArabic ? 'شكر' : 'Thanks' }).click()
      await own.poll(() => field(page).inputValue(), { timeout: 20_000 }).toContain('{when}')
      expect(await field(page).inputValue()).not.toContain('{name}')
      expect(await send(page).isDisabled()).toBe(true)
      await other.page.getByText(words('inbox:ui.present.answering', { name: 'Mona' })).waitFor()
      await field(other.page).fill(isArabic ? 'أنا أيضًا' : 'Me too')
      await other.page.getByText(words('inbox:ui.heldByOther', { name: 'Mona' })).waitFor()
      expect(await send(other.page).isDisabled()).toBe(true)

      // Even a call that does not ask the page is refused.
      const conversationId = address.split('/').at(-1) ?? ''
      const scope = `/workspaces/${workspaceId}/brands/${brandId}/inbox/conversations/${conversationId}`
      const said = await call('GET', scope)
      const messageId = said.messages.at(-1).id
      const pushed = await other.page.request.fetch(`${house.address}/api${scope}/replies`, {
        method: 'POST',
        headers: { origin: house.address },
        data: { messageId, text: 'Me too', seenReplies: 0 },
      })
      expect(pushed.status()).toBe(409)

      const answer = isArabic ? 'شكرًا، غدًا عند التاسعة' : 'Thank you, tomorrow at nine'
      await field(page).fill(answer)
      await send(page).click()
      await other.page.getByText(answer).waitFor()
      expect(await field(other.page).inputValue()).toBe(isArabic ? 'أنا أيضًا' : 'Me too')
      // This brand asks for approval: the answer waits until somebody who may says yes, and then goes out with its proof.
      const sent = page.getByRole('listitem').filter({ hasText: answer })
      await sent.getByText(words('inbox:ui.replyState.draft')).waitFor()
      await sent.getByRole('button', { name: words('inbox:ui.approveAndSend'), exact: true }).click()
      await sent.getByText(words('inbox:ui.replyState.published')).waitFor({ timeout: 60_000 })
      await sent.getByRole('link', { name: words('inbox:ui.proof'), exact: true }).waitFor()

      // What the team does with it reaches the other page by itself.
      await page.getByLabel(words('inbox:ui.addLabel'), { exact: true }).fill(isArabic ? 'زبون دائم' : 'regular')
      await button('inbox:ui.add').click()
      await other.page.getByRole('button', { name: words('inbox:ui.dropLabel', { label: isArabic ? 'زبون دائم' : 'regular' }) }).waitFor()
      await button('inbox:ui.takeIt').click()
      await page.getByLabel(words('inbox:ui.noteText'), { exact: true }).fill(isArabic ? 'يأتي كل أحد' : 'Comes every Sunday')
      await button('inbox:ui.addNote').click()
      await other.page.getByText(isArabic ? 'يأتي كل أحد' : 'Comes every Sunday').waitFor({ timeout: 30_000 })
      await expectOpenToAll(page)

      // Everything that person ever said, and whom it is worth talking to.
      await page.locator(`a[href*="/inbox/person?"]`).first().click()
      await page.getByRole('heading', { name: words('inbox:ui.person.said') }).waitFor()
      if (!isArabic) await expectOpenToAll(page)
      await page.goto(`${brand}/inbox/outward`)
      await page.getByRole('heading', { name: words('inbox:ui.outward.kind.tag') }).waitFor()
      if (isArabic) await expectOpenToAll(page)

      // The time of it, corrected.
      await page.goto(`${brand}/inbox/time`)
      await page
        .getByRole('button', { name: words('inbox:ui.time.correct') })
        .first()
        .click()
      await dialog.getByLabel(words('inbox:ui.time.minutes'), { exact: true }).fill('25')
      await dialog.getByRole('button', { name: words('ui.save'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByText('25').first().waitFor()
      await button('inbox:ui.blocks.add').click()
      await dialog.getByRole('button', { name: words('ui.save'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await button('inbox:ui.trials.add').click()
      await dialog.getByLabel(words('inbox:ui.name'), { exact: true }).fill(isArabic ? 'الصباح' : 'Mornings')
      if (!isArabic) await expectOpenToAll(page)
      await dialog.getByRole('button', { name: words('inbox:ui.trials.draw'), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByText(words('inbox:ui.trials.state.planned')).waitFor()
      if (isArabic) await expectOpenToAll(page)
      expect([...failures, ...other.failures]).toEqual([])
    } finally {
      await page.context().close()
      await other.page.context().close()
      await house.stop()
    }
  })
})
