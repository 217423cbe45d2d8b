/** Attribution in both languages: empty, then a file of events, credit, what was spent beside it, a holdout planned, fixed and not yet told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { arrive, expectOpenToAll, languages, openHouse, openPage, wordsIn } from './house.ts'

const databases = { en: await testDatabase(), ar: await testDatabase() }
const folder = mkdtempSync(path.join(tmpdir(), 'athar-attribution-'))
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Ten orders a day for 200 days, each after one or two touches. */
const writeEvents = (): string => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString()
  const lines = ['visitor,occurred_at,channel,conversion,value,currency,order,region']
  for (let back = 200; back >= 1; back--)
    for (let i = 0; i < 8 + ((back * 7) % 5); i++) {
      const [who, region] = [`v${back}-${i}`, ['Riyadh', 'Jeddah', 'Dammam'][i % 3]]
      lines.push(`${who},${day(back + 0.3)},${['instagram', 'search', 'newsletter'][(i + back) % 3]},,,,,${region}`)
      if (i % 2 === 0) lines.push(`${who},${day(back + 0.2)},search,,,,,${region}`)
      lines.push(`${who},${day(back)},,yes,${20 + i},EUR,o${back}-${i},${region}`)
    }
  const file = path.join(folder, 'events.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

describe.concurrent.each(languages)('in %s', (language) => {
  test('from nothing to credit, money and a holdout', { timeout: 300_000 }, async () => {
    const words = await wordsIn(language)
    const t = (key: string, values: Record<string, string | number> = {}) => words(`attribution:ui.${key}`, values)
    const house = await openHouse(databases[language].connectionString)
    const { page, failures } = await openPage(browser, language)
    try {
      const brandId = await arrive(page, house, words, { withLivingBrand: false })
      const room = `${house.address}/b/${brandId}/attribution`
      await page.goto(room)
      await page.getByText(t('empty'), { exact: true }).first().waitFor()
      await expectOpenToAll(page)
      await page.goto(`${room}?tab=effect`)
      await page.getByText(t('effect.none'), { exact: true }).waitFor()
      await page.getByRole('button', { name: t('effect.plan'), exact: true }).click()
      await page.getByText(words('attribution:holdout.tooLittle.days', { have: 0, need: 31 })).waitFor()
      await expectOpenToAll(page)

      await page.goto(`${room}?tab=sources`)
      await page.locator('input[type=file]').setInputFiles(writeEvents())
      await page.getByText('events.csv').waitFor()
      await page.getByRole('button', { name: t('cancel'), exact: true }).waitFor({ state: 'detached' })

      await page.goto(room)
      await page.getByRole('heading', { name: t('picture') }).waitFor()
      await page.getByText('instagram').first().waitFor()
      await expectOpenToAll(page)

      await page.goto(`${room}?tab=money`)
      await page.getByLabel(words('attribution:money.column.channel'), { exact: true }).fill('instagram')
      await page.getByLabel(t('money.amount'), { exact: true }).fill('400')
      await page.getByRole('button', { name: t('money.add'), exact: true }).click()
      await page.getByRole('button', { name: t('money.remove'), exact: true }).waitFor()
      await page.getByRole('heading', { name: t('money.table') }).waitFor()
      await expectOpenToAll(page)

      await page.goto(`${room}?tab=effect`)
      await page.getByLabel(t('effect.what')).fill('instagram')
      await page.getByRole('button', { name: t('effect.plan'), exact: true }).click()
      await page.getByLabel(t('effect.title'), { exact: true }).fill('Instagram')
      await expectOpenToAll(page)
      await page.getByRole('button', { name: t('effect.begin'), exact: true }).click()
      await page.getByRole('button', { name: t('effect.open'), exact: true }).click()
      await page.getByText(t('effect.schedule'), { exact: true }).click()
      await page.getByText(t('effect.on'), { exact: true }).first().waitFor()
      await expectOpenToAll(page)

      // A refund that comes before its order is said to wait for it.
      await page.goto(`${room}?tab=sources`)
      await page.getByLabel(t('refund.order'), { exact: true }).fill('not known yet')
      await page.getByRole('button', { name: t('refund.add'), exact: true }).click()
      await page.getByText(t('refund.is.waiting'), { exact: true }).waitFor()
      await expectOpenToAll(page)

      // Links are a page of their own with tabs of their own; the menu does not say that one is still at attribution.
      await page.getByRole('tab', { name: t('tab.links'), exact: true }).click()
      await page.waitForURL(/\/links$/)
      const menu = page.getByRole('navigation', { name: words('ui.rooms.label'), exact: true }).first()
      expect(await menu.getByRole('link', { name: words('ui.rooms.attribution'), exact: true }).getAttribute('aria-current')).toBeNull()
      for (const tab of ['campaigns', 'utm', 'page', 'domains']) {
        await page.getByRole('tab', { name: words(`links:ui.tab.${tab}`), exact: true }).click()
        await page.waitForURL((url) => url.searchParams.get('tab') === tab)
        await page.getByRole('tab', { name: words(`links:ui.tab.${tab}`), exact: true, selected: true }).waitFor()
        await expectOpenToAll(page)
      }
      expect(failures).toEqual([])
    } finally {
      await page.context().close()
      await house.stop()
    }
  })
})
