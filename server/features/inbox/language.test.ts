/** The language of short messages, and where it is not claimed. */
import { describe, expect, test } from 'vitest'
import { languageOf } from './language.ts'

/** As people write under posts: short, with slips, tags and emoji. */
const said: [string, string][] = [
  ['Do you have oat milk?', 'en'],
  ['where is the new branch', 'en'],
  ['thanks!', 'en'],
  ['I love this place and the coffee 😍', 'en'],
  ['Can I bring my dog?', 'en'],
  ['هل عندكم حليب الشوفان؟', 'ar'],
  ['كم السعر', 'ar'],
  ['شو مواعيد الدوام', 'ar'],
  ['الله يعطيكم العافية', 'ar'],
  ['قهوة ممتازة ❤️', 'ar'],
  ['قیمت چند است؟', 'fa'],
  ['آپ کا شکریہ بہت اچھا ہے', 'ur'],
  ['Où est la boutique ? merci', 'fr'],
  ['Habt ihr auch Hafermilch? danke', 'de'],
  ['¿Dónde está la tienda? gracias', 'es'],
  ['Avete anche il latte di avena? grazie', 'it'],
  ['Vocês têm leite de aveia? obrigado', 'pt'],
  ['Hebben jullie ook havermelk? dank', 'nl'],
  ['Çok güzel, nerede bu?', 'tr'],
  ['Berapa harga ini kak', 'id'],
  ['Где вы находитесь? Это вы?', 'ru'],
  ['כמה זה עולה?', 'he'],
  ['値段はいくらですか', 'ja'],
  ['多少钱一杯咖啡', 'zh'],
  ['얼마예요?', 'ko'],
]

describe('the language of a message', () => {
  test.each(said)('%s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })

  test.each(['😍😍😍', '@lina #coffee https://example.com/the/and', 'ok', 'Lina Mona Salma', 'cafe latte', '12:30', 'سلام', 'wow', ''])(
    'is not claimed of “%s”',
    (text) => {
      expect(languageOf(text)).toBeNull()
    },
  )
})
