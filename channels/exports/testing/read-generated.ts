/** Reads a made-up export of the given size, in bytes, and prints how many posts it had; run by the test of flat memory in a process of its own. */
import { plainTable } from '../plain-table.ts'
import { openExport } from '../read-export.ts'
import { generatedSource } from './make-source.ts'

const bytes = Number(process.argv[2])
const filler = 'x'.repeat(400)
const source = generatedSource(
  'published_at,id,text,reach\n',
  (index) => `2025-03-${String((index % 28) + 1).padStart(2, '0')} 09:00,${index},"Post ${index}, with\nanother line ${filler}",${index}\n`,
  bytes,
)
const opened = await openExport(source, [plainTable])
if (opened.kind === 'refused') throw new Error(opened.reason.key)
let posts = 0
// Looked at while reading: the system's own maximum of a child process begins with what its parent had when it was forked.
let maxRss = 0
for await (const row of opened.rows({ timeZone: 'Asia/Riyadh' })) {
  if (row.kind === 'post') posts++
  if (posts % 2000 === 0) maxRss = Math.max(maxRss, process.memoryUsage.rss())
}
process.stdout.write(JSON.stringify({ posts, maxRssMegabytes: Math.round(maxRss / 1024 / 1024) }))
