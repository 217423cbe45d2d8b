/** Sends a picture to the server, which looks at what it really is. */
import type { MediaReference } from '../../contract/content.ts'
import { Refusal } from '../../contract/procedure.ts'
import type { Sentence } from '../../contract/sentence.ts'

export const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif'

export type Uploaded = { kind: 'taken'; media: MediaReference } | { kind: 'refused'; reason: Sentence }

/** Sends one file as it is. `address`: the media of a brand. */
export const uploadPicture = async (address: string, file: File): Promise<Uploaded> => {
  try {
    const answer = await fetch(address, { method: 'POST', headers: { 'x-file-name': encodeURIComponent(file.name) }, body: file })
    const body: unknown = await answer.json()
    if (answer.ok) return { kind: 'taken', media: body as MediaReference }
    const refusal = Refusal.safeParse((body as { data?: unknown }).data)
    return { kind: 'refused', reason: refusal.success ? refusal.data.sentence : { key: 'shell:ui.problem.broken', values: {} } }
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
    return { kind: 'refused', reason: { key: 'shell:ui.problem.offline', values: {} } }
  }
}
