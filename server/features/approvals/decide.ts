/** Who may decide on a question, and when a step is done; data in, data out. */
import type { ApprovalPolicy, ApprovalStep, Approver } from '../../../contract/approvals.ts'
import { abilitiesOf, type Role } from '../../../contract/procedure.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'

/** Somebody who decides: a member with the ability to approve, or a client with a link that was made for it. */
export interface Voter {
  /** `user:<id>` or `link:<share>`. */
  key: string
  name: string
  role: Role | 'link'
}
export interface CastVote {
  step: number
  voterKey: string
  voterRole: string | null
  vote: 'approve' | 'changes'
}

export const usualPolicy: ApprovalPolicy = { mode: 'required', steps: [], fourEyes: false }

/** The steps of a policy; every policy but `steps` has one, which anybody who may approve can take. Cost: O(1). */
export const stepsOf = (policy: ApprovalPolicy): ApprovalStep[] =>
  policy.mode === 'steps' && policy.steps.length > 0 ? policy.steps : [{ name: '', need: 'any', who: [{ kind: 'anyone' }] }]

/** Whether something may go out that nobody approved. */
export const goesUnasked = (policy: ApprovalPolicy): boolean => policy.mode === 'none' || policy.mode === 'optional'

const fits = (approver: Approver, voter: { key: string; role: string | null }): boolean => {
  switch (approver.kind) {
    case 'anyone':
      return true
    case 'client':
      return voter.role === 'client' || voter.role === 'link'
    case 'role':
      return voter.role === approver.role
    case 'person':
      return voter.key === `user:${approver.userId}`
  }
}

/** Whether a step has the voices it needs: one of those named, or each of them. Cost: O(approvers × votes). */
export const isStepDone = (step: ApprovalStep, number: number, votes: CastVote[]): boolean => {
  const yes = votes.filter((each) => each.step === number && each.vote === 'approve')
  const heard = (approver: Approver) => yes.some(({ voterKey, voterRole }) => fits(approver, { key: voterKey, role: voterRole }))
  return step.need === 'all' ? step.who.every(heard) : step.who.some(heard)
}

/** Why this person cannot decide on the open step; null when they can. */
export const whyNot = (
  request: { policy: ApprovalPolicy; step: number; askedByKey: string },
  voter: Voter,
  vote: 'approve' | 'changes' = 'approve',
): Sentence | null => {
  const step = stepsOf(request.policy)[request.step]
  if (step === undefined) return say('approvals:problem.closed')
  // Sending one's own work back is nobody's harm.
  if (vote === 'approve' && request.policy.fourEyes && request.askedByKey === voter.key) return say('approvals:problem.fourEyes')
  if (!step.who.some((approver) => fits(approver, voter)))
    return step.name === '' ? say('approvals:problem.notYou') : say('approvals:problem.notYourStep', { step: step.name })
  return null
}

/**
 * The members for whom an open question waits: they may approve, the open step names them, they have not agreed to it yet, and four eyes do not keep
 * them out. Empty when it waits for a client with a link alone. Cost: O(members × (approvers + votes)).
 */
export const decidersOf = (
  request: { policy: ApprovalPolicy; step: number; askedByKey: string },
  votes: CastVote[],
  members: { userId: string; role: Role }[],
): string[] =>
  members
    .filter(({ userId, role }) => {
      const key = `user:${userId}`
      const agreed = votes.some((one) => one.step === request.step && one.vote === 'approve' && one.voterKey === key)
      return !agreed && abilitiesOf[role].includes('approve') && whyNot(request, { key, name: '', role }) === null
    })
    .map(({ userId }) => userId)

/** Who is waited for, in words; null when the question is closed. */
export const waitsFor = (request: { policy: ApprovalPolicy; step: number; state: string }): Sentence | null => {
  if (request.state !== 'open') return null
  const steps = stepsOf(request.policy)
  const step = steps[request.step]
  if (step === undefined) return null
  if (step.name === '') return say('approvals:waits.anyone')
  return say('approvals:waits.step', { step: step.name, number: request.step + 1, of: steps.length })
}

/** A policy that nobody could ever fulfil, said before it is kept; null when it is fine. */
export const findFault = (policy: ApprovalPolicy, memberIds: Set<string>): Sentence | null => {
  if (policy.mode !== 'steps') return null
  if (policy.steps.length === 0) return say('approvals:problem.noSteps')
  for (const step of policy.steps) {
    for (const who of step.who) {
      if (who.kind === 'person' && !memberIds.has(who.userId)) return say('approvals:problem.noMember', { name: who.name, step: step.name })
      if (who.kind === 'role' && (who.role === 'creator' || who.role === 'viewer'))
        return say('approvals:problem.mayNotApprove', { role: who.role, step: step.name })
    }
  }
  return null
}
