/** The example: a made-up marketer who says one true thing, one untrue one and one that nobody can promise, of accounts in the simulated network. */
import type { CandidateInput } from '../../../contract/vetting.ts'
import type { ClaimInput } from '../../../contract/vetting-claims.ts'
import type { BegunBrand, Services } from '../../services.ts'
import { accountSeries } from '../results/index.ts'
import { listAccounts } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { checkClaims } from './check.ts'
import { insertCandidate, insertClaim, listCandidates, saveResult, updateCandidate } from './store/candidates.ts'
import { sayIn } from '../../say.ts'
import { say } from '../../../contract/sentence.ts'

const none = { account: null, from: null, to: null, figure: null, unit: null, url: null, expected: null, guarantee: null }

/** Adds the example once. */
export const plantVetting = async (services: Services, { workspaceId, brandId, accountId }: BegunBrand): Promise<void> => {
  const { db } = services.database
  const scope = { workspaceId, brandId }
  if ((await listCandidates(db, scope)).length > 0) return
  const brand = await findBrand(db, workspaceId, brandId)
  const account = (await listAccounts(db, scope)).find(({ id }) => id === accountId)
  const readings = await accountSeries(db, { workspaceId, accountId, metric: 'followers' })
  const [first, last] = [readings.at(-181) ?? readings[0], readings.at(-1)]
  if (brand === null || account === undefined || first === undefined || last === undefined) return
  const words = (key: string, values: Record<string, string | number> = {}) => sayIn(brand.language, say(`vetting:example.${key}`, values))
  const period = { from: first.observedAt.slice(0, 10), to: last.observedAt.slice(0, 10) }
  const gained = Math.max(1, last.value - first.value)
  const candidate: CandidateInput = {
    name: words('name'),
    kind: 'marketer',
    portfolio: null,
    pictureUrl: null,
    notes: words('notes'),
    skills: ['strategy', 'copywriting', 'arabic'],
    price: { amount: 300, currency: 'USD', rate: [15, 35] },
    needs: { hoursAMonth: 40, skills: ['strategy', 'copywriting', 'video'] },
    keepUntil: new Date(services.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10),
    hideIdentity: false,
  }
  // A claim is what somebody said, so its days are written as people write them.
  const spoken = new Intl.DateTimeFormat(brand.language === 'ar' ? 'ar-u-nu-latn' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const figures = { handle: account.handle, from: spoken.format(new Date(period.from)), to: spoken.format(new Date(period.to)) }
  const honest = Math.floor(gained * 0.95)
  const claims: ClaimInput[] = [
    {
      ...none,
      ...period,
      type: 'growth',
      text: words('true', { ...figures, gained: honest }),
      account: account.handle,
      figure: honest,
      unit: 'number',
    },
    {
      ...none,
      ...period,
      type: 'growth',
      text: words('false', { ...figures, gained: gained * 3 }),
      account: account.handle,
      figure: gained * 3,
      unit: 'number',
    },
    { ...none, type: 'engagement', text: words('noPeriod'), account: account.handle, figure: 12, unit: 'percent' },
    { ...none, type: 'guarantees', text: words('viral'), guarantee: 'virality' },
  ]
  const candidateId = await insertCandidate(db, scope, candidate, services.now())
  const one = { ...scope, candidateId }
  await updateCandidate(db, one, { consent: { basis: 'consent', note: words('consent'), at: services.now().toISOString(), by: 'Athar' } })
  for (const claim of claims) await insertClaim(db, one, claim)
  const results = await checkClaims(services, one, {
    ...candidate,
    id: candidateId,
    consent: null,
    createdAt: services.now().toISOString(),
  })
  for (const { claimId, result } of results) await saveResult(db, one, claimId, result)
}
