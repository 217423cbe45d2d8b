/** The app as a person meets it: a server process of its own, a browser, the words of one language, and what axe finds. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import i18next, { type FormatterModule, type TFunction } from 'i18next'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { isolate } from '../../web/languages/isolate.ts'

export type Language = 'en' | 'ar'
export const languages: Language[] = ['en', 'ar']

const root = path.resolve(import.meta.dirname, '..', '..')

export interface House {
  address: string
  stop: () => Promise<void>
}

/** Starts `athar serve` on a free port over the given database. Cost: about 2 s. */
export const openHouse = async (databaseUrl: string): Promise<House> => {
  const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'athar-journey-'))
  const child = spawn(process.execPath, ['cli/main.ts', 'serve'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/[^\s]+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it said where it listens. ${said}`)))
  })
  return {
    address,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The very words of the screens: `words('publishing:ui.postNow')`. */
export const wordsIn = async (language: Language): Promise<TFunction> => {
  const folder = path.join(root, 'contract', 'languages', language)
  const files = Object.fromEntries(
    fs.readdirSync(folder).map((name) => [path.basename(name, '.json'), JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))]),
  )
  const instance = i18next.createInstance()
  // Names in the other script are isolated on the screens, so here too.
  instance.use({
    type: 'formatter',
    init: () => undefined,
    add: () => undefined,
    addCached: () => undefined,
    format: (value: unknown) => isolate(String(value), language),
  } as FormatterModule)
  return instance.init({
    lng: language,
    resources: { [language]: files },
    defaultNS: 'shell',
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
}

/** A page of a browser that speaks the language; what breaks in it fails the test. */
export const openPage = async (browser: Browser, language: Language): Promise<{ page: Page; failures: string[] }> => {
  const context = await browser.newContext({
    locale: language === 'ar' ? 'ar' : 'en-GB',
    timezoneId: 'Asia/Riyadh',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500) failures.push(`${response.status()} ${response.url()}`)
  })
  return { page, failures }
}

/** First run by hand; ends on Today. Answers the brand's id. */
export const arrive = async (page: Page, house: House, words: TFunction, options: { withLivingBrand: boolean }): Promise<string> => {
  await page.goto(house.address)
  await page.waitForURL(/\/welcome$/)
  await page.getByLabel(words('team:ui.welcome.name'), { exact: true }).fill('Mona')
  await page.getByLabel(words('team:ui.welcome.password'), { exact: true }).fill('three words to keep')
  const offer = page.getByRole('checkbox')
  await offer.waitFor()
  expect(await offer.isChecked()).toBe(true)
  if (!options.withLivingBrand) await offer.click()
  await page.getByRole('button', { name: words('team:ui.welcome.start') }).click()
  await page.waitForURL(/\/b\/[^/]+\/today$/)
  await page.getByRole('heading', { level: 1, name: words('today:ui.question') }).waitFor()
  return /\/b\/([^/]+)/.exec(page.url())?.[1] ?? ''
}

/** Holds a page to WCAG 2.2 AA, on a desk and on a phone, where it also must not scroll sideways. */
export const expectOpenToAll = async (page: Page): Promise<void> => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 860 })
    await page.waitForTimeout(150)
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(
      violations.map(({ id, nodes }) => `${page.url()} at ${width}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
    ).toEqual([])
    const spread = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    expect(spread, `${page.url()} is wider than ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 860 })
}
