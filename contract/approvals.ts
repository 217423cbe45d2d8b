/** Approvals: who has to approve what, step by step, the questions that are open, and the trail that is only added to. */
import { z } from 'zod'
import { InBrand, procedure, Role } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** `none` and `optional`: nobody has to; `required`: one person; `steps`: one step after the other. */
export const approvalModes = ['none', 'optional', 'required', 'steps'] as const
export const ApprovalMode = z.enum(approvalModes)
export type ApprovalMode = z.infer<typeof ApprovalMode>

/** `anyone` is every member who may approve, and a client whose link was made for deciding; `client` is only the latter, or a member in that role. */
export const Approver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anyone') }),
  z.object({ kind: z.literal('client') }),
  z.object({ kind: z.literal('role'), role: Role }),
  z.object({ kind: z.literal('person'), userId: z.string().min(1).max(64), name: z.string().max(120) }),
])
export type Approver = z.infer<typeof Approver>

/** `any`: one of them is enough; `all`: each of them has to. */
export const ApprovalStep = z.object({
  name: z.string().trim().min(1).max(60),
  need: z.enum(['any', 'all']),
  who: z.array(Approver).min(1).max(12),
})
export type ApprovalStep = z.infer<typeof ApprovalStep>

export const ApprovalPolicy = z.object({
  mode: ApprovalMode,
  /** Only for `steps`. */
  steps: z.array(ApprovalStep).max(6).default([]),
  /** Whoever asks may not approve it themselves. */
  fourEyes: z.boolean().default(false),
})
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>

export const approvalSubjects = ['publication', 'deliverable'] as const
export const ApprovalSubject = z.enum(approvalSubjects)
export type ApprovalSubject = z.infer<typeof ApprovalSubject>
export const approvalStates = ['open', 'approved', 'changes', 'superseded', 'withdrawn'] as const
export const ApprovalState = z.enum(approvalStates)
export type ApprovalState = z.infer<typeof ApprovalState>

export const ApprovalVote = z.object({
  step: z.int().nonnegative(),
  voter: z.string(),
  /** `user:<id>`, or `link:<share>` for a client without an account. */
  voterKey: z.string(),
  vote: z.enum(['approve', 'changes']),
  comment: z.string(),
  at: z.iso.datetime(),
})
export type ApprovalVote = z.infer<typeof ApprovalVote>

/** One question: may this exact version go out? */
export const ApprovalRequest = z.object({
  id: z.uuid(),
  subjectKind: ApprovalSubject,
  subjectId: z.uuid(),
  contentHash: z.string(),
  title: z.string(),
  excerpt: z.string(),
  state: ApprovalState,
  /** The steps as they stood when it was asked, and how many are done. */
  steps: z.array(ApprovalStep.extend({ /** Empty where a policy has only one. */ name: z.string() })),
  step: z.int().nonnegative(),
  /** Who is waited for, in words; null when nobody is. */
  waitsFor: Sentence.nullable(),
  votes: z.array(ApprovalVote),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  /** Whether the person who reads this may decide now. */
  mayDecide: z.boolean(),
})
export type ApprovalRequest = z.infer<typeof ApprovalRequest>

export const approvalActs = ['policy', 'asked', 'approve', 'changes', 'approved', 'superseded', 'withdrawn'] as const
export const ApprovalEvent = z.object({
  number: z.int().positive(),
  at: z.iso.datetime(),
  act: z.enum(approvalActs),
  by: z.string(),
  subjectKind: ApprovalSubject.nullable(),
  subjectId: z.uuid().nullable(),
  contentHash: z.string().nullable(),
  step: z.int().nullable(),
  note: z.string(),
  hash: z.string(),
})
export type ApprovalEvent = z.infer<typeof ApprovalEvent>

/** Whether the trail is whole: every entry's hash fits its words and the entry before. Keep `head` elsewhere to see a cut end, too. */
export const TrailCheck = z.object({
  whole: z.boolean(),
  entries: z.int().nonnegative(),
  /** The hash of the last entry; empty for an empty trail. */
  head: z.string(),
  /** The first entry that does not fit. */
  brokenAt: z.int().nullable(),
  /** With `expect`: whether that hash is in the trail. */
  expected: z.boolean().nullable(),
})
export type TrailCheck = z.infer<typeof TrailCheck>

const tags = ['approvals']
const base = '/workspaces/{workspaceId}/brands/{brandId}/approvals'

export const approvalsContract = {
  policies: procedure
    .route({
      method: 'GET',
      path: `${base}/policies`,
      summary: 'Who has to approve: the brand’s policy, and those of single accounts',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ brand: ApprovalPolicy, accounts: z.array(z.object({ accountId: z.uuid(), policy: ApprovalPolicy })) })),
  setPolicy: procedure
    .route({ method: 'PUT', path: `${base}/policies`, summary: 'Set a policy; null lets an account follow its brand again', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ accountId: z.uuid().nullable(), policy: ApprovalPolicy.nullable() }))
    .output(z.object({ brand: ApprovalPolicy, accounts: z.array(z.object({ accountId: z.uuid(), policy: ApprovalPolicy })) })),
  list: procedure
    .route({ method: 'GET', path: base, summary: 'What was asked, newest first', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        state: ApprovalState.optional(),
        subjectKind: ApprovalSubject.optional(),
        subjectId: z.uuid().optional(),
        cursor: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ requests: z.array(ApprovalRequest), nextCursor: z.uuid().nullable() })),
  trail: procedure
    .route({ method: 'GET', path: `${base}/trail`, summary: 'Who decided what, newest first; only added to', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        subjectKind: ApprovalSubject.optional(),
        subjectId: z.uuid().optional(),
        before: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.array(ApprovalEvent)),
  verify: procedure
    .route({ method: 'GET', path: `${base}/verify`, summary: 'Recompute the chain of hashes of the trail', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ expect: z.string().max(64).optional() }))
    .output(TrailCheck),
}
