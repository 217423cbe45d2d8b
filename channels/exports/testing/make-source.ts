/** Sources for tests: from text in any encoding, and a generated one of any size that is never in memory. */
import iconv from 'iconv-lite'
import { type ExportRow, openExport } from '../read-export.ts'
import type { ExportReader, ExportedPost, RowProblem } from '../reader.ts'
import type { ExportSource } from '../source.ts'

/** Bytes handed out in pieces of `pieceBytes`, so that every boundary gets its turn. */
export const sourceOf = (bytes: Uint8Array, fileName = 'export.csv', pieceBytes = 7): ExportSource => ({
  fileName,
  open: async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  },
})

export const textSource = (text: string, encoding = 'utf-8', options: { addBOM?: boolean } = {}): ExportSource => {
  const bytes = iconv.encode(text, encoding, options)
  return sourceOf(bytes, 'export.csv', Math.max(7, Math.ceil(bytes.length / 5000)))
}

/** Rows made on the fly: `bytes` long or a little more. */
export const generatedSource = (header: string, makeRow: (index: number) => string, bytes: number): ExportSource => ({
  fileName: 'large.csv',
  open: async function* () {
    yield Buffer.from(header)
    let sent = 0
    for (let index = 0; sent < bytes; ) {
      let block = ''
      while (block.length < 60_000) block += makeRow(index++)
      const piece = Buffer.from(block)
      sent += piece.length
      yield piece
    }
  },
})

export const postsOf = async (source: ExportSource, readers: ExportReader[], timeZone = 'UTC') => {
  const opened = await openExport(source, readers)
  if (opened.kind === 'refused') throw new Error(`refused: ${JSON.stringify(opened.reason)}`)
  const posts: ExportedPost[] = []
  const problems: RowProblem[] = []
  const others: ExportRow[] = []
  for await (const row of opened.rows({ timeZone })) {
    if (row.kind === 'post') posts.push(row.post)
    else others.push(row)
    if (row.kind === 'post' || row.kind === 'rejected') problems.push(...row.problems)
  }
  return { opened, posts, problems, others }
}
