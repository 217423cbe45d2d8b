/** Builds the exact record of a post: text with its facets, languages, pictures or a link card. */
import type { MediaReference, PostContent } from '../../contract/content.ts'
import type { World } from '../port.ts'
import { type BlobPointer, pointerOf } from './blob.ts'
import { imagesInOldEmbed } from './limits.ts'
import { makeCard } from './link-card.ts'
import { xrpc } from './xrpc.ts'

interface Feature {
  $type: string
  did?: string
  uri?: string
  tag?: string
}
interface Facet {
  $type?: string
  index: { byteStart: number; byteEnd: number }
  features: Feature[]
}

export interface PostRecord {
  $type: 'app.bsky.feed.post'
  text: string
  createdAt: string
  langs?: string[]
  facets?: Facet[]
  embed?: Record<string, unknown>
  reply?: ReplyReference
}

interface Pointer {
  uri: string
  cid: string
}
export interface ReplyReference {
  root: Pointer
  parent: Pointer
}

const mention = 'app.bsky.richtext.facet#mention'
const link = 'app.bsky.richtext.facet#link'
/** Marks that end a sentence in Arabic; the library knows only the Latin ones and would take them into a link. */
const arabicTail = /[،؛؟۔»”]+$/u

/**
 * Links, mentions and hashtags of a text by their UTF-8 byte offsets. A mention nobody answers to stays plain text. Cost: a request per mention.
 */
export const findFacets = async (text: string, resolve: (handle: string) => Promise<string | null>): Promise<Facet[]> => {
  // Loaded only when somebody posts: it costs 70 MB and half a second.
  const { RichText } = await import('@atproto/api')
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  const facets: Facet[] = []
  for (const { index, features } of rich.facets ?? []) {
    const feature = features[0] as Feature | undefined
    if (feature === undefined) continue
    if (feature.$type === mention) {
      const did = await resolve(feature.did ?? '')
      if (did !== null) facets.push({ index, features: [{ $type: mention, did }] })
    } else if (feature.$type === link) {
      const tail = arabicTail.exec(feature.uri ?? '')?.[0] ?? ''
      const uri = (feature.uri ?? '').slice(0, (feature.uri ?? '').length - tail.length)
      const byteEnd = index.byteEnd - new TextEncoder().encode(tail).byteLength
      if (URL.canParse(uri)) facets.push({ index: { ...index, byteEnd }, features: [{ $type: link, uri }] })
    } else facets.push({ index, features: [{ ...feature }] })
  }
  return facets.toSorted((a, b) => a.index.byteStart - b.index.byteStart)
}

/** Asks the account's own server who a handle is. Throws EgressError when it cannot be asked: a post without its mention would be another post. */
const resolveHandle = async (world: World, service: string, handle: string): Promise<string | null> => {
  const answer = await xrpc(world, { service, method: 'com.atproto.identity.resolveHandle', params: { handle } })
  if (answer.kind === 'silent') throw answer.problem
  const did = answer.status === 200 ? (answer.body as { did?: unknown } | null)?.did : undefined
  return typeof did === 'string' && did.startsWith('did:') ? did : null
}

const imageOf = (media: MediaReference, image: BlobPointer) => ({
  alt: media.alt,
  image,
  ...(media.width === null || media.height === null ? {} : { aspectRatio: { width: media.width, height: media.height } }),
})

const embedOf = async (world: World, content: PostContent): Promise<Record<string, unknown> | undefined> => {
  const pictures = content.media.filter(({ kind }) => kind === 'image')
  if (pictures.length > 0) {
    const images = []
    for (const media of pictures) images.push(imageOf(media, await pointerOf(await world.openMedia(media), media.mime)))
    return images.length > imagesInOldEmbed
      ? { $type: 'app.bsky.embed.gallery', items: images.map((image) => ({ $type: 'app.bsky.embed.gallery#image', ...image })) }
      : { $type: 'app.bsky.embed.images', images }
  }
  if (content.link !== null) return { $type: 'app.bsky.embed.external', external: await makeCard(world, content.link) }
  return undefined
}

/** Makes the record; the same content at the same `createdAt` makes the same bytes as long as links and mentions lead to the same. */
export const makeRecord = async (
  world: World,
  service: string,
  content: PostContent,
  createdAt: Date,
  reply: ReplyReference | null = null,
): Promise<PostRecord> => {
  const facets = await findFacets(content.text, (handle) => resolveHandle(world, service, handle))
  const embed = await embedOf(world, content)
  return {
    $type: 'app.bsky.feed.post',
    text: content.text,
    createdAt: createdAt.toISOString(),
    ...(content.language === null ? {} : { langs: [content.language] }),
    ...(facets.length === 0 ? {} : { facets }),
    ...(embed === undefined ? {} : { embed }),
    ...(reply === null ? {} : { reply }),
  }
}
