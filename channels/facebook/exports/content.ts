/** The content export of Meta Business Suite for Facebook Pages: one row a post, or one a post and day. */
import { say } from '../../../contract/sentence.ts'
import type { Header } from '../../exports/headers.ts'
import { defineTable } from '../../exports/table-reader.ts'
import { readFacebookFormat } from '../map.ts'

// Header names: English from a real export (fixtures/NOTICE.md); Swedish and German from public tools that read such files (see ../README.md).
// Languages without a source are left out on purpose: an unknown header is shown as not understood, never guessed.

const inCommaLanguage = (headers: Header[]): boolean =>
  headers.some(({ name }) => ['publiceringstid', 'veröffentlichungszeitpunkt'].includes(name))

const ignored = (reason: string) => ({ kind: 'ignored' as const, reason: say(`imports:ignored.${reason}`) })

export const facebookContent = defineTable({
  format: 'facebook-content',
  network: 'facebook',
  name: { en: 'Facebook content (Meta Business Suite)', ar: 'محتوى فيسبوك (Meta Business Suite)' },
  usualDateOrder: 'month-first',
  decimalOf: (headers) => (inCommaLanguage(headers) ? ',' : '.'),
  readFormat: readFacebookFormat,
  lifetime: ['Lifetime', 'Livstid', 'Gesamte Laufzeit'],
  needs: [['post-id'], ['published-at'], ['account-id', 'account-name']],
  never: ['Account username', 'Kontots användarnamn', 'Konto-Benutzername'],
  columns: [
    { means: { kind: 'post-id' }, headers: ['Post ID', 'Publicerings-id', 'Beitrags-ID'] },
    { means: { kind: 'account-id' }, headers: ['Page ID', 'Sid-id'] },
    { means: { kind: 'account-name' }, headers: ['Page name', 'Sidnamn'] },
    { means: { kind: 'title' }, headers: ['Title', 'Titel'] },
    { means: { kind: 'text' }, headers: ['Description', 'Beskrivning', 'Beschreibung'] },
    { means: { kind: 'published-at' }, headers: ['Publish time', 'Publiceringstid', 'Veröffentlichungszeitpunkt'] },
    { means: { kind: 'permalink' }, headers: ['Permalink', 'Permalänk'] },
    { means: { kind: 'format' }, headers: ['Post type', 'Inläggstyp', 'Beitragstyp'] },
    { means: { kind: 'period' }, headers: ['Date', 'Datum'] },
    { means: { kind: 'metric', metric: 'impressions' }, headers: ['Impressions'] },
    { means: { kind: 'metric', metric: 'views' }, headers: ['Views', 'Visningar', 'Aufrufe'] },
    { means: ignored('secondViews'), headers: ['Views#2', 'Visningar#2', 'Aufrufe#2'] },
    { means: { kind: 'metric', metric: 'reach' }, headers: ['Reach', 'Räckvidd', 'Reichweite'] },
    {
      means: { kind: 'metric', metric: 'engagements' },
      headers: ['Reactions, comments and shares', 'Reaktioner, kommentarer och delningar'],
    },
    { means: { kind: 'metric', metric: 'reactions' }, headers: ['Reactions', 'Reaktioner'] },
    { means: { kind: 'metric', metric: 'comments' }, headers: ['Comments', 'Kommentarer', 'Kommentare'] },
    { means: { kind: 'metric', metric: 'shares' }, headers: ['Shares', 'Delningar', 'Geteilte Inhalte'] },
    { means: { kind: 'metric', metric: 'clicks' }, headers: ['Total clicks', 'Totalt antal klick'] },
    { means: { kind: 'metric', metric: 'link-clicks' }, headers: ['Link clicks', 'Länkklick'] },
    { means: { kind: 'metric', metric: 'video-views' }, headers: ['3-second video views'] },
    { means: { kind: 'metric', metric: 'watch-seconds' }, headers: ['Seconds viewed'] },
    { means: { kind: 'metric', metric: 'negative-feedback' }, headers: ['Negative feedback from users'] },
    { means: { kind: 'paid-share' }, headers: ['Reach from Boosted posts', '3-second video views from Boosted posts'] },
    { means: ignored('partOfClicks'), headers: ['Other clicks', 'Övriga klick'] },
    {
      means: ignored('partOfTotal'),
      headers: ['Reach from Organic posts', '3-second video views from Organic posts', 'Unique negative feedback from users'],
    },
    {
      means: ignored('otherThreshold'),
      headers: ['1-minute video views', '3-second viewers', '1-minute viewers', 'Average Seconds viewed'],
    },
    { means: ignored('earnings'), headers: ['Estimated earnings (USD)', 'Ad CPM (USD)', 'Ad impressions'] },
    { means: ignored('noMetric'), headers: ['Engaged users'] },
    {
      means: ignored('notNeeded'),
      headers: [
        'Duration (secs)',
        'Dauer (Sek.)',
        'Caption type',
        'Is crosspost',
        'Is share',
        'Languages',
        'Custom labels',
        'Funded content status',
        'Data comment',
        'Datenkommentar',
      ],
    },
  ],
})
