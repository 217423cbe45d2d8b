/** Words of hostile and of ordinary pages. */
import { expect, test } from 'vitest'
import { pageShows } from './page-text.ts'

test('what people read is found, what they do not see is not', () => {
  expect(pageShows('<p>Work by <b>Sami</b>&nbsp;  Haddad</p>', 'sami haddad')).toBe(true)
  expect(pageShows('<script>const x = "Sami"</script><!-- Sami --><style>Sami</style><p title="Sami">x</p>', 'Sami')).toBe(false)
  expect(pageShows('<p>سامي حداد</p>', 'سامي')).toBe(true)
})

test('a page of a million open brackets is read in one walk', () => {
  expect(pageShows('<'.repeat(1_000_000), 'Sami')).toBe(false)
})
