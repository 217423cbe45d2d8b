/** Tests of the Instagram content export, on rows made after the real format's quirks. */
import { expect, test } from 'vitest'
import { postsOf, textSource } from '../../exports/testing/make-source.ts'
import { instagramContent } from './content.ts'

const english =
  'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves'
const read = (lines: string[]) => postsOf(textSource(`\uFEFF${lines.join('\r\n')}\r\n`), [instagramContent], 'Asia/Riyadh')
const values = (metrics: { metric: string; value: number }[] | undefined) =>
  Object.fromEntries(metrics?.map(({ metric, value }) => [metric, value]) ?? [])

test('posts, reels and carousels are read, and engagements are the sum of their four parts', async () => {
  const { posts, problems } = await read([
    english,
    '17900000000000001,17841400000000000,olive.cafe,مقهى الزيتون,"خبز طازج كل صباح",32,09/15/2025 18:00,https://www.instagram.com/reel/x/,IG reel,,Lifetime,"15,000",9800,410,120,14,20,55',
    '17900000000000002,17841400000000000,olive.cafe,مقهى الزيتون,"Menu",,09/16/2025 18:00,https://www.instagram.com/p/y/,IG carousel,,Lifetime,900,800,40,,1,2,5',
  ])
  expect(problems).toEqual([])
  expect(posts[0]).toMatchObject({
    networkPostId: '17900000000000001',
    account: { networkAccountId: '17841400000000000', handle: 'olive.cafe', name: 'مقهى الزيتون' },
    format: 'reel',
    publishedAt: new Date('2025-09-15T15:00:00Z'),
    text: 'خبز طازج كل صباح',
  })
  expect(values(posts[0]?.metrics)).toEqual({
    views: 15000,
    reach: 9800,
    reactions: 410,
    shares: 120,
    follows: 14,
    comments: 20,
    saves: 55,
    engagements: 605,
  })
})

test('where one of the four parts is missing, the sum is missing too', async () => {
  const { posts } = await read([
    english,
    '1,2,olive.cafe,Olive,Menu,,09/16/2025 18:00,https://www.instagram.com/p/y/,IG image,,Lifetime,900,800,40,,1,2,5',
  ])
  expect(values(posts[0]?.metrics)).toEqual({ views: 900, reach: 800, reactions: 40, follows: 1, comments: 2, saves: 5 })
})

test('German headers and dates', async () => {
  const { posts } = await read([
    'Beitrags-ID,Konto-ID,Konto-Benutzername,Kontoname,Beschreibung,Dauer (Sek.),Veröffentlichungszeitpunkt,Permalink,Beitragstyp,Datenkommentar,Datum,Aufrufe,Reichweite,„Gefällt mir“-Angaben,Geteilte Inhalte,Follows,Kommentare,Gespeicherte Beiträge',
    '17900000000000003,17841400000000000,olive.cafe,Olive,Hallo,,01.09.2025 18:00,https://www.instagram.com/p/z/,IG Karussell,,Gesamte Laufzeit,7100,5200,210,31,6,9,96',
  ])
  expect(posts[0]).toMatchObject({ format: 'carousel', publishedAt: new Date('2025-09-01T15:00:00Z') })
  expect(values(posts[0]?.metrics)).toMatchObject({ views: 7100, reactions: 210, saves: 96, engagements: 346 })
})

test('Swedish headers', async () => {
  const { posts } = await read([
    'Publicerings-id,Konto-id,Kontots användarnamn,Kontonamn,Beskrivning,Publiceringstid,Inläggstyp,Permalänk,Visningar,Räckvidd,Gilla-markeringar,Kommentarer,Delningar,Följer,Sparade objekt',
    '17900000000000004,1784,olive.cafe,Olive,Hej,09/15/2025 18:00,IG-bild,https://www.instagram.com/p/q/,10,9,3,1,0,0,2',
  ])
  expect(posts[0]).toMatchObject({ format: 'photo' })
  expect(values(posts[0]?.metrics)).toEqual({
    views: 10,
    reach: 9,
    reactions: 3,
    comments: 1,
    shares: 0,
    follows: 0,
    saves: 2,
    engagements: 6,
  })
})
