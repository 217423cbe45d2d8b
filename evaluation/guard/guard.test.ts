/** The guard finds what a person labelled: in both languages, in disguise, and not in texts that are honest or speak against it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortcuts } from '../../contract/guard.ts'
import { recognise } from '../../server/features/guard/measure/recognise.ts'
import { readCorpus, score } from './score.ts'

const kindsOf = (text: string) => recognise(text).map(({ kind }) => kind)

test.each(['en', 'ar'] as const)('texts in %s that the wordings were written against are all told right', (language) => {
  const texts = readCorpus('written').filter((one) => one.language === language)
  const { precision, recall, wrong } = score(texts)
  console.log(`written, ${language}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, n ${texts.length}`)
  expect(wrong).toEqual([])
})

test.each(['en', 'ar'] as const)(
  'held-out texts in %s: at least nine of ten findings are right, and four of five shortcuts are found',
  (language) => {
    const texts = readCorpus('held-out').filter((one) => one.language === language)
    const { precision, recall } = score(texts)
    console.log(`held out, ${language}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, n ${texts.length}`)
    expect(precision).toBeGreaterThanOrEqual(0.9)
    expect(recall).toBeGreaterThanOrEqual(0.8)
  },
)

test('each kind stands in both corpora, in both languages, beside honest texts', () => {
  for (const name of ['written', 'held-out'] as const)
    for (const language of ['en', 'ar'] as const) {
      const texts = readCorpus(name).filter((one) => one.language === language)
      expect(new Set(texts.flatMap((one) => one.shortcuts))).toEqual(new Set(shortcuts))
      expect(texts.filter((one) => one.shortcuts.length === 0).length).toBeGreaterThanOrEqual(10)
    }
})

test('fancy letters, vowel signs, stretched and hidden letters are no disguise', () => {
  expect(kindsOf('𝐓𝐚𝐠 𝐚 𝐟𝐫𝐢𝐞𝐧𝐝 who needs this')).toEqual(['engagement-bait'])
  expect(kindsOf('T\u200Bag a fri\u00ADend')).toEqual(['engagement-bait'])
  expect(kindsOf('مُتَابَعَة مُقابِل مُتابَعـــة')).toEqual(['follow-for-follow'])
})

test('the excerpt is what was written, at its place', () => {
  const text = 'Good morning ☕! 𝐁𝐮𝐲 1000 followers today.'
  const [found] = recognise(text)
  expect(found?.kind).toBe('bought-reach')
  expect(text.slice(found?.from, found?.to)).toBe('𝐁𝐮𝐲 1000 followers')
})

test('a no in another sentence does not clear the next one', () => {
  expect(kindsOf('We never sleep. Buy 1000 followers now.')).toEqual(['bought-reach'])
  expect(kindsOf('We never buy 1000 followers.')).toEqual([])
})

test('any text gets an answer, with places inside it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      for (const { from, to } of recognise(text)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(text.length)
        expect(from).toBeLessThanOrEqual(to)
      }
    }),
  )
})

test('a long text takes no long time', () => {
  const started = performance.now()
  recognise('follow like share to win '.repeat(4000))
  recognise('ا'.repeat(100_000))
  recognise('tag '.repeat(25_000))
  expect(performance.now() - started).toBeLessThan(5000)
})
