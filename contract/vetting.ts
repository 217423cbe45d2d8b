/** Vetting: candidates, what they claim and what becomes of it, interviews, the dossier; and one's own signed track record. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'
import { Report } from './report.ts'
import { Sentence } from './sentence.ts'
import { MadeShare, ShareOptions } from './shares.ts'
import { SignedRecord, SigningKey, Verified } from './track-record.ts'
import { Claim, ClaimInput, Handed, handedKinds, Link } from './vetting-claims.ts'
import { Agreement, Form, Score, Sheet } from './vetting-sheets.ts'
import { Checking, Work, WorkInput } from './vetting-work.ts'

export const candidateKinds = ['marketer', 'agency', 'influencer'] as const
export const skills = ['strategy', 'copywriting', 'design', 'video', 'community', 'advertising', 'analytics', 'arabic', 'english'] as const
export const Skill = z.enum(skills)
export type Skill = z.infer<typeof Skill>

export const CandidateInput = z.object({
  name: z.string().trim().min(1).max(120),
  kind: z.enum(candidateKinds),
  /** Where their work can be seen. */
  portfolio: Link.nullable().default(null),
  pictureUrl: Link.nullable().default(null),
  notes: z.string().max(5000).default(''),
  skills: z.array(Skill).max(skills.length).default([]),
  /** What they ask for a month. */
  price: z
    .object({
      amount: z.number().min(0).max(1e9),
      currency: z.string().regex(/^[A-Z]{3}$/),
      /** The usual hourly rate for such work here: lowest and highest, in the same currency. */
      rate: z
        .tuple([z.number().positive().max(1e6), z.number().positive().max(1e6)])
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
  needs: z
    .object({
      hoursAMonth: z.number().positive().max(2000).nullable().default(null),
      skills: z.array(Skill).max(skills.length).default([]),
    })
    .default({ hoursAMonth: null, skills: [] }),
  /** Deleted with everything on this day. */
  keepUntil: z.iso.date(),
  /** Name, picture and links are hidden from each interviewer until their own scores are in. */
  hideIdentity: z.boolean().default(false),
})
export type CandidateInput = z.infer<typeof CandidateInput>

export const Consent = z.object({
  /** They said yes; or they act in public and only public acts are looked at. */
  basis: z.enum(['consent', 'public-figure']),
  note: z.string().trim().min(3).max(1000),
})
export type Consent = z.infer<typeof Consent>

/** What the price buys, held against what is needed: typed in here, or taken from the brand's strategy. */
export const Realism = z.object({
  words: Sentence,
  /** Hours a month that the price buys at the usual rates. */
  hours: z.tuple([z.number(), z.number()]).nullable(),
  need: z.object({ hours: z.number(), from: z.enum(['candidate', 'strategy']) }).nullable(),
  notes: z.array(Sentence),
})
export type Realism = z.infer<typeof Realism>
export const Fit = z.object({ skill: Skill.nullable(), has: z.boolean(), from: z.enum(['candidate', 'strategy']), words: Sentence })
export type Fit = z.infer<typeof Fit>

export const CandidateSummary = CandidateInput.extend({
  id: z.uuid(),
  consent: Consent.extend({ at: z.iso.datetime(), by: z.string() }).nullable(),
  /** True: the name and links you see stand for the real ones until your scores are in. */
  masked: z.boolean(),
  createdAt: z.iso.datetime(),
  counts: z.object({ proven: z.int(), contradicted: z.int(), unproven: z.int(), unchecked: z.int() }),
})
export type CandidateSummary = z.infer<typeof CandidateSummary>
export const Candidate = CandidateSummary.extend({
  claims: z.array(Claim),
  handed: z.array(Handed),
  /** Other people's scores stay closed until one's own are in. */
  sheets: z.array(Sheet),
  sheetsWaiting: z.int(),
  agreement: Agreement,
  price: CandidateInput.shape.price,
  realism: Realism,
  fit: z.array(Fit),
  works: z.array(Work),
  /** The newest check, under way or ended; null when none was asked for. */
  checking: Checking.nullable(),
})
export type Candidate = z.infer<typeof Candidate>

const path = '/workspaces/{workspaceId}/brands/{brandId}/candidates'
const tags = ['vetting']
const One = InBrand.extend({ candidateId: z.uuid() })

export const vettingContract = {
  list: procedure
    .route({ method: 'GET', path, summary: 'Candidates, newest first', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand)
    .output(z.array(CandidateSummary)),
  get: procedure
    .route({ method: 'GET', path: `${path}/{candidateId}`, summary: 'One candidate: claims, interviews, price, fit', tags })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(Candidate),
  create: procedure
    .route({ method: 'POST', path, summary: 'Add a candidate', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ candidate: CandidateInput }))
    .output(Candidate),
  update: procedure
    .route({ method: 'PUT', path: `${path}/{candidateId}`, summary: 'Change what is known of a candidate', tags })
    .meta({ can: 'manage-brands' })
    .input(One.extend({ candidate: CandidateInput }))
    .output(Candidate),
  remove: procedure
    .route({ method: 'DELETE', path: `${path}/{candidateId}`, summary: 'Delete a candidate with everything kept of them', tags })
    .meta({ can: 'manage-brands' })
    .input(One)
    .output(z.object({ removed: z.boolean() })),
  consent: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/consent`, summary: 'Record why this person may be looked at', tags })
    .meta({ can: 'manage-brands' })
    .input(One.extend({ consent: Consent }))
    .output(Candidate),
  addClaim: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/claims`, summary: 'Write a claim down', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ claim: ClaimInput }))
    .output(Candidate),
  removeClaim: procedure
    .route({ method: 'DELETE', path: `${path}/{candidateId}/claims/{claimId}`, summary: 'Take a claim out', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ claimId: z.uuid() }))
    .output(Candidate),
  hand: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/handed`, summary: 'Add a table that the candidate handed over (CSV)', tags })
    .meta({ can: 'write-posts' })
    .input(
      One.extend({
        kind: z.enum(handedKinds),
        account: z.string().trim().min(1).max(200),
        /** With it, the judge of fakes errs as it was measured there. */
        network: z.string().trim().max(40).nullable().default(null),
        name: z.string().trim().min(1).max(200),
        csv: z.string().min(1).max(3_000_000),
      }),
    )
    .output(Candidate),
  handExport: procedure
    .route({
      method: 'POST',
      path: `${path}/{candidateId}/exports`,
      summary: 'Add a file that the candidate downloaded from a network',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(
      One.extend({
        account: z.string().trim().min(1).max(200),
        name: z.string().trim().min(1).max(200),
        /** The file's bytes; at most 9 MB. */
        base64: z.base64().min(1).max(12_000_000),
      }),
    )
    .output(Candidate),
  removeHanded: procedure
    .route({ method: 'DELETE', path: `${path}/{candidateId}/handed/{tableId}`, summary: 'Take a handed-over table out', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ tableId: z.uuid() }))
    .output(Candidate),
  check: procedure
    .route({
      method: 'POST',
      path: `${path}/{candidateId}/check`,
      summary: 'Check all claims in the background; the answer says how far',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(Candidate),
  cancelCheck: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/check/cancel`, summary: 'Cancel a check; earlier results stand', tags })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(Candidate),
  addWork: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/works`, summary: 'Add trial work: a text, a file, or both', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ work: WorkInput }))
    .output(Candidate),
  removeWork: procedure
    .route({ method: 'DELETE', path: `${path}/{candidateId}/works/{workId}`, summary: 'Take trial work out, with its scores', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ workId: z.uuid() }))
    .output(Candidate),
  score: procedure
    .route({
      method: 'POST',
      path: `${path}/{candidateId}/scores`,
      summary: 'Hand in the scores of an interview, trial task or reference',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(
      One.extend({
        form: Form,
        /** Of a trial task: which work is scored. */
        workId: z.uuid().nullable().default(null),
        source: z.string().trim().max(200).default(''),
        confirms: z.boolean().nullable().default(null),
        scores: z.array(Score).max(20),
      }),
    )
    .output(Candidate),
  dossier: procedure
    .route({
      method: 'GET',
      path: `${path}/{candidateId}/dossier`,
      summary: 'What is proven, contradicted and unknown, as a document',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(Report),
  share: procedure
    .route({ method: 'POST', path: `${path}/{candidateId}/shares`, summary: 'Give the dossier out by a link that ends', tags })
    .meta({ can: 'manage-brands' })
    .input(One.extend({ options: ShareOptions }))
    .output(MadeShare),
  trackRecord: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/track-record',
      summary: 'Sign this brand’s own figures as a track record',
      tags,
    })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ subject: z.string().trim().min(1).max(120), days: z.int().min(1).max(730).default(180) }))
    .output(SignedRecord),
  keys: procedure
    .route({ method: 'GET', path: '/workspaces/{workspaceId}/track-record-key', summary: 'Keys that sign or signed track records', tags })
    .meta({ can: 'read' })
    .input(z.object({ workspaceId: z.string().min(1).max(64) }))
    .output(z.array(SigningKey)),
  rotateKey: procedure
    .route({ method: 'POST', path: '/workspaces/{workspaceId}/track-record-key', summary: 'Sign with a new key from now on', tags })
    .meta({ can: 'own' })
    .input(z.object({ workspaceId: z.string().min(1).max(64) }))
    .output(z.object({ keyId: z.string() })),
  verify: procedure
    .route({ method: 'POST', path: '/workspaces/{workspaceId}/track-record/verify', summary: 'Check a signed track record', tags })
    .meta({ can: 'read' })
    .input(
      z.object({
        workspaceId: z.string().min(1).max(64),
        document: z.string().max(1_000_000),
        /** The issuer's key id, as they told it by another way. */
        expectedKeyId: z.string().max(100).optional(),
      }),
    )
    .output(Verified),
}
