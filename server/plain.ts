/** All plain routes (outside the contract) of the app, feature by feature. */
import { auditFileRoute } from './features/audience/list-file.ts'
import { reviewPicture } from './features/creative/index.ts'
import { uploadRoute } from './features/imports/upload.ts'
import { reviewPdf } from './features/review/index.ts'
import { postsDownload } from './features/results/download.ts'
import { sharedPdf } from './features/shares/routes.ts'
import { eventsPlain } from './features/events/plain.ts'
import { eventImportRoute } from './features/events/import-file.ts'
import { linksPlain } from './features/links/plain.ts'
import { inboxPlain } from './features/inbox/plain.ts'
import { dossierPdf, workFile } from './features/vetting/files.ts'
import type { PlainRoutes } from './http/plain.ts'
import { mediaPlain } from './features/media/index.ts'
import { referencePage } from './http/reference.ts'

export const plainRoutes: PlainRoutes[] = [
  referencePage,
  mediaPlain,
  uploadRoute,
  postsDownload,
  sharedPdf,
  dossierPdf,
  workFile,
  reviewPdf,
  linksPlain,
  inboxPlain,
  eventsPlain,
  eventImportRoute,
  reviewPicture,
  auditFileRoute,
]
