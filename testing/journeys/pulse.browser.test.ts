/** Pulse in both languages: from nothing to watch, over the register and an entry of one's own, to a planted shift that somebody answers. */
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, type Language, languages, openHouse, openPage, wordsIn } from './house.ts'

const databases = { en: await testDatabase(), ar: await testDatabase() }
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** Half a year of reach of the brand's one account that falls by half sixty days ago. */
const plantReach = async (language: Language, brandId: string) => {
  const client = new pg.Client({ connectionString: databases[language].connectionString })
  await client.connect()
  const generator = createGenerator('pulse journey')
  const today = Date.now()
  for (let back = 200; back >= 1; back--) {
    const value = Math.round(1500 * Math.exp(0.12 * drawNormal(generator)) * (back <= 60 ? 0.5 : 1))
    await client.query(
      `insert into account_reading (workspace_id, account_id, metric, observed_at, value, origin)
       select workspace_id, id, 'account-reach', $2, $3, 'import' from account where brand_id = $1`,
      [brandId, new Date(today - back * 86_400_000), value],
    )
  }
  await client.end()
}

/** The living example is planted by a job after the brand began, and a page that is open does not ask again: its month of calls is waited for. */
const untilCallsArePlanted = async (language: Language, brandId: string) => {
  const client = new pg.Client({ connectionString: databases[language].connectionString })
  await client.connect()
  const isPlanted = async () => {
    const { rowCount } = await client.query(
      `select 1 from connector_call join account on account.workspace_id = connector_call.workspace_id and account.id = connector_call.account_id
       where account.brand_id = $1 and connector_call.hour < now() - interval '2 days' limit 1`,
      [brandId],
    )
    return rowCount === 1
  }
  while (!(await isPlanted())) await setTimeout(300)
  await client.end()
}

const walk = async (language: Language) => {
  const words = await wordsIn(language)
  const house = await openHouse(databases[language].connectionString)
  const { page, failures } = await openPage(browser, language)
  try {
    const brandId = await arrive(page, house, words, { withLivingBrand: true })
    const room = `${house.address}/b/${brandId}/pulse`
    await page.goto(`${room}/register`)
    await page.getByText(words('register:2025-12-18-instagram-1')).waitFor()
    await page.getByLabel(words('pulse:ui.register.search')).fill('nothing like this')
    await page.getByText(words('pulse:ui.register.none')).waitFor()
    await page.getByLabel(words('pulse:ui.register.search')).fill('')
    await page.getByRole('button', { name: words('pulse:ui.register.add') }).click()
    await page.getByLabel(words('pulse:ui.register.day')).fill('2026-11-20')
    await page.getByLabel(words('pulse:ui.register.platform')).fill('Forum')
    await page.getByLabel(words('pulse:ui.register.words')).fill('Ten pictures at most')
    await expectOpenToAll(page)
    await page.getByRole('button', { name: words('pulse:ui.register.save'), exact: true }).click()
    await page.getByText('Ten pictures at most').waitFor()
    await plantReach(language, brandId)
    await page.goto(room)
    await page.getByRole('button', { name: words('pulse:ui.lookNow') }).click()
    const reach = page.getByRole('link', { name: words('pulse:metric.account-reach') })
    await reach.first().waitFor()
    await expectOpenToAll(page)
    await page
      .getByRole('button', { name: words('ui.evidence.open') })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await reach.first().click()
    await page.getByRole('heading', { name: words('pulse:ui.why') }).waitFor()
    await page.getByText(words('pulse:reason.noPanel')).waitFor()
    await expectOpenToAll(page)
    await page.getByLabel(words('pulse:ui.note.text')).fill('…')
    await page.getByRole('button', { name: words('pulse:ui.note.agree') }).click()
    await page.getByText(words('pulse:ui.agreedBy', { name: 'Mona' })).waitFor()
    await page.goto(`${room}/feeds`)
    await page.getByText(words('pulse:ui.feeds.empty')).waitFor()
    await page.getByLabel(words('pulse:ui.feeds.url')).fill('http://127.0.0.1:9/feed')
    await page.getByLabel(words('pulse:ui.register.platform')).fill('Forum')
    await page.getByRole('button', { name: words('pulse:ui.feeds.follow') }).click()
    await page.getByText(words('pulse:feed.problem.unreachable', { host: '127.0.0.1' })).waitFor()
    await expectOpenToAll(page)
    await untilCallsArePlanted(language, brandId)
    await page.goto(`${room}/health`)
    await page.getByText(words('pulse:ui.health.verdict.drifting')).first().waitFor()
    await page.getByText(words('pulse:health.advice.silent')).waitFor()
    await page.locator('summary', { hasText: words('pulse:ui.health.operations') }).click()
    await page.getByRole('rowheader', { name: words('pulse:ui.health.operationOf.posts'), exact: true }).waitFor()
    await expectOpenToAll(page)
    await page.goto(`${room}/retire`)
    await page.getByLabel(words('pulse:ui.register.network')).click()
    await page.getByRole('option').last().click()
    await page.getByText(words('pulse:ui.retire.staysBody')).waitFor()
    await expectOpenToAll(page)
    await page.goto(`${house.address}/b/${brandId}/methods/pulse`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(failures).toEqual([])
  } finally {
    await page.context().close()
    await house.stop()
  }
}

test.concurrent.each(languages)('in %s: a register, a shift with its verdict, and an answer', { timeout: 300_000 }, walk)
