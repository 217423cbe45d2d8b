/** Tests of the plain table of posts. */
import { expect, test } from 'vitest'
import { plainTable } from './plain-table.ts'
import { openExport } from './read-export.ts'
import { postsOf, textSource } from './testing/make-source.ts'

test('columns are known by name, in any order, in English or Arabic', async () => {
  const english = await postsOf(
    textSource('engagements,format,published_at,followers\n12,photo,2025-03-15 09:00,1500\n'),
    [plainTable],
    'Asia/Riyadh',
  )
  const arabic = await postsOf(
    textSource('تاريخ النشر,الصيغة,التفاعل,المتابعون\n٢٠٢٥-٠٣-١٥ ٠٩:٠٠,photo,١٢,١٥٠٠\n'),
    [plainTable],
    'Asia/Riyadh',
  )
  for (const { posts } of [english, arabic]) {
    expect(posts).toMatchObject([
      {
        publishedAt: new Date('2025-03-15T06:00:00Z'),
        timeKnown: true,
        format: 'photo',
        metrics: [{ metric: 'engagements', value: 12 }],
        accountMetrics: [{ metric: 'followers', value: 1500 }],
      },
    ])
  }
})

test('an activity export of posts by their own names, with its id, address and numbers', async () => {
  const { posts } = await postsOf(
    textSource(
      '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","retweets","replies","likes"\n"812369747765362688","https://example.org/p/812369747765362688","Bread","2016-12-23 18:50 +0000","1938.0","18.0","2.0","1.0","5.0"\n',
    ),
    [plainTable],
  )
  expect(posts).toMatchObject([{ networkPostId: '812369747765362688', text: 'Bread', publishedAt: new Date('2016-12-23T18:50:00Z') }])
  const numbers = Object.fromEntries(posts[0]?.metrics.map(({ metric, value }) => [metric, value]) ?? [])
  expect(numbers).toMatchObject({ impressions: 1938, engagements: 18, shares: 2, comments: 1, reactions: 5 })
})

test('a post without an id is the same post in the next file, and a date without an hour says so', async () => {
  const read = (text: string) => postsOf(textSource(text), [plainTable])
  const [first, second] = [await read('date,caption,reach\n2025-03-15,Bread,10\n'), await read('caption,reach,date\nBread,40,2025-03-15\n')]
  expect(first.posts[0]?.networkPostId).toMatch(/^row-[0-9a-f]{24}$/)
  expect(second.posts[0]?.networkPostId).toBe(first.posts[0]?.networkPostId)
  expect(first.posts[0]?.timeKnown).toBe(false)
})

test('a series of days is not taken for a list of posts', async () => {
  const opened = await openExport(textSource('Date,Views\n2020-12-30,76281\n'), [plainTable])
  expect(opened).toMatchObject({ kind: 'refused', reason: { key: 'imports:refused.unknownColumns' } })
})
