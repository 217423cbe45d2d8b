/** Who is signed in and which brand is open; pages ask here and never pass it along. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type Ability, abilitiesOf, type Role } from '../../contract/procedure.ts'
import type { Brand, SessionState, Workspace } from '../../contract/team.ts'
import { api } from '../api.ts'

export const sessionQuery = () => api.team.session.queryOptions({ staleTime: 60_000 })

/** The session; only inside pages that the router guards, where it is known. */
export const useSession = (): SessionState => {
  const { data } = useQuery(sessionQuery())
  if (data === undefined) throw new Error('The session is read by the router before any page is shown.')
  return data
}

/** The signed-in person. */
export const usePerson = (): NonNullable<SessionState['user']> => {
  const { user } = useSession()
  if (user === null) throw new Error('This page is only reached signed in.')
  return user
}

export interface OpenBrand {
  workspaceId: string
  brandId: string
  workspace: Workspace
  brand: Brand
  role: Role
  can: (ability: Ability) => boolean
  /** What every call in this brand takes: `{ ...at, … }`. */
  at: { workspaceId: string; brandId: string }
}

/** Finds a brand among those the person may see. */
export const findBrand = (session: SessionState, brandId: string): { workspace: Workspace; brand: Brand } | null => {
  for (const workspace of session.workspaces) {
    const brand = workspace.brands.find(({ id }) => id === brandId)
    if (brand !== undefined) return { workspace, brand }
  }
  return null
}

/** The brand named by the address. */
export const useBrand = (): OpenBrand => {
  const session = useSession()
  const { brandId } = useParams({ strict: false }) as { brandId?: string }
  const found = brandId === undefined ? null : findBrand(session, brandId)
  if (found === null) throw new Error('This page is only reached inside a brand.')
  const { workspace, brand } = found
  return {
    workspaceId: workspace.id,
    brandId: brand.id,
    workspace,
    brand,
    role: workspace.role,
    can: (ability) => abilitiesOf[workspace.role].includes(ability),
    at: { workspaceId: workspace.id, brandId: brand.id },
  }
}

const lastKey = 'athar.brand'
export const rememberBrand = (brandId: string) => localStorage.setItem(lastKey, brandId)

/** The brand opened last on this device, else the first; null when there is none. */
export const homeBrand = (session: SessionState): Brand | null => {
  const remembered = findBrand(session, localStorage.getItem(lastKey) ?? '')
  return remembered?.brand ?? session.workspaces.flatMap(({ brands }) => brands)[0] ?? null
}
