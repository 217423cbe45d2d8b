/** The name of somebody who wrote, leading to everything they ever said to the brand. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useBrand } from '../../session/session.ts'

export const PersonLink = ({ network, authorId, children }: { network: string; authorId: string; children: ReactNode }) => {
  const { brandId } = useBrand()
  return (
    <Link
      to={`/b/${brandId}/inbox/person`}
      search={{ network, id: authorId } as Record<string, unknown>}
      className="underline underline-offset-4"
    >
      {children}
    </Link>
  )
}
