/** Tests of the Facebook content export: a real file, and every way in which such files arrive damaged. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openExport, periodOfName } from '../../exports/read-export.ts'
import { postsOf, sourceOf, textSource } from '../../exports/testing/make-source.ts'
import { facebookContent } from './content.ts'

const name = 'Feb-01-2025_Mar-15-2025_613168031534769.csv'
const file = path.join(import.meta.dirname, 'fixtures', name)
const real = { fileName: name, open: () => createReadStream(file) }
const readers = [facebookContent]

const header =
  'Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Date,Views,Reach,"Reactions, comments and shares",Reactions,Comments,Shares,Total clicks,Views'
const row = (cells: Partial<Record<'id' | 'page' | 'time' | 'link' | 'type' | 'date' | 'views' | 'reach' | 'text', string>> = {}) =>
  [
    cells.id ?? '122121474620644102',
    cells.page ?? '61569323067856',
    'Café Olive',
    '',
    cells.text ?? '"Fresh bread, every day"',
    cells.time ?? '03/15/2025 03:06',
    cells.link ?? 'https://www.facebook.com/p/1',
    cells.type ?? 'Photos',
    cells.date ?? 'Lifetime',
    cells.views ?? '"1,386"',
    cells.reach ?? '900',
    '12,10,1,1,40,1386',
  ].join(',')
const read = (lines: string[], timeZone = 'UTC') => postsOf(textSource(`${lines.join('\r\n')}\r\n`), readers, timeZone)
const keys = (problems: { sentence: { key: string } }[]) => problems.map(({ sentence }) => sentence.key)

describe('a real file', () => {
  test('every post is read, with its texts over many lines', async () => {
    const { posts, others } = await postsOf(real, readers, 'America/Los_Angeles')
    expect(posts).toHaveLength(20)
    expect(others).toEqual([])
    expect(posts[0]).toMatchObject({
      row: 2,
      networkPostId: '122121474620644102',
      account: { networkAccountId: '61569323067856', name: 'Pro Efficient Data Entry' },
      publishedAt: new Date('2025-03-15T10:06:00Z'),
      format: 'video',
      paid: false,
      permalink: 'https://www.facebook.com/61569323067856/videos/1151179272886419/',
    })
    expect(posts[0]?.text.split('\n').length).toBeGreaterThan(5)
    expect(new Set(posts.map((post) => post.format))).toEqual(new Set(['video', 'photo', 'reel']))
  })

  test('an empty cell stays missing: the reel has no count of three-second views, the photo has a zero', async () => {
    const { posts } = await postsOf(real, readers)
    const metrics = (format: string) => posts.find((post) => post.format === format)?.metrics.map(({ metric }) => metric)
    expect(metrics('reel')).not.toContain('negative-feedback')
    expect(metrics('photo')).toContain('negative-feedback')
  })

  test('no views of a post that somebody saw cannot be: the zero is left out and said', async () => {
    const { posts, problems } = await postsOf(real, readers)
    expect(posts[0]?.metrics.map(({ metric }) => metric)).not.toContain('views')
    expect(
      problems.every(({ sentence, severity }) => sentence.key === 'imports:problem.viewsWithoutReach' && severity === 'value-missing'),
    ).toBe(true)
  })

  test('every column is understood or ignored with a reason, and the second “Views” is not merged into the first', async () => {
    const opened = await openExport(real, readers)
    if (opened.kind === 'refused') throw new Error(opened.reason.key)
    expect(opened.columns).toHaveLength(42)
    const views = opened.columns.filter((column) => column.header === 'Views')
    expect(views.map(({ position, use, reason }) => [position, use, reason?.key ?? null])).toEqual([
      [17, 'metric', null],
      [24, 'ignored', 'imports:ignored.secondViews'],
    ])
    expect(opened.columns.filter(({ reason }) => reason?.key === 'imports:ignored.unknown')).toEqual([])
  })

  test('its name tells the days it covers', () => {
    expect(periodOfName(name)).toEqual({ from: '2025-02-01', to: '2025-03-15' })
    expect(periodOfName('content.csv')).toBeNull()
  })

  test('cut anywhere, it gives whole rows and says where it was cut', async () => {
    const bytes = await import('node:fs').then(({ readFileSync }) => readFileSync(file))
    const { posts, others } = await postsOf(sourceOf(bytes.subarray(0, 5000)), readers)
    expect(posts.length).toBeGreaterThan(2)
    expect(posts.length).toBeLessThan(20)
    const last = others.at(-1)
    expect(last?.kind === 'cut' || last?.kind === 'rejected').toBe(true)
  })
})

describe('the shapes it comes in', () => {
  const expected = { networkPostId: '122121474620644102', publishedAt: new Date('2025-03-15T03:06:00Z'), format: 'photo' }

  test('UTF-16, a sep= line and tabs', async () => {
    const text = `sep=\t\r\n${[
      header.replace('"Reactions, comments and shares"', 'Reactions; comments and shares'),
      row().replaceAll('"', ''),
    ]
      .map((line) => line.replaceAll(',', '\t'))
      .join('\r\n')}\r\n`
    const fixed = text
      .replace('Reactions; comments', 'Reactions, comments')
      .replace('Fresh bread\t every', 'Fresh bread, every')
      .replace('1\t386\t900', '1386\t900')
    const { posts } = await postsOf(textSource(fixed, 'utf-16le', { addBOM: true }), readers)
    expect(posts).toMatchObject([expected])
  })

  test('semicolons, Swedish headers, a comma as decimal sign', async () => {
    const lines = [
      'Publicerings-id;Sid-id;Sidnamn;Titel;Publiceringstid;Inläggstyp;Permalänk;Datum;Visningar;Räckvidd;Reaktioner, kommentarer och delningar;Reaktioner;Kommentarer;Delningar;Länkklick;Övriga klick',
      '122121474620644102;61569323067856;Kafé;Hej;03/15/2025 03:06;Foton;https://www.facebook.com/p/1;Livstid;1 386;900;12;10;1;1;3;4',
    ]
    const { posts, opened } = await read(lines)
    expect(posts).toMatchObject([{ ...expected, text: 'Hej' }])
    expect(Object.fromEntries(posts[0]?.metrics.map(({ metric, value }) => [metric, value]) ?? [])).toEqual({
      views: 1386,
      reach: 900,
      engagements: 12,
      reactions: 10,
      comments: 1,
      shares: 1,
      'link-clicks': 3,
    })
    expect(opened.columns.at(-1)?.reason?.key).toBe('imports:ignored.partOfClicks')
  })

  test('headers with no-break spaces, soft hyphens and other capitals', async () => {
    const { posts } = await read([header.replace('Post ID', '\u200BPOST\u00A0id ').replace('Publish time', 'Pub\u00ADlish time'), row()])
    expect(posts).toMatchObject([expected])
  })

  test('whole records in one quoted cell are read a second time', async () => {
    const wrap = (line: string) => `"${line.replaceAll('"', '""')}"`
    const { posts, opened } = await read([wrap(header), wrap(row())])
    expect(posts).toMatchObject([{ ...expected, text: 'Fresh bread, every day' }])
    expect(keys(opened.warnings.map((sentence) => ({ sentence })))).toContain('imports:warning.wrapped')
  })

  test('a row of explanations and a row of sums are no posts and no problems', async () => {
    const explanation =
      'The id,The page,Its name,The title,The text,When,The link,The kind,The period,How often,How many,All,Them,Those,These,Clicks,More'
    const { posts, others, problems } = await read([header, explanation, row(), `Total,,,,,,,,,"1,386",900,12,10,1,1,40,1386`])
    expect(posts).toHaveLength(1)
    expect(others.map((other) => other.kind === 'skipped' && other.why)).toEqual(['description', 'total'])
    expect(problems).toEqual([])
  })

  test('one row a post and day becomes windows of a day', async () => {
    const { posts } = await read([header, row({ date: '03/16/2025' }), row({ date: '03/17/2025' })])
    expect(posts.map((post) => post.metrics[0])).toEqual([
      { metric: 'views', value: 1386, window: 'day', day: '2025-03-16' },
      { metric: 'views', value: 1386, window: 'day', day: '2025-03-17' },
    ])
  })

  test('day and month are told apart by evidence, and an order without evidence is said to be assumed', async () => {
    const told = await read([header, row({ time: '15/03/2025 03:06' }), row({ time: '04/03/2025 03:06' })])
    expect(told.posts.map((post) => post.publishedAt.toISOString().slice(0, 10))).toEqual(['2025-03-15', '2025-03-04'])
    expect(told.opened.warnings.map(({ key }) => key)).toEqual(['imports:warning.dayFirst'])
    const assumed = await read([header, row({ time: '04/03/2025 03:06' })])
    expect(assumed.opened.warnings.map(({ key }) => key)).toEqual(['imports:warning.assumedMonthFirst'])
  })

  test('a time that the zone skips is kept and said', async () => {
    const { posts, problems } = await read([header, row({ time: '03/09/2025 02:30' })], 'America/Los_Angeles')
    expect(posts[0]?.publishedAt).toEqual(new Date('2025-03-09T10:30:00Z'))
    expect(keys(problems)).toEqual(['imports:problem.timeGap'])
  })
})

describe('rows that are damaged', () => {
  test('a destroyed id is kept only where a link can find the post', async () => {
    const { posts, problems } = await read([header, row({ id: '1.22E+17' }), row({ id: '1.22E+17', link: '' })])
    expect(posts.map(({ networkPostId, permalink }) => [networkPostId, permalink])).toEqual([[null, 'https://www.facebook.com/p/1']])
    expect(problems.map(({ row: at, severity, value, sentence }) => [at, severity, value, sentence.key])).toEqual([
      [2, 'notice', '1.22E+17', 'imports:problem.destroyedIdHasLink'],
      [3, 'rejected', '1.22E+17', 'imports:problem.destroyedId'],
    ])
  })

  test('an 18-digit id keeps every digit', async () => {
    const { posts } = await read([header, row({ id: '122121474620644103' })])
    expect(posts[0]?.networkPostId).toBe('122121474620644103')
  })

  test('each names its row, its column and what stands there', async () => {
    const { posts, problems } = await read([
      header,
      row({ time: 'yesterday' }),
      row({ views: '3.май' }),
      row({ reach: '--' }),
      row({ type: 'Hologram' }),
      '122,61569323067856,Café',
      `${row()},surplus`,
      row({ id: '' }),
      row({ date: 'Some time' }),
    ])
    expect(
      problems.map(({ row: at, column, value, severity, sentence }) => [at, column, value, severity, sentence.key.split('.')[1]]),
    ).toEqual([
      [2, 'Publish time', 'yesterday', 'rejected', 'time'],
      [3, 'Views', '3.май', 'value-missing', 'number'],
      [5, 'Post type', 'Hologram', 'notice', 'format'],
      [6, null, null, 'rejected', 'tooFewCells'],
      [7, null, null, 'rejected', 'tooManyCells'],
      [8, 'Post ID', '', 'rejected', 'noId'],
      [9, 'Date', 'Some time', 'rejected', 'period'],
    ])
    expect(posts.map(({ row: at }) => at)).toEqual([3, 4, 5])
    expect(posts[1]?.metrics.map(({ metric }) => metric)).not.toContain('reach')
  })

  test('an unclosed quotation mark ends the file with a sentence, and the rows before stay whole', async () => {
    const { posts, others } = await read([header, row(), row({ text: '"never closed', views: '1386' })])
    expect(posts).toHaveLength(1)
    expect(others).toMatchObject([{ kind: 'cut', row: 3, sentence: { key: 'imports:problem.cutOff', values: { row: 3 } } }])
  })

  test('a quotation mark that swallows megabytes is stopped', async () => {
    const { others } = await read([header, row({ text: `"${'x'.repeat(2_100_000)}` })])
    expect(others).toMatchObject([{ kind: 'cut', sentence: { key: 'imports:problem.endlessCell' } }])
  })
})

test('a table of something else is refused with the names of its columns', async () => {
  const opened = await openExport(textSource('Campaign,Spend\r\nSpring,12\r\n'), readers)
  expect(opened).toMatchObject({
    kind: 'refused',
    reason: { key: 'imports:refused.unknownColumns', values: { columns: 'Campaign, Spend' } },
  })
})
