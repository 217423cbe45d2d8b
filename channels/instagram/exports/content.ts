/** The content export of Meta Business Suite for Instagram: posts, reels and stories, one row each. */
import type { PostMetric } from '../../../contract/metrics.ts'
import { say } from '../../../contract/sentence.ts'
import type { Header } from '../../exports/headers.ts'
import { defineTable } from '../../exports/table-reader.ts'
import { readInstagramFormat } from '../map.ts'

// Header names: English and Swedish from public tools that read such files, German from a public reconstruction (see ../README.md).

const inCommaLanguage = (headers: Header[]): boolean =>
  headers.some(({ name }) => ['publiceringstid', 'veröffentlichungszeitpunkt'].includes(name))

const ignored = (reason: string) => ({ kind: 'ignored' as const, reason: say(`imports:ignored.${reason}`) })

/** The file has no total of interactions: it is the sum of likes, comments, shares and saves, and missing when one of them is. */
const addEngagements = (metrics: Map<PostMetric, number>): Map<PostMetric, number> => {
  const parts = (['reactions', 'comments', 'shares', 'saves'] as const).map((metric) => metrics.get(metric))
  if (metrics.has('engagements') || parts.some((part) => part === undefined)) return metrics
  return new Map(metrics).set(
    'engagements',
    parts.reduce<number>((sum, part) => sum + (part as number), 0),
  )
}

export const instagramContent = defineTable({
  format: 'instagram-content',
  network: 'instagram',
  name: { en: 'Instagram content (Meta Business Suite)', ar: 'محتوى إنستغرام (Meta Business Suite)' },
  usualDateOrder: 'month-first',
  decimalOf: (headers) => (inCommaLanguage(headers) ? ',' : '.'),
  readFormat: readInstagramFormat,
  lifetime: ['Lifetime', 'Livstid', 'Gesamte Laufzeit'],
  needs: [['post-id'], ['published-at'], ['account-handle']],
  never: ['Page ID', 'Sid-id'],
  derive: addEngagements,
  columns: [
    { means: { kind: 'post-id' }, headers: ['Post ID', 'Publicerings-id', 'Beitrags-ID'] },
    { means: { kind: 'account-id' }, headers: ['Account ID', 'Konto-id'] },
    { means: { kind: 'account-handle' }, headers: ['Account username', 'Kontots användarnamn', 'Konto-Benutzername'] },
    { means: { kind: 'account-name' }, headers: ['Account name', 'Kontonamn', 'Kontoname'] },
    { means: { kind: 'text' }, headers: ['Description', 'Beskrivning', 'Beschreibung'] },
    { means: { kind: 'published-at' }, headers: ['Publish time', 'Publiceringstid', 'Veröffentlichungszeitpunkt'] },
    { means: { kind: 'permalink' }, headers: ['Permalink', 'Permalänk'] },
    { means: { kind: 'format' }, headers: ['Post type', 'Inläggstyp', 'Beitragstyp'] },
    { means: { kind: 'period' }, headers: ['Date', 'Datum'] },
    { means: { kind: 'metric', metric: 'impressions' }, headers: ['Impressions'] },
    { means: { kind: 'metric', metric: 'views' }, headers: ['Views', 'Visningar', 'Aufrufe'] },
    { means: ignored('secondViews'), headers: ['Views#2', 'Visningar#2', 'Aufrufe#2'] },
    { means: { kind: 'metric', metric: 'reach' }, headers: ['Reach', 'Räckvidd', 'Reichweite'] },
    { means: { kind: 'metric', metric: 'reactions' }, headers: ['Likes', 'Gilla-markeringar', '"Gefällt mir"-Angaben'] },
    { means: { kind: 'metric', metric: 'comments' }, headers: ['Comments', 'Kommentarer', 'Kommentare'] },
    { means: { kind: 'metric', metric: 'shares' }, headers: ['Shares', 'Delningar', 'Geteilte Inhalte'] },
    { means: { kind: 'metric', metric: 'saves' }, headers: ['Saves', 'Sparade objekt', 'Gespeicherte Beiträge'] },
    { means: { kind: 'metric', metric: 'follows' }, headers: ['Follows', 'Följer'] },
    { means: { kind: 'metric', metric: 'link-clicks' }, headers: ['Link clicks'] },
    { means: ignored('storiesOnly'), headers: ['Replies', 'Navigation', 'Sticker taps'] },
    { means: ignored('noMetric'), headers: ['Profile visits'] },
    { means: ignored('notNeeded'), headers: ['Duration (sec)', 'Dauer (Sek.)', 'Data comment', 'Datenkommentar'] },
  ],
})
