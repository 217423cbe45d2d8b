/** Tests that the browser tests have a real browser. */
import { expect, test } from 'vitest'
import { launchChromium } from './browser.ts'

test('the browser lays out Arabic from right to left', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ locale: 'ar' })
    await page.setContent('<body dir="rtl" style="margin:0"><span>أثر</span></body>')
    const box = await page.locator('span').boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo(page.viewportSize()?.width ?? -1)
    expect(box?.width).toBeGreaterThan(5)
  } finally {
    await browser.close()
  }
})
