/** Deletes a candidate whole: claims, tables, score sheets, and every link to the dossier. */
import type { Services } from '../../services.ts'
import { dropShares } from '../shares/index.ts'
import { deleteCandidate, type One } from './store/candidates.ts'

/** False when there was none. The links go first: whoever holds one reads nothing more, even if the rest is interrupted. */
export const removeCandidate = async (services: Services, one: One): Promise<boolean> => {
  const { workspaceId, brandId, candidateId: subjectId } = one
  await dropShares(services.database.db, { workspaceId, brandId, kind: 'dossier', subjectId })
  return await deleteCandidate(services.database.db, one)
}
