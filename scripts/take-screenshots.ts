/** `node scripts/take-screenshots.ts [room …]`: takes the README's real pictures from a fresh Playground brand, in English and Arabic, into docs/pictures. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium } from '../testing/browser.ts'

const root = path.resolve(import.meta.dirname, '..')
const pictures = path.join(root, 'docs', 'pictures')
const zone = 'Asia/Riyadh'

const serve = async (dataDir: string) => {
  const child = spawn(process.execPath, ['cli/main.ts', 'serve'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\/\/[^\s]+/.exec(chunk.toString())?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it said where it listens.`)))
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return { address, stop }
}

const settle = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(800)
}

/** First run, then two posts planned into suggested slots; answers the address of the brand. */
const prepare = async (page: Page, address: string, texts: readonly string[]): Promise<string> => {
  await page.goto(address)
  await page.waitForURL(/welcome/)
  await page.locator('input[name=name]').fill('Mona')
  await page.locator('input[name=password]').fill('three words to keep')
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/\/today$/)
  const brand = page.url().replace(/\/today$/, '')
  // The past of the brand is read in the background; learning can answer once it is there.
  for (let tries = 0; tries < 60; tries++) {
    await page.goto(`${brand}/learning`)
    await settle(page)
    if ((await page.getByRole('grid').count()) > 0) break
  }
  for (const [index, text] of texts.entries()) {
    await page.goto(`${brand}/posts/new`)
    await page.locator('textarea').first().fill(text)
    await page.getByRole('button', { name: /Schedule …|جدوِل …/ }).click()
    await page.locator('fieldset button').nth(index).click()
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.waitForURL(/\/calendar/)
  }
  return brand
}

const texts = {
  en: [
    'Cardamom buns, fresh from seven tomorrow. The first ten come with a coffee on us.',
    'Which bean shall we roast next: Yemen or Ethiopia?',
  ],
  ar: ['كعك الهيل طازج غدًا من السابعة صباحًا، وللعشرة الأوائل قهوة على حسابنا.', 'أي بُنّ نحمّص بعد: اليمني أم الحبشي؟'],
}

interface Shot {
  path: string
  height: number
  /** What makes the picture worth looking at. */
  before?: (page: Page, language: 'en' | 'ar') => Promise<void>
}
const shots: Record<string, Shot> = {
  today: { path: 'today', height: 800 },
  // Learning is read down to its map.
  learning: { path: 'learning', height: 1580 },
  calendar: { path: 'calendar', height: 800 },
  strategy: { path: 'strategy', height: 1000 },
  'strategy-check': { path: 'strategy/check', height: 1100 },
  pulse: { path: 'pulse', height: 900 },
  review: {
    path: 'strategy/reviews',
    height: 1200,
    before: async (page) => {
      // The example is planted in the background.
      const week = page.locator('li a').filter({ hasText: '–' }).first()
      for (let tries = 0; tries < 60 && (await week.count()) === 0; tries++) {
        await page.reload()
        await settle(page)
      }
      await week.click()
      await page.locator('h2').nth(2).waitFor()
      await settle(page)
    },
  },
  decisions: { path: 'strategy/decisions', height: 700 },
  guard: {
    path: 'strategy/guard',
    height: 1100,
    before: async (page, language) => {
      await page
        .locator('textarea')
        .first()
        .fill(
          language === 'ar'
            ? 'سحب على كيس بُنّ! تابعنا ومنشن صديقين لتدخل السحب.'
            : 'Win a bag of beans! Follow us and tag two friends to enter.',
        )
      await page.locator('form button[type=submit]').click()
      await page.locator('q').first().waitFor()
    },
  },
}
/** The examples are planted in the background, one room after the other: the page is loaded again until the thing is there. */
const until = (selector: string) => async (page: Page) => {
  for (let tries = 0; tries < 60 && (await page.locator(selector).count()) === 0; tries++) {
    await page.reload()
    await settle(page)
  }
  await page.locator(selector).first().waitFor()
}
Object.assign(shots, {
  vetting: {
    path: 'vetting',
    height: 1250,
    before: async (page) => {
      await until('main a[href*="/vetting/0"]')(page)
      await page.locator('main a[href*="/vetting/0"]').first().click()
      await page.locator('main h2').nth(1).waitFor()
      await settle(page)
    },
  },
  growth: { path: 'audience/growth', height: 1000 },
  attribution: { path: 'attribution', height: 1250, before: until('main h2') },
  links: { path: 'links', height: 800 },
  'pulse-health': { path: 'pulse/health', height: 900, before: until('main figure') },
} satisfies Record<string, Shot>)

const wanted = process.argv.slice(2)
const taken = Object.entries(shots).filter(([name]) => wanted.length === 0 || wanted.includes(name))

const browser = await launchChromium()
for (const language of ['en', 'ar'] as const) {
  const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'athar-pictures-'))
  const { address, stop } = await serve(dataDir)
  const context = await browser.newContext({
    locale: language === 'ar' ? 'ar' : 'en-GB',
    timezoneId: zone,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 1200, height: 800 },
  })
  const page = await context.newPage()
  const brand = await prepare(page, address, taken.some(([name]) => ['today', 'calendar'].includes(name)) ? texts[language] : [])
  for (const [name, { path: room, height, before }] of taken) {
    await page.setViewportSize({ width: 1200, height })
    await page.goto(`${brand}/${room}`)
    await settle(page)
    await before?.(page, language)
    await page.screenshot({ path: path.join(pictures, `${name}-${language}.png`) })
  }
  await context.close()
  await stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
}
await browser.close()
process.stdout.write(`Pictures are in ${path.relative(root, pictures)}.\n`)
