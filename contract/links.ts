/** Short links on one's own domains, campaigns, clicks, the page of links, and the rules that UTM parameters follow. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** What a link, a campaign or a source is called in an address: lower case, digits, hyphens. */
export const Slug = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
export const CampaignKey = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u)
/** How a channel is named in every picture: a network's name, or mail, search, qr … in one's own words. */
export const ChannelName = z.string().trim().min(1).max(60)

export const Campaign = z.object({
  id: z.uuid(),
  name: z.string(),
  key: z.string(),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Campaign = z.infer<typeof Campaign>
export const CampaignInput = z.object({
  name: z.string().trim().min(1).max(120),
  key: CampaignKey,
  startsOn: z.iso.date().nullable().default(null),
  endsOn: z.iso.date().nullable().default(null),
})
export type CampaignInput = z.infer<typeof CampaignInput>

export const LinkDomain = z.object({
  id: z.uuid(),
  host: z.string(),
  /** Where a request to the domain must be answered with, so that we know it leads here. */
  checkPath: z.string(),
  reachedAt: z.iso.datetime().nullable(),
  lastProblem: z.string().nullable(),
})
export type LinkDomain = z.infer<typeof LinkDomain>

export const clickAgents = ['person', 'preview', 'bot'] as const
export const ClickAgent = z.enum(clickAgents)
export type ClickAgent = z.infer<typeof ClickAgent>
/** `visitors`: different keyed hashes per day, added up over days; people who asked not to be followed are in `persons` only. */
export const ClickCounts = z.object({
  persons: z.int(),
  visitors: z.int(),
  previews: z.int(),
  bots: z.int(),
})
export type ClickCounts = z.infer<typeof ClickCounts>

export const LinkInput = z.object({
  destination: z.string().trim().min(1).max(4000),
  title: z.string().trim().max(200).default(''),
  /** Drawn when it is not given. */
  slug: Slug.optional(),
  domainId: z.uuid().nullable().default(null),
  channel: ChannelName.nullable().default(null),
  accountId: z.uuid().nullable().default(null),
  campaignId: z.uuid().nullable().default(null),
  postId: z.uuid().nullable().default(null),
  /** Adds ?ac=<click> for the script on the other side; never for people who asked not to be followed. */
  carriesClick: z.boolean().default(true),
})
export type LinkInput = z.infer<typeof LinkInput>

export const ShortLink = z.object({
  id: z.uuid(),
  slug: z.string(),
  domainId: z.uuid().nullable(),
  /** The whole address to share. */
  address: z.string(),
  destination: z.string(),
  title: z.string(),
  channel: z.string().nullable(),
  accountId: z.uuid().nullable(),
  campaignId: z.uuid().nullable(),
  postId: z.uuid().nullable(),
  carriesClick: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  archivedAt: z.iso.datetime().nullable(),
  clicks: ClickCounts,
})
export type ShortLink = z.infer<typeof ShortLink>

const Counted = z.object({ name: z.string().nullable(), persons: z.int() })
export const LinkDetail = ShortLink.extend({
  days: z.array(ClickCounts.extend({ day: z.iso.date() })),
  referrers: z.array(Counted),
  devices: z.array(Counted),
  languages: z.array(Counted),
})
export type LinkDetail = z.infer<typeof LinkDetail>

export const utmParameters = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const
export type UtmParameter = (typeof utmParameters)[number]
export const UtmRules = z.object({
  /** Which must be there. */
  required: z.array(z.enum(utmParameters)).default(['utm_source', 'utm_medium', 'utm_campaign']),
  /** The words that are allowed, by parameter; none named means any. */
  allowed: z.partialRecord(z.enum(utmParameters), z.array(z.string().min(1).max(100)).max(200)).default({}),
  /** Other spellings of one word, each with the right one. */
  aliases: z.record(z.string().max(100), z.string().max(100)).default({}),
  /** The medium a link from a social post gets. */
  medium: z.string().trim().min(1).max(60).default('social'),
  lowerCase: z.boolean().default(true),
  separator: z.enum(['-', '_', '.']).default('-'),
  /** Sites the rules are about; empty means all. */
  hosts: z.array(z.string().max(253)).max(50).default([]),
})
export type UtmRules = z.infer<typeof UtmRules>

export const utmFindings = ['missing', 'not-allowed', 'alias', 'upper-case', 'spaces', 'twice', 'empty', 'unknown', 'not-a-link'] as const
export const UtmFinding = z.object({ kind: z.enum(utmFindings), parameter: z.string(), words: Sentence, repairable: z.boolean() })
export type UtmFinding = z.infer<typeof UtmFinding>
/** What is known of where an address will stand; a repair fills what is missing from it. */
export const UtmContext = z.object({
  source: z.string().max(100).nullable().default(null),
  campaign: z.string().max(100).nullable().default(null),
  content: z.string().max(100).nullable().default(null),
})
export type UtmContext = z.infer<typeof UtmContext>
export const UtmVerdict = z.object({ address: z.string(), findings: z.array(UtmFinding), repaired: z.string().nullable() })
export type UtmVerdict = z.infer<typeof UtmVerdict>

export const LinkPage = z.object({
  slug: Slug,
  title: z.string().trim().min(1).max(80),
  about: z.string().trim().max(300).default(''),
  direction: z.enum(['ltr', 'rtl']),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default('#7a4b00'),
  published: z.boolean().default(true),
  entries: z
    .array(z.object({ linkId: z.uuid(), label: z.string().trim().min(1).max(80), note: z.string().trim().max(140).default('') }))
    .max(40),
})
export type LinkPage = z.infer<typeof LinkPage>

const base = '/workspaces/{workspaceId}/brands/{brandId}'
const tags = ['links']
const One = InBrand.extend({ linkId: z.uuid() })
const Period = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() })

export const linksContract = {
  list: procedure
    .route({ method: 'GET', path: `${base}/links`, summary: 'Short links, newest first, with their clicks in a period', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        ...Period.shape,
        campaignId: z.uuid().optional(),
        archived: z.stringbool().or(z.boolean()).optional(),
        cursor: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ links: z.array(ShortLink), nextCursor: z.uuid().nullable(), total: ClickCounts })),
  get: procedure
    .route({ method: 'GET', path: `${base}/links/{linkId}`, summary: 'One link: its clicks by day, where from, on what', tags })
    .meta({ can: 'read' })
    .input(One.extend(Period.shape))
    .output(LinkDetail),
  create: procedure
    .route({ method: 'POST', path: `${base}/links`, summary: 'Make a short link', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ link: LinkInput }))
    .output(ShortLink),
  update: procedure
    .route({ method: 'PUT', path: `${base}/links/{linkId}`, summary: 'Change where a link leads and what it belongs to', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ link: LinkInput.omit({ slug: true, domainId: true }) }))
    .output(ShortLink),
  archive: procedure
    .route({
      method: 'POST',
      path: `${base}/links/{linkId}/archive`,
      summary: 'Put a link away (it answers “gone”), or bring it back',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(One.extend({ archived: z.boolean() }))
    .output(ShortLink),
  qr: procedure
    .route({ method: 'GET', path: `${base}/links/{linkId}/qr`, summary: 'The QR code of a link, as SVG', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(z.object({ svg: z.string(), address: z.string() })),
  campaigns: procedure
    .route({ method: 'GET', path: `${base}/campaigns`, summary: 'The campaigns of a brand', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Campaign)),
  createCampaign: procedure
    .route({ method: 'POST', path: `${base}/campaigns`, summary: 'Begin a campaign', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ campaign: CampaignInput }))
    .output(Campaign),
  updateCampaign: procedure
    .route({ method: 'PUT', path: `${base}/campaigns/{campaignId}`, summary: 'Change a campaign, or put it away', tags })
    .meta({ can: 'publish' })
    .input(
      InBrand.extend({
        campaignId: z.uuid(),
        campaign: CampaignInput.omit({ key: true }).extend({ archived: z.boolean().default(false) }),
      }),
    )
    .output(Campaign),
  domains: procedure
    .route({ method: 'GET', path: `${base}/link-domains`, summary: 'The brand’s own domains for short links', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(LinkDomain)),
  addDomain: procedure
    .route({ method: 'POST', path: `${base}/link-domains`, summary: 'Use a domain of one’s own', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ host: z.string().trim().min(3).max(253) }))
    .output(LinkDomain),
  checkDomain: procedure
    .route({ method: 'POST', path: `${base}/link-domains/{domainId}/check`, summary: 'See whether a domain leads here', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ domainId: z.uuid() }))
    .output(LinkDomain),
  removeDomain: procedure
    .route({ method: 'DELETE', path: `${base}/link-domains/{domainId}`, summary: 'Give up a domain that has no links', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ domainId: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),
  utmRules: procedure
    .route({ method: 'GET', path: `${base}/utm-rules`, summary: 'The brand’s rules for UTM parameters', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(UtmRules),
  saveUtmRules: procedure
    .route({ method: 'PUT', path: `${base}/utm-rules`, summary: 'Change the rules for UTM parameters', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ rules: UtmRules }))
    .output(UtmRules),
  checkUtm: procedure
    .route({
      method: 'POST',
      path: `${base}/utm-rules/check`,
      summary: 'Hold addresses, or a text with addresses, against the rules, and repair them',
      tags,
    })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        addresses: z.array(z.string().max(4000)).max(500).default([]),
        /** A draft: its addresses are found, and `text` comes back with them repaired. */
        text: z.string().max(20_000).optional(),
        context: UtmContext.prefault({}),
      }),
    )
    .output(z.object({ verdicts: z.array(UtmVerdict), text: z.string().nullable() })),
  page: procedure
    .route({ method: 'GET', path: `${base}/link-page`, summary: 'The brand’s page of links', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ page: LinkPage.nullable(), address: z.string().nullable() })),
  savePage: procedure
    .route({ method: 'PUT', path: `${base}/link-page`, summary: 'Change the page of links', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ page: LinkPage }))
    .output(z.object({ page: LinkPage, address: z.string() })),
}
