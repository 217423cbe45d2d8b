/** Sends a file to be looked at: streamed by the browser, with its progress and a way to stop. */
import { z } from 'zod'
import { Refusal } from '../../../contract/procedure.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'

/** The file was not taken; the sentence says why. */
export class NotTaken extends Error {
  readonly sentence: Sentence
  constructor(sentence: Sentence) {
    super(sentence.key)
    this.sentence = sentence
  }
}

const Taken = z.object({ importId: z.uuid() })
const Refused = z.object({ data: Refusal })

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    // A proxy's own page, for instance.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Answers the id of the import. Throws NotTaken; null when `signal` stopped it. `onProgress` hears the share sent, 0 to 1. */
export const sendFile = (
  file: File,
  to: { workspaceId: string; brandId: string },
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const address = `/api/workspaces/${encodeURIComponent(to.workspaceId)}/brands/${to.brandId}/imports/upload`
    const request = new XMLHttpRequest()
    request.open('POST', `${address}?${new URLSearchParams({ fileName: file.name, modifiedAt: String(file.lastModified) })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => {
      const body = read(request.responseText)
      const taken = Taken.safeParse(body)
      if (request.status === 201 && taken.success) return resolve(taken.data.importId)
      const refused = Refused.safeParse(body)
      if (refused.success) return reject(new NotTaken(refused.data.data.sentence))
      const key = request.status === 401 ? 'signedOut' : request.status === 403 ? 'forbidden' : 'broken'
      reject(new NotTaken(say(`shell:ui.problem.${key}`)))
    }
    request.onerror = () => reject(new NotTaken(say('shell:ui.problem.offline')))
    request.onabort = () => resolve(null)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
