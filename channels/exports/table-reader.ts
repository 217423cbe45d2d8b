/** Builds a reader from a dictionary of columns: which headers mean what, in every language the network writes them. */
import type { Format } from '../../contract/content.ts'
import type { AccountMetric, PostMetric } from '../../contract/metrics.ts'
import { type Sentence, say } from '../../contract/sentence.ts'
import { readTime } from './dates.ts'
import { type Header, isTotalRow, normaliseHeader } from './headers.ts'
import { isDestroyedId, isMissing, readNumber } from './numbers.ts'
import type { ColumnReading, ExportedPost, ExportReader, RowOptions, RowProblem, RowReading, TableReader } from './reader.ts'

export type ColumnKind =
  | {
      kind:
        | 'post-id'
        | 'account-id'
        | 'account-name'
        | 'account-handle'
        | 'title'
        | 'text'
        | 'published-at'
        | 'format'
        | 'permalink'
        | 'period'
        | 'language'
    }
  | { kind: 'metric'; metric: PostMetric }
  /** A number that, above zero, says that the post was advertised. */
  | { kind: 'paid-share' }
  | { kind: 'account-metric'; metric: AccountMetric }
  | { kind: 'ignored'; reason: Sentence }

export interface ColumnEntry {
  means: ColumnKind
  /** Headers as written, in any language; compared in their normalised form. */
  headers: string[]
}

export interface TableFormat {
  format: string
  network: string | null
  name: { en: string; ar: string }
  columns: ColumnEntry[]
  /** Groups of kinds; of each group one must be there for the file to be this format. */
  needs: ColumnKind['kind'][][]
  /** Headers that this format never has: a file with one is another format. */
  never?: string[]
  /** A last look at the headers, where the groups cannot say it. */
  accepts?: (names: Set<string>, kinds: Set<string>) => boolean
  usualDateOrder: 'month-first' | 'day-first'
  /** The decimal sign of the language that these headers are in. */
  decimalOf: (headers: Header[]) => '.' | ','
  readFormat: (text: string) => Format | null
  /** What a period column says for "since publication", in every language. */
  lifetime: string[]
  /** The id of a post, where the file has none: from what identifies it otherwise. Null: the row is refused. */
  makeId?: (post: Omit<ExportedPost, 'networkPostId'>) => string | null
  /** Adds metrics that follow from the others by a documented sum. */
  derive?: (metrics: Map<PostMetric, number>) => Map<PostMetric, number>
}

const cut = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value).replaceAll('\0', '').toWellFormed()

const uses: Record<ColumnKind['kind'], ColumnReading['use']> = {
  'post-id': 'identity',
  permalink: 'identity',
  'account-id': 'account',
  'account-name': 'account',
  'account-handle': 'account',
  title: 'text',
  text: 'text',
  'published-at': 'time',
  period: 'time',
  format: 'detail',
  language: 'detail',
  metric: 'metric',
  'account-metric': 'metric',
  'paid-share': 'detail',
  ignored: 'ignored',
}

const meaningOf = (means: ColumnKind): Sentence => {
  if (means.kind === 'metric' || means.kind === 'account-metric') return say(`imports:metric.${means.metric}`)
  return say(`imports:column.${means.kind}`)
}

/** The dictionary by normalised header. A second column of the same name is another meaning and only taken when it is entered as "name#2". */
const indexOf = (columns: ColumnEntry[]): Map<string, ColumnKind> =>
  new Map(columns.flatMap(({ means, headers }) => headers.map((header) => [normaliseHeader(header), means] as const)))

const understand = (headers: Header[], index: Map<string, ColumnKind>): { header: Header; means: ColumnKind }[] => {
  const taken = new Set<string>()
  return headers.map((header) => {
    const found = index.get(header.name)
    if (header.name === '') return { header, means: { kind: 'ignored', reason: say('imports:ignored.unnamed') } }
    if (found === undefined) {
      const repeated = /#\d+$/.test(header.name)
      return { header, means: { kind: 'ignored', reason: say(repeated ? 'imports:ignored.repeated' : 'imports:ignored.unknown') } }
    }
    const key = found.kind === 'metric' || found.kind === 'account-metric' ? `${found.kind} ${found.metric}` : found.kind
    if (found.kind !== 'ignored' && found.kind !== 'paid-share' && taken.has(key)) {
      return { header, means: { kind: 'ignored', reason: say('imports:ignored.alreadyThere') } }
    }
    taken.add(key)
    return { header, means: found }
  })
}

/** Makes the reader of a format. */
export const defineTable = (format: TableFormat): ExportReader => {
  const index = indexOf(format.columns)
  const never = new Set((format.never ?? []).map(normaliseHeader))
  const lifetime = new Set(format.lifetime.map(normaliseHeader))
  const recognise = (headers: Header[]): number => {
    if (headers.some((header) => never.has(header.name))) return 0
    const kinds = new Set<string>(headers.flatMap((header) => index.get(header.name)?.kind ?? []))
    if (format.accepts?.(new Set(headers.map(({ name }) => name)), kinds) === false) return 0
    return format.needs.every((group) => group.some((kind) => kinds.has(kind)))
      ? headers.filter((header) => index.has(header.name)).length
      : 0
  }
  const open = (headers: Header[]): TableReader => openTable(format, lifetime, headers, understand(headers, index))
  return { format: format.format, network: format.network, name: format.name, recognise, open }
}

const openTable = (
  format: TableFormat,
  lifetime: Set<string>,
  headers: Header[],
  understood: { header: Header; means: ColumnKind }[],
): TableReader => {
  const decimal = format.decimalOf(headers)
  const place = (kind: ColumnKind['kind']) => understood.find(({ means }) => means.kind === kind)?.header ?? null
  const at = {
    id: place('post-id'),
    accountId: place('account-id'),
    accountName: place('account-name'),
    handle: place('account-handle'),
    title: place('title'),
    text: place('text'),
    time: place('published-at') as Header,
    format: place('format'),
    permalink: place('permalink'),
    period: place('period'),
    language: place('language'),
  }
  const numbers = understood.filter(({ means }) => ['metric', 'paid-share', 'account-metric'].includes(means.kind))

  /** Reads the numbers of a row; what cannot be read is a problem and stays missing. */
  const readNumbers = (cells: string[], row: number, problems: RowProblem[]) => {
    const metrics = new Map<PostMetric, number>()
    const accountMetrics: ExportedPost['accountMetrics'] = []
    let paid: boolean | null = null
    for (const { header, means } of numbers) {
      const raw = cells[header.position] ?? ''
      const reading = readNumber(raw, decimal)
      const refuse = (key: string) =>
        problems.push({ row, column: header.text, value: cut(raw), severity: 'value-missing', sentence: say(key) })
      if (reading.kind === 'missing') continue
      if (reading.kind === 'unreadable') refuse('imports:problem.number')
      else if (reading.kind === 'below') refuse('imports:problem.onlyBound')
      else if (reading.value < 0) refuse('imports:problem.negative')
      else if (means.kind === 'paid-share') paid = paid === true || reading.value > 0
      else if (means.kind === 'account-metric') accountMetrics.push({ metric: means.metric, value: reading.value })
      else if (means.kind === 'metric') {
        if (!Number.isInteger(reading.value) && means.metric !== 'watch-seconds' && means.metric !== 'sales')
          refuse('imports:problem.notWhole')
        else metrics.set(means.metric, reading.value)
      }
    }
    // Seen by somebody, yet never shown: the network had not filled that column. A zero that cannot be is missing, not zero.
    const views = understood.find(({ means }) => means.kind === 'metric' && means.metric === 'views')?.header
    if (views !== undefined && metrics.get('views') === 0 && (metrics.get('reach') ?? 0) > 0) {
      metrics.delete('views')
      problems.push({
        row,
        column: views.text,
        value: '0',
        severity: 'value-missing',
        sentence: say('imports:problem.viewsWithoutReach', { reach: metrics.get('reach') ?? 0 }),
      })
    }
    return { metrics: format.derive?.(metrics) ?? metrics, accountMetrics, paid }
  }

  /** 'lifetime', a day, or null when the period cannot be read. */
  const readPeriod = (cells: string[], options: RowOptions): { window: 'lifetime' | 'day'; day: string | null } | null => {
    const raw = at.period === null ? '' : (cells[at.period.position] ?? '')
    if (isMissing(raw) || lifetime.has(normaliseHeader(raw))) return { window: 'lifetime', day: null }
    const reading = readTime(raw, options.dateOrder)
    return reading.kind === 'local' ? { window: 'day', day: reading.local.slice(0, 10) } : null
  }

  const readRow = (cells: string[], row: number, options: RowOptions): RowReading => {
    // No zero characters and no halves of a character: a database takes neither.
    const cell = (header: Header | null): string =>
      header === null
        ? ''
        : (cells[header.position] ?? '')
            .replaceAll('\0', '')
            .toWellFormed()
            .trim()
            .replace(/^'(?=[=+@-])/, '')
    const problem = (header: Header | null, severity: RowProblem['severity'], sentence: Sentence): RowProblem => ({
      row,
      column: header?.text ?? null,
      value: header === null ? null : cut(cell(header)),
      severity,
      sentence,
    })
    const reject = (header: Header | null, sentence: Sentence): RowReading => ({
      kind: 'rejected',
      problems: [problem(header, 'rejected', sentence)],
    })

    if (isTotalRow(cells)) return { kind: 'skipped', why: 'total' }
    if (cells.length < headers.length) return reject(null, say('imports:problem.tooFewCells', { have: cells.length, need: headers.length }))
    if (cells.slice(headers.length).some((extra) => extra.trim() !== '')) {
      return reject(null, say('imports:problem.tooManyCells', { have: cells.length, need: headers.length }))
    }
    const time = readTime(cell(at.time), options.dateOrder)
    const hasNoNumber = () =>
      numbers.every(({ header }) => ['unreadable', 'missing'].includes(readNumber(cells[header.position] ?? '', decimal).kind))
    // A row under the header that explains the columns in words: neither a date nor a single number in it.
    if (
      row <= 3 &&
      time.kind !== 'local' &&
      time.kind !== 'instant' &&
      hasNoNumber() &&
      cells.join('').length > 0 &&
      !/\d{6}/.test(cell(at.id))
    ) {
      return { kind: 'skipped', why: 'description' }
    }
    if (time.kind === 'missing') return reject(at.time, say('imports:problem.noTime'))
    if (time.kind === 'unreadable') return reject(at.time, say('imports:problem.time'))

    const problems: RowProblem[] = []
    const resolved = time.kind === 'instant' ? { at: time.at, oddity: null } : options.place(time.local)
    if (resolved.oddity === 'gap') problems.push(problem(at.time, 'notice', say('imports:problem.timeGap')))
    if (resolved.oddity === 'twice' && time.kind === 'local' && time.timeKnown)
      problems.push(problem(at.time, 'notice', say('imports:problem.timeTwice')))

    const period = readPeriod(cells, options)
    if (period === null) return reject(at.period, say('imports:problem.period'))

    const formatText = cell(at.format)
    const postFormat = isMissing(formatText) ? null : format.readFormat(formatText)
    if (postFormat === null && !isMissing(formatText)) problems.push(problem(at.format, 'notice', say('imports:problem.format')))

    const { metrics, accountMetrics, paid } = readNumbers(cells, row, problems)
    const permalink = /^https?:\/\//i.test(cell(at.permalink)) ? cell(at.permalink) : null
    const rawId = cell(at.id)
    const rawAccountId = cell(at.accountId)
    const destroyed = isDestroyedId(rawId)
    if (destroyed && permalink === null) return reject(at.id, say('imports:problem.destroyedId'))
    if (destroyed) problems.push(problem(at.id, 'notice', say('imports:problem.destroyedIdHasLink')))
    if (at.accountId !== null && isDestroyedId(rawAccountId))
      problems.push(problem(at.accountId, 'notice', say('imports:problem.destroyedAccountId')))

    const text = [cell(at.text), cell(at.title)].find((candidate) => !isMissing(candidate)) ?? ''
    const language = cell(at.language)
    const withoutId: Omit<ExportedPost, 'networkPostId'> = {
      row,
      account: {
        networkAccountId: isMissing(rawAccountId) || isDestroyedId(rawAccountId) ? null : rawAccountId,
        name: isMissing(cell(at.accountName)) ? null : cell(at.accountName),
        handle: isMissing(cell(at.handle)) ? null : cell(at.handle).replace(/^@/, ''),
      },
      permalink,
      publishedAt: resolved.at,
      timeKnown: time.kind === 'instant' || time.timeKnown,
      format: postFormat ?? 'other',
      text,
      language: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : null,
      paid,
      metrics: [...metrics].map(([metric, value]) => ({ metric, value, ...period })),
      accountMetrics,
    }
    let id: string | null = null
    if (!isMissing(rawId) && !destroyed) id = rawId
    else if (!destroyed) id = format.makeId?.(withoutId) ?? null
    if (id === null && !destroyed) return reject(at.id, say('imports:problem.noId'))
    return { kind: 'post', post: { ...withoutId, networkPostId: id }, problems }
  }

  return {
    columns: understood.map(({ header, means }) => ({
      position: header.position,
      header: header.text,
      use: uses[means.kind],
      meaning: meaningOf(means),
      reason: means.kind === 'ignored' ? means.reason : null,
    })),
    timeColumn: at.time.position,
    usualDateOrder: format.usualDateOrder,
    readRow,
  }
}
