/** Takes a picture in for good: prepared, fingerprinted, its file written, its row kept. */
import { createHash } from 'node:crypto'
import type { Sentence } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { prepareImage } from './ingest.ts'
import { keepMedia, type MediaRow, type Scope, writeMediaFile } from './store.ts'

/** Refuses what is no picture, too large or broken, with a sentence; the same bytes twice are one file. Cost: about 0.2 s for a photo. */
export const addPicture = async (
  services: Services,
  scope: Scope,
  file: { bytes: Uint8Array<ArrayBuffer>; name: string; by: string },
): Promise<{ kind: 'added'; media: MediaRow } | { kind: 'refused'; reason: Sentence }> => {
  const answer = await prepareImage(file.bytes, file.name)
  if (answer.kind === 'refused') return answer
  const { image } = answer
  const media = await keepMedia(
    services.database.db,
    scope,
    {
      kind: 'image',
      mime: image.mime,
      bytes: image.bytes.byteLength,
      width: image.width,
      height: image.height,
      fileName: file.name,
      sha256: createHash('sha256').update(image.bytes).digest('hex'),
      by: file.by,
      now: services.now(),
    },
    (id) => writeMediaFile(services.config.dataDir, scope.workspaceId, id, image.bytes),
  )
  return { kind: 'added', media }
}
