/** Front door of imports: take a file in, look at it, read it in. */
export { UploadProblem } from './files.ts'
export { openAnyExport } from './ingest/open.ts'
export { previewImport } from './ingest/look.ts'
export { runImport } from './ingest/run.ts'
export { receiveUpload } from './upload.ts'
