/** Front door of imports: take a file in, look at it, read it in; and open any export without a brand. */
export { UploadProblem } from './files.ts'
export { openAnyExport, previewImport, runImport } from './ingest.ts'
export { listImports, showImport } from './store.ts'
export { receiveUpload, tidyFileName } from './upload.ts'
